"""The pool: booked once at a time, within their hours and their week, and never for a matter of their own (G2)."""

from datetime import time, timedelta

import pytest

from concord.apps.grassroots.consultation.models import Booking, Force
from concord.apps.grassroots.consultation.services.pool import Entry, enter_force
from concord.apps.grassroots.consultation.tests.conftest import Table, next_weekday
from concord.apps.grassroots.consultation.tests.test_consulting import browser
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Party


def in_pool(table: Table, **more: object) -> Force:
    told = {
        "person": table.person("max"),
        "kind": "virtue",
        "place_id": table.cast.county,
        "skills": "熟悉村情",
        **more,
    }
    made = enter_force(Entry(**told), by=table.person("alice"))  # type: ignore[arg-type]
    declare_follower(0)
    return made


def ask(table: Table, made: int, force: Force, *, hour: int = 10, hours: int = 1, who: str = "tess") -> int:
    starts = next_weekday(hour)
    said = {
        "force": force.pk,
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=hours)).isoformat(),
    }
    return browser(table, who).send(f"/api/consultations/{made}/bookings", said).status_code


@pytest.mark.parametrize(("hour", "answer"), [(10, 409), (11, 201), (9, 201)])
def test_nobody_is_booked_twice_at_a_time(table: Table, hour: int, answer: int) -> None:
    made, force = table.called(), in_pool(table)
    assert ask(table, made.pk, force) == 201
    assert ask(table, made.pk, force, hour=hour) == answer


def test_hours_and_a_full_week_are_kept(table: Table) -> None:
    made = table.called()
    force = in_pool(table, from_time=time(9), to_time=time(12), most_a_week=1)
    assert ask(table, made.pk, force, hour=15) == 409
    assert ask(table, made.pk, force, hour=9) == 201
    assert ask(table, made.pk, force, hour=11) == 409
    declare_system()
    assert Booking.objects.count() == 1


def test_a_party_is_never_booked(table: Table) -> None:
    made, force = table.called(), in_pool(table)
    declare_system()
    Party.objects.create(matter=table.about, side="applicant", name="吴建", name_key="吴建", person=table.person("max"))
    assert ask(table, made.pk, force) == 409


@pytest.mark.parametrize(("who", "answer"), [("max", 200), ("mei", 404), ("tess", 404)])
def test_who_is_booked_answers_and_sees_it_from_then_on(table: Table, who: str, answer: int) -> None:
    made, force = table.called(), in_pool(table)
    assert browser(table, "max").get(f"/desk/consultations/{made.pk}/").status_code == 404
    assert ask(table, made.pk, force) == 201
    declare_system()
    booking = Booking.objects.get()
    assert browser(table, who).send(f"/api/bookings/{booking.pk}/answer", {"accepts": True}).status_code == answer
    assert browser(table, "max").get(f"/desk/consultations/{made.pk}/").status_code == 200
    declare_system()
    assert Booking.objects.get().answer == ("accepted" if answer == 200 else "asked")


@pytest.mark.parametrize(("who", "answer"), [("alice", 200), ("tess", 200), ("dora", 404), ("otto", 404)])
def test_who_keeps_the_pool(table: Table, who: str, answer: int) -> None:
    in_pool(table)
    page = browser(table, who).get("/desk/pool/")
    assert page.status_code == answer
    if answer == 200:
        assert ("吴建" in page.content.decode()) is (who == "alice")  # the township keeps its own
