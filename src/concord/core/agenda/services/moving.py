"""Move a run to another version of its scenario: first tried dry, then done as it was seen."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.access import runs_with_capability
from concord.core.agenda.facts.whole import ScenarioMoved
from concord.core.agenda.flowing import Held, close_steps, hold, template_of, write
from concord.core.agenda.models import Run, ScenarioVersion, Step
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow import advance as engine
from concord.engines.flow.graph import Graph, graph
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.template import Template
from concord.engines.flow.values import typed


@dataclass(frozen=True, slots=True)
class Move:
    """What moving a run to a version would do: why it cannot be done, and what it opens, skips and drops."""

    version: int
    problems: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


@transaction.atomic
def try_move(pk: int, number: int, *, by: Person) -> Move:
    """What moving a run to a version would do; nothing is changed."""
    held = hold(runs_with_capability(by, "run_scenario").get(pk=pk))
    return _move(held, template_of(_version(held.run, number)))[0]


@transaction.atomic
def move_to_version(pk: int, seen: Move, *, by: Person, today: date) -> Run:
    """Move a run to the version that was tried dry, with exactly what was seen.

    Refuses when work begun would lie before an unsettled step, and when the run went on since it was tried.
    """
    held = hold(runs_with_capability(by, "run_scenario").get(pk=pk))
    version = _version(held.run, seen.version)
    move, said = _move(held, template_of(version))
    if move != seen:
        raise Refusal(_("The scenario went on since the move was tried; try it again."))
    if move.problems:
        raise Refusal("\n".join(move.problems))
    told = close_steps([held.live.pop(code) for code in move.drops], held, by=by)
    moved = ScenarioMoved(
        matter_id=held.run.matter_id, run_id=pk, title=held.template.title, was=held.template.version, now=seen.version
    )
    held.run.version, held.template = version, template_of(version)
    held.run.save(update_fields=["version"])
    record(moved, *told, *write(held, said, today=today, by=by), by=by)
    return held.run


def _version(run: Run, number: int) -> ScenarioVersion:
    return ScenarioVersion.objects.exclude(pk=run.version_id).get(
        code=run.version.code, version=number, retired_at=None
    )


def _move(held: Held, to: Template) -> tuple[Move, engine.Step]:
    """What the move does, and what the engine says of it (nothing where it cannot be done)."""
    shape = graph(to)
    drops = tuple(code for code, step in held.live.items() if _may_drop(step, shape, held))
    kept = {code: step for code, step in held.live.items() if code not in drops}
    problems = [*_gone(held, to, kept), *_too_early(to, kept)]
    facts = {name: raw for name, raw in held.run.facts.items() if name in shape.facts}
    try:
        known = {name: typed(shape.facts[name], raw) for name, raw in facts.items()}
    except NotAllowedError as error:
        problems, known = [*problems, str(error.sentence)], {}
    if problems:
        return Move(to.version, tuple(problems)), engine.Step(engine.State())
    rows = {code: engine.Row(engine.Standing(step.state), step.round) for code, step in kept.items()}
    past = {**held.past, **{code: held.live[code].round for code in drops}}
    said = engine.advance(to, engine.State(rows, known, past))
    return Move(to.version, (), said.opened, said.skipped, drops), said


def _may_drop(step: Step, shape: Graph, held: Held) -> bool:
    """Whether nothing is lost with a step: it is gone and nobody began it, or it was skipped and may yet be needed."""
    if step.node in shape.nodes:
        before = (held.live.get(code) for code in shape.ancestors[step.node])
        unsettled = any(one is None or one.state == Step.State.OPEN for one in before)
        return step.state == Step.State.SKIPPED and unsettled
    return step.state == Step.State.SKIPPED or (step.state == Step.State.OPEN and step.work.person_id is None)


def _gone(held: Held, to: Template, kept: dict[str, Step]) -> list[str]:
    """Work begun that the new version does not know, or facts that it wants of a step already done."""
    nodes = graph(to).nodes
    lost = [held.node(step).name for code, step in kept.items() if code not in nodes]
    wanting = [
        nodes[code].name
        for code, step in kept.items()
        if code in nodes and step.state == Step.State.DONE and set(nodes[code].sets) - step.stated.keys()
    ]
    return [gettext("“%(step)s” is begun, and the new version does not have it.") % {"step": name} for name in lost] + [
        gettext("“%(step)s” is done, and the new version wants it to state more.") % {"step": name} for name in wanting
    ]


def _too_early(to: Template, kept: dict[str, Step]) -> list[str]:
    """Work begun that the new version puts behind a step which is not settled."""
    settled = {code for code, step in kept.items() if step.state != Step.State.OPEN}
    shape = graph(to)
    sentence = gettext("“%(step)s” is begun, and in the new version it waits for “%(before)s”, which is not settled.")
    return [
        sentence % {"step": shape.nodes[code].name, "before": shape.nodes[before].name}
        for code in kept
        if code in shape.nodes
        for before in sorted(shape.ancestors[code] - settled)
    ]
