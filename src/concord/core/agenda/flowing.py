"""A run under its lock: its rows read as the engine's state, and what the engine answers written back as rows and acts.

Every deed on a run goes through here: `hold` locks the row of the root run (one lock for the whole tree of
sub-processes, so that no two deeds wait for each other crosswise), reads the rows anew, and `write` adds what the
pure engine said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypedDict

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from concord.core.acts.facts import Fact
from concord.core.agenda.deadlines import deadline_of
from concord.core.agenda.facts.steps import StepOpened, StepSkipped, StepSuperseded
from concord.core.agenda.facts.whole import ScenarioCancelled, ScenarioEnded
from concord.core.agenda.models import Demand, Run, ScenarioVersion, Step, Task
from concord.core.agenda.owners import bodies_of
from concord.core.agenda.wording import spoken
from concord.core.matters.models import Involvement, Matter
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal
from concord.engines.flow import advance as engine
from concord.engines.flow.graph import graph
from concord.engines.flow.reading import read
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.template import Node, Template
from concord.engines.flow.values import plain, typed

LONGEST_TITLE = 200


class StepName(TypedDict):
    """The part of an act that says of which step it tells."""

    matter_id: int
    step_id: int
    step: str


@dataclass(slots=True)
class Held:
    """A run whose tree is locked, its template, and its live rows by node; `past` counts rounds already closed.

    `above` is the run that calls it, where the same deed holds that one too.
    """

    run: Run
    template: Template
    live: dict[str, Step]
    past: dict[str, int]
    above: "Held | None" = None

    @property
    def state(self) -> engine.State:
        """The rows as the engine reads them."""
        facts = graph(self.template).facts
        rows = {code: engine.Row(engine.Standing(step.state), step.round) for code, step in self.live.items()}
        return engine.State(rows, {name: typed(facts[name], raw) for name, raw in self.run.facts.items()}, self.past)

    def node(self, step: Step) -> Node:
        """What the template says of a step."""
        return graph(self.template).nodes[step.node]


@lru_cache(maxsize=512)
def _template(pk: int, published_at: str) -> Template:
    template, _marks = read(ScenarioVersion.objects.values_list("source", flat=True).get(pk=pk))
    return template


def template_of(version: ScenarioVersion) -> Template:
    """The template of a published version, read once: it never changes.

    It was checked when it was published; a rule that came later does not stop what runs on it.
    """
    return _template(version.pk, version.published_at.isoformat())


def hold(run: Run) -> Held:
    """Lock the tree of a run, and read its rows as they are now. Refuses a run that is over."""
    locked = _runs().select_for_update(of=("self",)).get(pk=run.root_id or run.pk)
    current = locked if locked.pk == run.pk else _runs().get(pk=run.pk)
    if current.state != Run.State.RUNNING:
        raise Refusal(_("This scenario is over; nothing more can be done in it."))
    return read_run(current)


def hold_step(steps: QuerySet[Step], pk: int) -> tuple[Held, Step]:
    """One of `steps` under the lock of its run. Refuses a step that is settled, or went elsewhere meanwhile."""
    found = steps.select_related("run", "task").get(pk=pk)
    held = hold(found.run)
    step = held.live.get(found.node)
    if step is None or step.pk != pk or step.state != Step.State.OPEN or _whose(step) != _whose(found):
        raise Refusal(_("This step is no longer open to you; look at the scenario again."))
    return held, step


def refusal_of(error: NotAllowedError) -> Refusal:
    """The engine's no, as the refusal that doors show."""
    return Refusal(spoken(error.sentence))


def write(held: Held, step: engine.Step, *, today: date, by: Person | None) -> list[Fact]:
    """Write what the engine said as rows, and return the acts of it; the run is over when nothing is open.

    The caller has already marked the step that moved.
    """
    told = close_steps([held.live[code] for code in step.superseded], held, by=by)
    for code in step.superseded:
        held.past[code] = held.live.pop(code).round
    told += _skip(held, step)
    told += _open(held, step, today)
    held.run.facts = {name: plain(value) for name, value in step.state.facts.items()}
    if engine.is_over(step.state):
        held.run.state, held.run.ended_at = Run.State.DONE, timezone.now()
        told.append(ScenarioEnded(matter_id=held.run.matter_id, run_id=held.run.pk, title=held.template.title))
    held.run.save(update_fields=["facts", "state", "ended_at"])
    return told


def stop(held: Held, *, reason: str, by: Person | None) -> list[Fact]:
    """Cancel a run whose tree is locked: what is open is superseded, what was done stays; returns the acts."""
    told = close_steps([step for step in held.live.values() if step.state == Step.State.OPEN], held, by=by)
    held.run.state, held.run.ended_at = Run.State.CANCELLED, timezone.now()
    held.run.save(update_fields=["state", "ended_at"])
    title = held.template.title
    return [*told, ScenarioCancelled(matter_id=held.run.matter_id, run_id=held.run.pk, title=title, reason=reason)]


