"""The database itself shows nothing of a dispute to an outsider, in any table, whatever the query forgot (K8)."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection

from concord.apps.disputes.tests.browsers import browser, follower, tables
from concord.apps.disputes.tests.doors import knock
from concord.apps.disputes.tests.told import Told, object_to, told_to
from concord.core.matters.access import declare_follower, declare_reader, declare_system
from tests.ground.cast import Cast

OUTSIDERS = ["nina", "otto", "max", "henry", "judy", "zed"]


@pytest.fixture
def told(cast: Cast) -> Told:
    """A dispute that went through everything, so that every table holds something of it."""
    made = told_to("mediating", cast)
    browser(cast, "mei").post(f"/desk/disputes/{made.pk}/room/say/", {"text": "请双方到场"})
    meeting = {"starts_at": "2030-01-01T10:00", "ends_at": "2030-01-01T11:00", "way": "room"}
    knock(made, "mei", "appointment", meeting, "screen")
    knock(made, "mei", "offer", {"terms": "一次付清"}, "screen")
    declare_system()
    offer = made.dispute.offers.get()
    follower(made.code).post(f"/my/offers/{offer.pk}/answer/", {"accepts": "yes"})
    rest = told_to("fulfilled", cast)
    object_to(rest)
    follower(rest.code).post("/my/rating/", {"score": 5})
    return made


def seen() -> dict[str, int]:
    """How many rows of each table the database shows to whoever is declared."""
    counts = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
            if cursor.fetchone() == (True,):
                cursor.execute(f"SELECT count(*) FROM {table}")
                counts[table] = cursor.fetchone()[0]
    return counts


def all_rows() -> dict[str, int]:
    declare_system()
    return {table: rows for table, rows in seen().items() if rows}


def test_the_story_left_something_in_nearly_every_table(told: Told) -> None:
    assert len(all_rows()) >= 15, all_rows()


def test_who_has_the_place_sees_every_row(cast: Cast, told: Told) -> None:
    everything = all_rows()
    declare_reader(cast["alice"])
    assert {table: rows for table, rows in seen().items() if rows} == everything


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_sees_no_row_of_any_table(cast: Cast, told: Told, who: str) -> None:
    declare_reader(cast[who])
    assert {table: rows for table, rows in seen().items() if rows} == {}


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("way", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_an_outsider_changes_and_removes_no_row(cast: Cast, told: Told, who: str, way: str) -> None:
    declare_reader(cast[who])
    kept = {"acts_act", "papers_signature", "rooms_message"}
    keys = {model._meta.db_table: model._meta.pk_fields[0].column for model in apps.get_models()}
    with connection.cursor() as cursor:
        for table in sorted(seen().keys() - kept):
            key = keys[table]
            cursor.execute(way.format(table, key, key))
            assert cursor.rowcount == 0, table
    assert all_rows()


def test_a_follower_sees_one_dispute_and_nobody_sees_none(told: Told) -> None:
    everything = all_rows()
    declare_follower(told.pk)
    one = seen()
    assert (one["matters_matter"], one["disputes_dispute"]) == (1, 1)
    assert all(rows <= everything.get(table, 0) for table, rows in one.items())
    assert one["disputes_objection"] == 0
    declare_follower(0)
    assert {table: rows for table, rows in seen().items() if rows} == {}


def test_rows_are_shown_again_to_nobody_when_the_request_ends(at: Callable[[str], Told]) -> None:
    at("fulfilled")
    assert {table: rows for table, rows in seen().items() if rows} == {}
