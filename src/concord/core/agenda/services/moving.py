"""Move a run to another version of its scenario: first tried dry, then done as it was seen."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.access import runs_with_capability
from concord.core.agenda.calling import go_on
from concord.core.agenda.facts.whole import ScenarioMoved
from concord.core.agenda.flowing import Held, close_steps, hold, refusal_of, template_of
from concord.core.agenda.models import Run, ScenarioVersion
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow import advance as engine
from concord.engines.flow.moving import move
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.template import Template


@dataclass(frozen=True, slots=True)
class Move:
    """What moving a run to a version would do: why it cannot be done, what it opens, skips, drops and forgets."""

    version: int
    problem: str = ""
    opens: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    forgets: tuple[str, ...] = ()

    @property
    def seen(self) -> str:
        """What says that somebody has seen exactly this."""
        return sha256(repr(self).encode()).hexdigest()


@transaction.atomic
def try_move(pk: int, number: int, *, by: Person) -> Move:
    """What moving a run to a version would do; nothing is changed."""
    held = hold(runs_with_capability(by, "run_scenario").get(pk=pk))
    return _move(held, template_of(_version(held.run, number)))[0]


def move_as_seen(pk: int, number: int, seen: str, *, by: Person, today: date) -> Run:
    """Move a run to a version, if that does exactly what somebody saw; for doors that remember no more than that."""
    plan = try_move(pk, number, by=by)
    if plan.seen != seen:
        raise Refusal(_("The scenario went on since the move was tried; try it again."))
    return move_to_version(pk, plan, by=by, today=today)


@transaction.atomic
def move_to_version(pk: int, seen: Move, *, by: Person, today: date) -> Run:
    """Move a run to the version that was tried dry, with exactly what was seen.

    Refuses when work begun would lie before an unsettled step, and when the run went on since it was tried.
    """
    held = hold(runs_with_capability(by, "run_scenario").get(pk=pk))
    version = _version(held.run, seen.version)
    plan, said = _move(held, template_of(version))
    if plan != seen:
        raise Refusal(_("The scenario went on since the move was tried; try it again."))
    if plan.problem:
        raise Refusal(plan.problem)
    told = close_steps([held.live.pop(code) for code in plan.drops], held, by=by)
    moved = ScenarioMoved(
        matter_id=held.run.matter_id, run_id=pk, title=held.template.title, was=held.template.version, now=seen.version
    )
    held.run.version, held.template = version, template_of(version)
    held.run.save(update_fields=["version"])
    record(moved, *told, *go_on(held, said, by=by, today=today), by=by)
    return held.run


def _version(run: Run, number: int) -> ScenarioVersion:
    return ScenarioVersion.objects.exclude(pk=run.version_id).get(
        code=run.version.code, version=number, retired_at=None
    )


def _move(held: Held, to: Template) -> tuple[Move, engine.Step]:
    """What the move does, and what the engine says of it (nothing where it cannot be done)."""
    try:
        said = move(to, held.state)
    except NotAllowedError as error:
        return Move(to.version, str(refusal_of(error))), engine.Step(engine.State())
    afresh = {*said.opened, *said.skipped}
    drops = tuple(code for code in held.live if code in afresh or code not in said.state.rows)
    forgets = tuple(name for name in held.state.facts if name not in said.state.facts)
    return Move(to.version, "", said.opened, said.skipped, drops, forgets), said
