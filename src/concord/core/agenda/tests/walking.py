"""Random work on random scenarios: who walks through them, and which of the house's invariants their rows break."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import chain
from typing import TypeVar

from django.db import transaction

from concord.core.acts.models import Act
from concord.core.agenda.flowing import template_of
from concord.core.agenda.lights import turn_lights
from concord.core.agenda.models import Run, Step, Task, TimeRequest
from concord.core.agenda.services.handing import hand_to_colleague, reassign_step
from concord.core.agenda.services.stepping import accept_step, complete_step, send_back
from concord.core.agenda.services.time import ask_for_time, ask_to_pause, decide_on_time, resume_step
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Node

ANSWERS = {"boolean": [True, False], "number": ["1", "-1"], "date": ["2026-03-02"], "text": ["东"], "choice": []}
T = TypeVar("T")
Chosen = Callable[[int], int]


class Walker:
    """Someone who does random deeds in a matter's runs, as whoever of the centre has the step; alice decides."""

    def __init__(self, matter: Matter, carol: Person, alice: Person, centre: Organisation, choose: Chosen) -> None:
        self.matter, self.carol, self.alice, self.centre, self.choose = matter, carol, alice, centre, choose
        self.today: date = TODAY
        self.did, self.refused = 0, 0

    def act(self) -> bool:
        """One random deed on a random open step; a refusal is an answer. Whether something was open."""
        with transaction.atomic():
            declare_system()
            found = Step.objects.filter(matter=self.matter, state="open").select_related("task", "run__version")
            steps = list(found.order_by("pk"))
        if not steps:
            return False
        step = steps[self.choose(len(steps))]
        often = [self.finish, self.finish, self.finish, self.back, self.back]
        deeds = [*often, self.accept, self.hand_over, self.reassign, self.more_time, self.pause, self.later]
        try:
            deeds[self.choose(len(deeds))](step)
            self.did += 1
        except (Refusal, Step.DoesNotExist):
            self.refused += 1
        return True

    def finish(self, step: Step) -> None:
        facts = template_of(step.run.version).facts
        stated = {
            name: self.one_of(list(facts[name].values) or ANSWERS[facts[name].type]) for name in self.node(step).sets
        }
        if step.work.paused_on:
            resume_step(step.pk, by=self.doer(step), today=self.today)
        complete_step(step.pk, stated, by=self.doer(step), today=self.today)

    def back(self, step: Step) -> None:
        ways = self.node(step).returns
        if ways:
            send_back(step.pk, self.one_of(ways), reason="再查", by=self.doer(step), today=self.today)

    def accept(self, step: Step) -> None:
        accept_step(step.pk, by=self.carol)

    def hand_over(self, step: Step) -> None:
        to = self.one_of([self.carol, self.alice])
        hand_to_colleague(step.pk, to, reason="忙", by=self.doer(step), today=self.today)

    def reassign(self, step: Step) -> None:
        reassign_step(step.pk, self.centre, person=None, reason="另派", by=self.alice, today=self.today)

    def more_time(self, step: Step) -> None:
        asked = ask_for_time(step.pk, days=2, reason="忙", by=self.doer(step))
        with suppress(Refusal):
            decide_on_time(asked.pk, granted=bool(self.choose(2)), by=self.alice, today=self.today)

    def pause(self, step: Step) -> None:
        asked = ask_to_pause(step.pk, TimeRequest.Ground.APPRAISAL, reason="鉴定", by=self.doer(step))
        decide_on_time(asked.pk, granted=True, by=self.alice, today=self.today)

    def later(self, _step: Step) -> None:
        """Days go by, and the lights turn."""
        self.today += timedelta(days=1 + self.choose(6))
        turn_lights(self.today)

    def doer(self, step: Step) -> Person:
        return self.alice if step.work.person_id == self.alice.pk else self.carol

    def node(self, step: Step) -> Node:
        return graph(template_of(step.run.version)).nodes[step.node]

    def one_of(self, things: Sequence[T]) -> T:
        return things[self.choose(len(things))]


def broken(matter: Matter) -> list[str]:
    """Which invariants the rows of a matter's runs do not keep."""
    declare_system()
    runs = list(Run.objects.filter(matter=matter).select_related("version", "caller"))
    steps = list(Step.objects.filter(matter=matter).select_related("task"))
    by_run: dict[int, list[Step]] = {run.pk: [] for run in runs}
    for step in steps:
        by_run[step.run_id].append(step)
    return [*chain.from_iterable(_of_run(run, by_run[run.pk]) for run in runs), *_of_all(matter, runs, steps)]


def _of_run(run: Run, steps: list[Step]) -> list[str]:
    live = {step.node: step for step in steps if step.state in Step.LIVE}
    settled = {node for node, step in live.items() if step.state != "open"}
    template = template_of(run.version)
    nodes = graph(template).nodes
    is_running = run.state == Run.State.RUNNING
    return _unkept({
        "one live row of a node": len(live) == sum(step.state in Step.LIVE for step in steps),
        "running if and only if something is open": is_running == (settled != live.keys()),
        "nothing starts before its predecessors settle": all(set(nodes[code].after) <= settled for code in live),
        "over only when every node is done or skipped": run.state != Run.State.DONE or settled == nodes.keys(),
        "within its rounds": all(step.round <= template.max_rounds for step in steps),
        "a sub-process runs only under an open step": not (is_running and run.caller) or run.caller.state == "open",
    })  # fmt: skip


def _of_all(matter: Matter, runs: list[Run], steps: list[Step]) -> list[str]:
    tasks = list(Task.objects.filter(matter=matter).select_related("demand__step"))
    told: dict[str, Counter[int]] = {kind: Counter() for kind in ("StepOpened", "StepSkipped", "StepDone")}
    for kind, payload in Act.objects.filter(matter_id=matter.pk, kind__in=told).values_list("kind", "payload"):
        told[kind][payload["step_id"]] += 1
    of = {step.task_id: step for step in steps if step.task_id}
    waits_for = {one.pk: of.get(one.pk) or one.demand.step for one in tasks}
    once = {step.pk for step in steps if step.task_id}, {step.pk for step in steps if not step.task_id}
    return _unkept({
        "opened ≤ yellow ≤ due": all(not one.due_on or one.opened_on <= one.yellow_on <= one.due_on for one in tasks),
        "a step's task waits while it is open": all(
            (one.done_at is None) == (waits_for[one.pk].state == "open") for one in tasks if one.pk in of),
        "no opinion waits for a settled step": all(
            one.done_at or waits_for[one.pk].state == "open" for one in tasks),
        "every row has its act, once": (told["StepOpened"], told["StepSkipped"]) == tuple(map(Counter, once)),
        "a step is done once": set(told["StepDone"].values()) <= {1},
        "what is done was told": {step.pk for step in steps if step.state == "done"} <= told["StepDone"].keys(),
        "one running sub-process of a step": set(
            Counter(run.caller_id for run in runs if run.caller_id and run.state == "running").values()) <= {1},
    })  # fmt: skip


def _unkept(rules: dict[str, bool]) -> list[str]:
    return [rule for rule, kept in rules.items() if not kept]


def dues(matter: Matter) -> dict[int, date]:
    """What is due when, by task."""
    declare_system()
    return dict(Task.objects.filter(matter=matter, due_on__isnull=False).values_list("pk", "due_on"))
