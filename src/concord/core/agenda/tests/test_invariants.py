"""Whatever people do to a run, in whatever order and however many at once, the house's invariants hold of its rows."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from concord.core.acts.models import Act
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import Run, Step, TimeRequest
from concord.core.agenda.services.publishing import publish
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.services.stepping import accept_step, complete_step, send_back
from concord.core.agenda.services.time import ask_for_time, ask_to_pause, decide_on_time, resume_step
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Node, Template
from concord.engines.flow.tests.cases import templates
from concord.engines.flow.writing import write
from tests.ground.cast import Cast

MOST_ACTIONS, MOST_TO_THE_END = 20, 400
# Every duty of the random scenarios is the county centre's, so that carol may do all.
BODIES = ("body0.", "body1.", "body2.")
ANSWERS = {"boolean": [True, False], "number": ["1", "-1"], "date": ["2026-03-02"], "text": ["东"], "choice": []}
Chosen = Callable[[int], int]


class Player:
    """Someone who does random things to a run, in carol's name, with alice deciding."""

    def __init__(self, run: Run, carol: Person, alice: Person, choose: Chosen) -> None:
        self.run, self.carol, self.alice, self.choose = run, carol, alice, choose
        self.template = template_of(run.version)
        self.facts = {fact.code: fact for fact in self.template.data}
        self.due: dict[int, object] = {}

    def act(self) -> bool:
        """One random deed on a random open step; a refusal is an answer. Whether something was open."""
        with transaction.atomic():
            declare_system()
            steps = list(Step.objects.filter(run=self.run, state="open").select_related("task").order_by("pk"))
        if not steps:
            return False
        step = steps[self.choose(len(steps))]
        deeds = [self.finish, self.finish, self.back, self.accept, self.more_time, self.pause]
        with suppress(Refusal, Step.DoesNotExist):
            deeds[self.choose(len(deeds))](step)
        return True

    def finish(self, step: Step) -> None:
        node = self.node(step)
        stated = {name: self.answer(name) for name in node.sets}
        if step.work.paused_on:
            resume_step(step.pk, by=self.carol, today=TODAY)
        complete_step(step.pk, stated, by=self.carol, today=TODAY)

    def back(self, step: Step) -> None:
        ways = self.node(step).returns
        if ways:
            send_back(step.pk, ways[self.choose(len(ways))], reason="再查", by=self.carol, today=TODAY)

    def accept(self, step: Step) -> None:
        accept_step(step.pk, by=self.carol)

    def more_time(self, step: Step) -> None:
        asked = ask_for_time(step.pk, days=2, reason="忙", by=self.carol)
        decide_on_time(asked.pk, granted=bool(self.choose(2)), by=self.alice, today=TODAY)

    def pause(self, step: Step) -> None:
        asked = ask_to_pause(step.pk, TimeRequest.Ground.APPRAISAL, reason="鉴定", by=self.carol)
        decide_on_time(asked.pk, granted=True, by=self.alice, today=TODAY)

    def node(self, step: Step) -> Node:
        return graph(self.template).nodes[step.node]

    def answer(self, name: str) -> object:
        fact = self.facts[name]
        values = list(fact.values) or ANSWERS[fact.type.value]
        return values[self.choose(len(values))]


def started(cast: Cast, number: int, source: str) -> Run:
    """A run of a scenario in a matter of its own."""
    for body in BODIES:
        source = source.replace(body, "centre.")
    declare_system()
    matter = Matter.objects.create(
        number=f"R-{number}", kind="dispute", title="任意", place_id=cast.township, stage="s", law_as_of=TODAY,
        lead=cast.body("centre"),
    )  # fmt: skip
    try:
        version = publish(source, by=None)
    except Refusal:  # a scenario in which a part can never be met is not published
        reject()
    return start_scenario(matter.pk, version.code, {}, by=cast["alice"], today=TODAY)