def close_steps(steps: Iterable[Step], held: Held, *, by: Person | None) -> list[Fact]:
    """Supersede steps, end their tasks and what was asked for them, and cancel the sub-processes they called."""
    closed = {step.pk: step for step in steps}
    if not closed:
        return []
    Step.objects.filter(pk__in=closed, state__in=Step.LIVE).update(state=Step.State.SUPERSEDED)
    end_tasks(closed, by=by)
    told: list[Fact] = [StepSuperseded(**named(held, step), round=step.round) for step in closed.values()]
    for child in _runs().filter(caller__in=closed, state=Run.State.RUNNING):
        told += stop(read_run(child), reason=gettext("The step that called it no longer counts."), by=by)
    return told


def end_tasks(steps: Iterable[int], *, by: Person | None) -> None:
    """End the tasks of steps, and those of opinions that were asked for them and not given."""
    ended = list(steps)
    theirs = Step.objects.filter(pk__in=ended, task__isnull=False).values("task")
    opinions = Demand.objects.filter(step__in=ended, kind=Demand.Kind.OPINION).values("task")
    tasks = Task.objects.filter(pk__in=theirs.union(opinions), done_at=None)  # "or" would look at every open task
    tasks.update(done_at=timezone.now(), done_by=by)


def involve(matter: Matter, bodies: Iterable[Organisation]) -> None:
    """Let bodies that are to do something in a matter see it."""
    wanted = {body.pk for body in bodies} - {matter.lead_id}
    taking_part = Involvement.objects.filter(matter=matter, until=None, organisation__in=wanted)
    missing = wanted.difference(taking_part.values_list("organisation", flat=True)) if wanted else set()
    Involvement.objects.bulk_create(
        Involvement(matter=matter, organisation_id=pk, part=Involvement.Part.JOINT) for pk in sorted(missing)
    )


def named(held: Held, step: Step) -> StepName:
    """The matter and the name of a step, as its acts tell them."""
    return {"matter_id": step.matter_id, "step_id": step.pk, "step": held.node(step).name}


def _whose(step: Step) -> tuple[int | None, int | None]:
    return (step.work.organisation_id, step.work.person_id) if step.task else (None, None)


def _runs() -> QuerySet[Run]:
    return Run.objects.select_related("version", "matter", "lead").defer("version__source")


def read_run(run: Run) -> Held:
    """A run with its rows as they are now; its template, live rows by node, and rounds already closed."""
    live: dict[str, Step] = {}
    past: dict[str, int] = {}
    for step in Step.objects.filter(run=run).select_related("task").order_by("round"):
        if step.state in Step.LIVE:
            live[step.node] = step
        else:
            past[step.node] = step.round
    return Held(run, template_of(run.version), live, past)


def _skip(held: Held, said: engine.Step) -> list[Fact]:
    rows = [_row(held, said, code, Step.State.SKIPPED) for code in said.skipped]
    held.live |= {step.node: step for step in Step.objects.bulk_create(rows)}
    return [StepSkipped(**named(held, step), round=step.round) for step in rows]


def _open(held: Held, said: engine.Step, today: date) -> list[Fact]:
    """Rows and tasks of the steps that open, each for the nearest body of its duty, else for the lead of the run."""
    matter, nodes = held.run.matter, graph(held.template).nodes
    if not said.opened:
        return []
    found = bodies_of((nodes[code] for code in said.opened), matter.place_id, matter.topic, said.state.facts)
    bodies = {code: found.get(code, held.run.lead) for code in said.opened}
    tasks = Task.objects.bulk_create(_task(matter, nodes[code], bodies[code], today) for code in said.opened)
    rows = [_row(held, said, code, Step.State.OPEN, task) for code, task in zip(said.opened, tasks, strict=True)]
    for step in rows:
        step.unanswered = step.node not in found
    held.live |= {step.node: step for step in Step.objects.bulk_create(rows)}
    involve(matter, [body for body in bodies.values() if body])
    return [_opened(held, step, bodies[step.node]) for step in rows]


def _task(matter: Matter, node: Node, body: Organisation | None, today: date) -> Task:
    by_when = deadline_of(node, today)
    return Task(
        matter=matter,
        kind=Task.Kind.STEP,
        title=node.name[:LONGEST_TITLE],
        organisation=body,
        opened_on=today,
        yellow_on=by_when.yellow_on if by_when else None,
        due_on=by_when.due_on if by_when else None,
        basis=by_when.basis if by_when else "",
    )


def _row(held: Held, said: engine.Step, code: str, state: Step.State, task: Task | None = None) -> Step:
    rounds = said.state.rows[code].round
    return Step(run=held.run, matter=held.run.matter, node=code, round=rounds, state=state, task=task)


def _opened(held: Held, step: Step, body: Organisation | None) -> StepOpened:
    due = step.task.due_on if step.task else None
    shown = due.isoformat() if due else "—"
    return StepOpened(**named(held, step), round=step.round, body=body.name if body else "—", due_on=shown)
