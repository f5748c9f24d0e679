"""The deeds of a run of 62 granules: start it, do one step, do all of them, and eight people on one run."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db import connection, transaction

from concord.core.acts.models import Act
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import Run, ScenarioVersion, Step
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.services.stepping import complete_step
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.papers.models import Paper
from concord.core.people.models import Membership, Person
from concord.core.refusals import Refusal
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Template
from tests.bench.agenda.plans import Times, times_of
from tests.bench.statements import counted

CODE = "refusal_62"
# All of it applies and the police file at once: the longest way, with 60 of the 62 granules done.
NEVER = {"refused", "filed_after_all"}


@cache
def granules() -> Template:
    """The 62 granules as they are published."""
    return template_of(ScenarioVersion.objects.filter(code=CODE).latest("version"))


def answers() -> dict[str, bool]:
    """What is stated on the longest way."""
    return {fact.code: fact.code not in NEVER for fact in granules().data}


@dataclass(slots=True)
class Walk:
    """A whole run: what each deed took and sent."""

    starting: float = 0
    steps: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    acts: int = 0


class Ground:
    """A county in which runs are begun: its centre's coordinator, its places, and who does the steps of each body."""

    def __init__(self, county: str, today: date) -> None:
        self.county, self.today, self.made = county, today, 0
        self.coordinator = Membership.objects.filter(
            organisation__kind="centre", organisation__place=county
        ).order_by("pk").select_related("person")[0].person  # fmt: skip
        self.doers: dict[int, int] = {}

    def doer(self, body: int) -> Person:
        """Somebody who does the steps of a body, as read at a request of theirs."""
        if body not in self.doers:
            self.doers[body] = Membership.objects.filter(organisation=body).order_by("pk")[0].person_id
        return Person.objects.get(pk=self.doers[body])

    def matter(self) -> tuple[int, int]:
        """A fresh matter with the paper that its steps hand in; their keys."""
        self.made += 1
        with transaction.atomic():
            declare_system()
            matter = Matter.objects.create(
                number=f"CSY-{time.time_ns()}", kind="enforcement", title="拒执移送", place_id=self.county,
                stage="handling", law_as_of=self.today, invented=True,
            )  # fmt: skip
            paper = Paper.objects.create(
                matter=matter, kind="document", title="材料", filename="1.pdf", media_type="application/pdf", size=1,
                sha256="0" * 64,
            )  # fmt: skip
        return matter.pk, paper.pk

    def start(self, matter: int) -> Run:
        """Begin the 62 granules, as the county's coordinator does."""
        shape = graph(granules())
        given = {name: value for name, value in answers().items() if name not in shape.setter}
        by = Person.objects.get(pk=self.coordinator.pk)
        return start_scenario(matter, CODE, given, by=by, today=self.today)

    def open_steps(self, run: Run) -> list[tuple[int, str, int]]:
        """What is open in a run: key, node, body."""
        with transaction.atomic():
            declare_system()
            rows = Step.objects.filter(run=run, state=Step.State.OPEN).order_by("pk")
            return list(rows.values_list("pk", "node", "task__organisation"))

    def do(self, step: tuple[int, str, int], paper: int) -> None:
        """Do one step with its facts and papers, as somebody of its body."""
        pk, code, body = step
        node, said = graph(granules()).nodes[code], answers()
        papers = dict.fromkeys(node.deliverable, paper)
        complete_step(pk, {name: said[name] for name in node.sets}, papers=papers, by=self.doer(body), today=self.today)


def walk(ground: Ground) -> Walk:
    """One run from its start to its end."""
    found = Walk()
    matter, paper = ground.matter()
    began = time.perf_counter()
    run = ground.start(matter)
    found.starting = time.perf_counter() - began
    while steps := ground.open_steps(run):
        began = time.perf_counter()
        with counted() as cost:
            ground.do(steps[0], paper)
        found.steps.append(time.perf_counter() - began)
        found.statements.append(len(cost.work))
    with transaction.atomic():
        declare_system()
        run.refresh_from_db()
        assert run.state == Run.State.DONE
        found.acts = Act.objects.filter(matter_id=matter).count()
    return found


def first_step(ground: Ground) -> None:
    """A run begun, and its first step done: what a plan is asked for."""
    matter, paper = ground.matter()
    ground.do(ground.open_steps(ground.start(matter))[0], paper)


def starts(ground: Ground, rounds: int) -> Times:
    """How long it takes to begin a run."""
    found = []
    for _number in range(rounds):
        matter, _paper = ground.matter()
        began = time.perf_counter()
        ground.start(matter)
        found.append(time.perf_counter() - began)
    return times_of(found[1:])


def crowd(ground: Ground, runs: int, threads: int) -> tuple[float, int, int]:
    """So many people at once on one run, again and again: steps done a second, steps done, and refused as too late."""
    done, refused, seconds = 0, 0, 0.0
    for _number in range(runs):
        matter, paper = ground.matter()
        run = ground.start(matter)

        def work(seat: int, run: Run = run, paper: int = paper) -> tuple[int, int]:
            mine, late = 0, 0
            try:
                while steps := ground.open_steps(run):
                    try:
                        ground.do(steps[seat % len(steps)], paper)
                        mine += 1
                    except (Refusal, Step.DoesNotExist):
                        late += 1
            finally:
                connection.close()
            return mine, late

        began = time.perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            told = list(pool.map(work, range(threads)))
        seconds += time.perf_counter() - began
        done += sum(mine for mine, _late in told)
        refused += sum(late for _mine, late in told)
    return done / seconds, done, refused
