"""No person reaches a matter outside their capabilities: not through the filters, not through the database (K8)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, Phase, given, settings

from concord.core.agenda.models import Task
from concord.core.matters.access import (
    capabilities_on,
    declare_follower,
    declare_reader,
    declare_system,
    matters_joined_by,
    matters_of_party,
    matters_with_capability,
)
from concord.core.matters.models import Matter
from concord.core.matters.search import enter_for_search, matching
from concord.core.matters.services import PartyNamed, add_parties
from concord.core.matters.tests.worlds import CAPABILITY, Case, World, build, may_join, may_see, worlds
from concord.core.notices.models import Notice
from concord.core.papers.access import papers_for_staff
from concord.core.papers.services import keep_made
from concord.core.people.models import Person
from concord.core.rooms.services import say

pytestmark = pytest.mark.django_db
many = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
few = settings(many, max_examples=15)
FORGET = "SELECT set_config('concord.scope','',true), set_config('concord.person','',true), " \
         "set_config('concord.places','',true), set_config('concord.organisations','',true), " \
         "set_config('concord.matter','',true)"  # fmt: skip


@contextmanager
def built(world: World) -> Iterator[tuple[Person, dict[int, Case]]]:
    """A world in the database, for the length of this block, with nobody declared."""
    with transaction.atomic():
        declare_system()
        asker, cases = build(world, localdate())
        with connection.cursor() as cursor:
            cursor.execute(FORGET)
        yield asker, cases
        transaction.set_rollback(True)


def rows(sql: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


@many
@given(world=worlds)
def test_the_filter_shows_exactly_what_the_rule_allows(db: None, world: World) -> None:
    with built(world) as (asker, cases):
        allowed = {key for key, case in cases.items() if may_see(world, case)}
        assert set(matters_with_capability(asker, CAPABILITY).values_list("pk", flat=True)) == allowed
        alone = matters_with_capability(asker, CAPABILITY).filter(pk__in=cases)
        declare_system()
        assert set(alone.values_list("pk", flat=True)) == allowed, "the filter leans on the second lock"
        assert {key for key in cases if capabilities_on(asker, key, [CAPABILITY])} == allowed
        assert not matters_with_capability(asker, "a capability nobody has").exists()


@many
@given(world=worlds)
def test_what_a_body_joins_elsewhere_is_shown_to_those_who_act_for_it_and_no_others(db: None, world: World) -> None:
    with built(world) as (asker, cases):
        joined = {key for key, case in cases.items() if may_join(world, case)}
        assert set(matters_joined_by(asker, CAPABILITY).values_list("pk", flat=True)) == joined
        alone = matters_joined_by(asker, CAPABILITY).filter(pk__in=cases)
        declare_system()
        assert set(alone.values_list("pk", flat=True)) == joined, "the filter leans on the second lock"


@many
@given(world=worlds)
def test_a_query_that_forgot_the_filter_still_shows_nothing_outside(db: None, world: World) -> None:
    with built(world) as (asker, cases):
        declare_reader(asker)
        passes = {key for key, case in cases.items() if may_see(world, case, with_capability=False)}
        assert rows("SELECT id FROM matters_matter WHERE number LIKE 'W-%'") == passes
        assert passes >= {key for key, case in cases.items() if may_see(world, case)}


def hang_something_on(matters: Iterable[Matter]) -> None:
    """A party, an act, a task, a notice, a paper and a message for each matter."""
    for matter in matters:
        add_parties(matter, [PartyNamed("applicant", "王小波", phone="13900000001")])
        Task.objects.create(matter=matter, kind="k", opened_on=localdate())
        Notice.objects.create(matter=matter, channel="sms", template="t", body="b", key=f"k{matter.pk}")
        keep_made(matter, b"%PDF-", title="t", filename="f.pdf", kind="document", by=None)
        say(matter, text="hello")


@few
@given(world=worlds)
def test_what_hangs_on_a_matter_is_shown_with_it_and_never_without(db: None, world: World) -> None:
    with built(world) as (asker, cases):
        declare_system()
        hang_something_on(Matter.objects.filter(pk__in=cases))
        declare_reader(asker)
        passes = {key for key, case in cases.items() if may_see(world, case, with_capability=False)}
        for table in ("matters_party", "acts_act", "agenda_task", "notices_notice", "papers_paper", "rooms_message"):
            shown = rows(f"SELECT matter_id FROM {table}")
            assert shown == passes, table
        papers = papers_for_staff(asker, CAPABILITY).values_list("matter", flat=True)
        assert set(papers) == {key for key, case in cases.items() if may_see(world, case)}


@many
@given(world=worlds)
def test_a_party_sees_their_matters_and_no_others(db: None, world: World) -> None:
    with built(world) as (asker, cases):
        mine = {
            key
            for key, case in cases.items()
            for part in case.parts
            if part.person == 0 and not part.ended and part.part in {"party", "representative"}
        }
        assert set(matters_of_party(asker).values_list("pk", flat=True)) == mine


@many
@given(world=worlds)
def test_without_a_declaration_the_database_shows_nothing(db: None, world: World) -> None:
    with built(world) as (_asker, cases):
        assert rows("SELECT id FROM matters_matter") == set()
        assert rows("UPDATE matters_matter SET title = 'x' RETURNING id") == set()
        assert rows("DELETE FROM matters_matter RETURNING id") == set()
        some = next(iter(cases))
        declare_follower(some)
        assert rows("SELECT id FROM matters_matter") == {some}


@many
@given(world=worlds)
def test_a_search_finds_only_what_may_be_seen(db: None, world: World) -> None:
    with built(world) as (asker, cases):
        declare_system()
        for matter in Matter.objects.filter(pk__in=cases):
            enter_for_search(matter, ["拖欠工资三个月"])
        allowed = {key for key, case in cases.items() if may_see(world, case)}
        found = matching(matters_with_capability(asker, CAPABILITY), "拖欠工资")
        assert set(found.values_list("pk", flat=True)) == allowed
        unfiltered = set(matching(Matter.objects.all(), "拖欠工资").values_list("pk", flat=True))
        assert unfiltered == {key for key, case in cases.items() if may_see(world, case, with_capability=False)}