def broken(run: Run) -> list[str]:
    """Which invariants the rows of a run do not keep."""
    declare_system()
    run.refresh_from_db()
    steps = list(Step.objects.filter(run=run).select_related("task"))
    live = {step.node: step for step in steps if step.state in Step.LIVE}
    template = template_of(run.version)
    nodes = graph(template).nodes
    settled = {node for node, step in live.items() if step.state != "open"}
    tasks = [step.work for step in steps if step.task]
    told = Counter(Act.objects.filter(matter_id=run.matter_id).values_list("kind", flat=True))
    rules = {
        "one live row of a node": len(live) == sum(step.state in Step.LIVE for step in steps),
        "running if and only if something is open": (run.state == "running") == (settled != live.keys()),
        "nothing starts before its predecessors settle": all(set(nodes[code].after) <= settled for code in live),
        "over only when every node is done or skipped": run.state == "running" or settled == nodes.keys(),
        "opened ≤ yellow ≤ due": all(not one.due_on or one.opened_on <= one.yellow_on <= one.due_on for one in tasks),
        "a task waits only while its step is open": all(
            (one.done_at is None) == (one.step.state == "open") for one in tasks),
        "a step is done once": told["StepDone"] == len(set(done_acts(run))),
        "every row has its act": (told["StepOpened"], told["StepSkipped"])
        == (len(tasks), sum(step.task is None for step in steps)),
        "within its rounds": all(step.round <= template.max_rounds for step in steps),
    }  # fmt: skip
    return [rule for rule, kept in rules.items() if not kept]


def done_acts(run: Run) -> list[int]:
    """The steps that were done, once for each act that says so."""
    return [act.payload["step_id"] for act in Act.objects.filter(matter_id=run.matter_id, kind="StepDone")]


def dues(run: Run) -> dict[int, object]:
    return {
        step.pk: step.work.due_on for step in Step.objects.filter(run=run, task__isnull=False).select_related("task")
    }


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(template=templates(most=6), seed=st.integers(0, 2**32))
def test_random_deeds_on_random_scenarios_keep_every_invariant(cast: Cast, template: Template, seed: int) -> None:
    with transaction.atomic():
        run = started(cast, seed, write(template))
        chance = Random(seed)  # a repeatable walk, no secret
        player = Player(run, cast["carol"], cast["alice"], chance.randrange)
        known: dict[int, object] = {}
        for _number in range(MOST_ACTIONS):
            going_on = player.act()
            assert broken(run) == []
            now = dues(run)
            assert all(now[pk] is None or now[pk] >= due for pk, due in known.items() if due)  # type: ignore[operator]
            known = now
            if not going_on:
                break
        for _number in range(MOST_TO_THE_END):
            if not player.act():
                break
        assert (broken(run), run.state) == ([], "done")
        transaction.set_rollback(True)


CROWD = """\
code: crowd
version: 1
title: 众人
data:
  seen: {type: boolean}
stages: {a: 一, b: 二}
nodes:
  first: {stage: a, name: 起, owner: centre.desk, deadline: {days: 2}}
  left:  {stage: a, name: 左, owner: centre.desk, after: [first], sets: [seen], deadline: {days: 2}}
  right: {stage: a, name: 右, owner: centre.desk, after: [first], returns: [first], deadline: {days: 2}}
  meet:  {stage: b, name: 合, owner: centre.desk, after: [left, right], returns: [left, right], deadline: {days: 2}}
  last:  {stage: b, name: 终, owner: centre.desk, after: [meet], when: {field: seen, op: eq, value: true}}
"""


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_keep_every_invariant() -> None:
    cast = Cast()
    with transaction.atomic():
        run = started(cast, 0, CROWD)
    carol, alice = cast["carol"], cast["alice"]

    def work(seed: int) -> None:
        chance = Random(seed)  # a repeatable walk, no secret
        try:
            player = Player(run, Person.objects.get(pk=carol.pk), Person.objects.get(pk=alice.pk), chance.randrange)
            while player.act():
                pass
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    with transaction.atomic():
        assert (broken(run), run.state) == ([], Run.State.DONE)
