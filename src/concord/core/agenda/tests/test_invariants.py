"""Whatever people do to a run, in whatever order and however many at once, the house's invariants hold of its rows."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from threading import Barrier

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from concord.core.agenda.models import Run
from concord.core.agenda.services.publishing import publish
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.tests.story import TODAY
from concord.core.agenda.tests.walking import Walker, broken, dues
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow.template import Kind, Node, Template
from concord.engines.flow.tests.cases import templates
from concord.engines.flow.writing import write
from tests.ground.cast import Cast

TEMPLATES = 120
MOST_DEEDS, MOST_TO_THE_END = 16, 1_500
PEOPLE = 8
# Every duty of the random scenarios is the county centre's, so that carol may do all; the labour office is consulted.
RANDOM_BODY = re.compile(r"body[0-2]\.")


@st.composite
def families(draw: st.DrawFn) -> tuple[Template, Template]:
    """A random scenario, some of whose steps consult another body or call a second random scenario."""
    called = replace(draw(templates(most=3)), code="called")
    calling = draw(templates(most=6))
    dress: list[Callable[[Node], Node]] = [
        lambda node: node,
        lambda node: replace(node, kind=Kind.CONSULT, consult=("hrss.site", "centre.desk", "nobody.there")),
        lambda node: replace(node, kind=Kind.SUBPROCESS, template="called", sets=()),
    ]
    return called, replace(calling, nodes=tuple(draw(st.sampled_from(dress))(node) for node in calling.nodes))


def started(cast: Cast, number: int, *sources: str) -> Matter:
    """A matter of its own, in which the last of these scenarios runs."""
    declare_system()
    matter = Matter.objects.create(
        number=f"R-{number}", kind="dispute", title="任意", place_id=cast.township, stage="s", law_as_of=TODAY,
        lead=cast.body("centre"),
    )  # fmt: skip
    for source in sources:
        try:
            version = publish(RANDOM_BODY.sub("centre.", source), by=None)
        except Refusal:  # a scenario in which a part can never be met is not published
            reject()
    start_scenario(matter.pk, version.code, {}, by=cast["alice"], today=TODAY)
    return matter


@settings(max_examples=TEMPLATES, suppress_health_check=list(HealthCheck), deadline=None, database=None)
@given(family=families(), seed=st.integers(0, 2**32))
def test_random_deeds_on_random_scenarios_keep_every_invariant(
    cast: Cast, family: tuple[Template, Template], seed: int
) -> None:
    with transaction.atomic():
        matter = started(cast, seed, *(write(template) for template in family))
        chance = Random(seed)  # a repeatable walk, no secret
        walker = Walker(matter, cast["carol"], cast["alice"], cast.body("centre"), chance.randrange)
        known = dues(matter)
        for _number in range(MOST_DEEDS):
            going_on = walker.act()
            now = dues(matter)
            assert (broken(matter), {pk for pk, due in known.items() if now[pk] < due}) == ([], set())
            known = now
            if not going_on:
                break
        to_the_end(walker)
        assert broken(matter) == []
        assert not Run.objects.filter(matter=matter, state="running").exists()
        transaction.set_rollback(True)


def to_the_end(walker: Walker) -> None:
    """Go on until nothing is open; every run ends within a bound."""
    assert any(not walker.act() for _number in range(MOST_TO_THE_END))


CROWD = """\
code: crowd
version: 1
title: 众人
max_rounds: 4
data:
  seen: {type: boolean}
stages: {a: 一, b: 二}
nodes:
  first: {stage: a, name: 起, owner: centre.desk, deadline: {days: 2}}
  left:  {stage: a, name: 左, owner: centre.desk, after: [first], sets: [seen], deadline: {days: 2}}
  right: {stage: a, name: 右, owner: centre.desk, after: [first], returns: [first], deadline: {days: 2}}
  call:  {stage: a, name: 调, owner: centre.desk, after: [first], kind: subprocess, template: inner, returns: [first]}
  meet:  {stage: b, name: 合, owner: centre.desk, after: [left, right, call], kind: consult, consult: [hrss.site], returns: [left, right, call]}
  last:  {stage: b, name: 终, owner: centre.desk, after: [meet], when: {field: seen, op: eq, value: true}}
"""  # noqa: E501  # one line for each task, as people write them
INNER = """\
code: inner
version: 1
title: 内
stages: {a: 一}
nodes:
  one: {stage: a, name: 其一, owner: centre.desk, deadline: {days: 1}}
  two: {stage: a, name: 其二, owner: centre.desk, after: [one], returns: [one]}
"""


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_keep_every_invariant() -> None:
    cast = Cast()
    with transaction.atomic():
        matter = started(cast, 0, INNER, CROWD)
    carol, alice, centre = cast["carol"].pk, cast["alice"].pk, cast.body("centre")
    together = Barrier(PEOPLE)

    def work(seed: int) -> tuple[int, int, int]:
        chance = Random(seed)  # a repeatable walk, no secret
        try:
            people = Person.objects.in_bulk([carol, alice])
            walker = Walker(matter, people[carol], people[alice], centre, chance.randrange)
            together.wait()
            to_the_end(walker)
            return backend(), walker.did, walker.refused
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        sessions, did, refused = zip(*pool.map(work, range(PEOPLE)), strict=True)
    assert len(set(sessions)) == PEOPLE
    assert sum(deeds > 0 for deeds in did) > PEOPLE // 2  # a late one may find nothing left to do
    assert sum(refused) > 0  # they did get in each other's way
    with transaction.atomic():
        assert broken(matter) == []
        assert set(Run.objects.filter(matter=matter).values_list("state", flat=True)) <= {"done", "cancelled"}


def backend() -> int:
    """The PostgreSQL session of this thread."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])
