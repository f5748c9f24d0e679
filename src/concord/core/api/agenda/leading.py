"""The JSON doors of those who lead: workload, handing over, what stands still, moving a run (K4, K5)."""

from datetime import date

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from concord.core.agenda.models import Run
from concord.core.agenda.selectors.around import versions_for
from concord.core.agenda.selectors.stuck import looked_over, orders_unanswered, stuck_seen_by
from concord.core.agenda.selectors.workload import Load, workload_of
from concord.core.agenda.services.leaving import Handover, Wanted, hand_over, try_handover
from concord.core.agenda.services.moving import move_as_seen
from concord.core.agenda.tried import move_shown, run_to_move
from concord.core.api.agenda.desk import LightsShown
from concord.core.api.agenda.shapes import DemandShown, RunShown, StepReasonGiven, demand_of, run_of
from concord.core.api.auth import signed_in
from concord.core.api.once import once
from concord.core.api.pages import Page, PageAsked, cursor_at, page_of
from concord.core.api.shapes import Given, Id, Text
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["desk"], auth=signed_in)


class WorkloadShown(LightsShown):
    """How much waits in a body, how much of it nobody has taken, and since when what was done is counted."""

    untaken: LightsShown
    done_since: date


class PersonLoad(LightsShown):
    """What one person has in a body's name, and how much they did in the last 20 working days; for sharing out work,
    never for ranking people.
    """

    person: int
    name: str
    done: int
    is_member: bool


class HandoverAsked(Schema):
    """To whom: the key of a colleague, `share` (those who have least) or `body` (whoever takes it up)."""

    to: str = Field("share", pattern=r"^(share|body|[1-9][0-9]{0,17})$")


class HandoverGiven(StepReasonGiven):
    """To whom, why, and the `seen` of the dry run that was looked at."""

    to: str = Field("share", pattern=r"^(share|body|[1-9][0-9]{0,17})$")
    seen: Text = Field(min_length=64, max_length=64)


class TaskMoves(Schema):
    """A task and who would get it (null: the body)."""

    task: int
    to: int | None


class HandoverShown(Schema):
    """What would move, the 200 soonest due at most, what stays with the person, and the `seen` that does it so."""

    moves: list[TaskMoves]
    stays: list[int]
    seen: str


class HandedOver(Schema):
    """How many tasks moved."""

    moved: int


class ReasonShown(Schema):
    """Why a run does not go on, and the step that it is about."""

    cause: str
    sentence: str
    step: int | None


class StuckShown(RunShown):
    """A run that the night found standing still, with what keeps it now; nothing: it goes on again."""

    reasons: list[ReasonShown]


class MoveOutcome(Schema):
    """What moving a run to a version would do, in the names of steps and facts; `problem` says why it cannot be."""

    version: int
    problem: str
    done: list[str]
    open: list[str]
    opens: list[str]
    skips: list[str]
    drops: list[str]
    forgets: list[str]
    seen: str


class MoveGiven(Given):
    """The `seen` of the dry run that was looked at."""

    seen: Text = Field(min_length=64, max_length=64)


class VersionsShown(Schema):
    """The version on which a run is, and those to which it could be moved, the newest first."""

    version: int
    others: list[int]


def _load(one: Load) -> PersonLoad:
    lights = {"waiting": one.lights.waiting, "yellow": one.lights.yellow, "red": one.lights.red}
    return PersonLoad(person=one.person.pk, name=one.person.name, done=one.done, is_member=one.is_member, **lights)


def _handover(plan: Handover) -> HandoverShown:
    moves = [TaskMoves(task=task, to=to) for task, to in plan.moves]
    return HandoverShown(moves=moves, stays=list(plan.stays), seen=plan.seen)


@router.get("/bodies/{int:pk}/workload", response=WorkloadShown)
def workload(request: SignedInRequest, pk: Id) -> WorkloadShown:
    """How much waits in a body, and how much of it is untaken."""
    require(request.user, "see_workload")
    load = workload_of(request.user, pk, localdate(), size=1)
    whole, untaken = (
        {"waiting": one.waiting, "yellow": one.yellow, "red": one.red} for one in (load.whole, load.untaken)
    )
    return WorkloadShown(**whole, untaken=LightsShown(**untaken), done_since=load.since)


@router.get("/bodies/{int:pk}/workload/people", response=Page[PersonLoad])
def loads(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[PersonLoad]:
    """Who in a body has how much, by their keys."""
    require(request.user, "see_workload")
    load = workload_of(request.user, pk, localdate(), after=asked.key(f"loads-{pk}") or 0, size=asked.size)
    return Page(items=[_load(one) for one in load.people], next=cursor_at(load.next, f"loads-{pk}"))


@router.get("/bodies/{int:pk}/people/{int:person}/handover", response=HandoverShown)
def try_it(request: SignedInRequest, pk: Id, person: Id, asked: Query[HandoverAsked]) -> HandoverShown:
    """What handing over someone's work would do; nothing is changed."""
    require(request.user, "balance_work")
    return _handover(try_handover(Wanted(pk, person, asked.to), by=request.user, today=localdate()))


@router.post("/bodies/{int:pk}/people/{int:person}/handover", response=HandedOver)
@once
def do_it(request: SignedInRequest, pk: Id, person: Id, said: HandoverGiven) -> HandedOver:
    """Hand over someone's work, exactly as the dry run showed it."""
    require(request.user, "balance_work")
    wanted = Wanted(pk, person, said.to)
    return HandedOver(moved=hand_over(wanted, said.seen, reason=said.reason, by=request.user, today=localdate()))


@router.get("/stuck/runs", response=Page[StuckShown])
def stuck(request: SignedInRequest, asked: Query[PageAsked]) -> Page[StuckShown]:
    """The runs that I may see and that the night found standing still, newest first."""
    require(request.user, "see_run")
    page = page_of(stuck_seen_by(request.user), asked, lambda run: run, of="stuck-runs")
    now = looked_over(Run.objects.filter(pk__in=[run.pk for run in page.items]), localdate())
    found = {one.run.pk: one.reasons for one in now}
    items = [
        StuckShown(
            **run_of(run).dict(),
            reasons=[ReasonShown(cause=r.cause, sentence=r.sentence, step=r.step) for r in found.get(run.pk, ())],
        )
        for run in page.items
    ]
    return Page(items=items, next=page.next)


@router.get("/stuck/orders", response=Page[DemandShown])
def unanswered(request: SignedInRequest, asked: Query[PageAsked]) -> Page[DemandShown]:
    """Orders outside of scenarios that have waited too long for their answer, newest first."""
    require(request.user, "see_run")
    return page_of(orders_unanswered(request.user), asked, demand_of, of="stuck-orders")


@router.get("/runs/{int:pk}/versions", response=VersionsShown)
def versions(request: SignedInRequest, pk: Id) -> VersionsShown:
    """To which versions of its scenario a run could be moved."""
    require(request.user, "run_scenario")
    run = run_to_move(request.user, pk)
    return VersionsShown(version=run.version.version, others=list(versions_for(run).values_list("version", flat=True)))


@router.get("/runs/{int:pk}/versions/{int:number}", response=MoveOutcome)
def try_version(request: SignedInRequest, pk: Id, number: Id) -> MoveOutcome:
    """What moving a run to a version would do: what stays, changes and is lost; nothing is changed."""
    require(request.user, "run_scenario")
    shown = move_shown(request.user, pk, number)
    return MoveOutcome(
        version=number,
        problem=shown.move.problem,
        done=list(shown.done),
        open=list(shown.open),
        opens=list(shown.opens),
        skips=list(shown.skips),
        drops=list(shown.drops),
        forgets=list(shown.forgets),
        seen=shown.move.seen,
    )


@router.post("/runs/{int:pk}/versions/{int:number}", response=RunShown)
@once
def move(request: SignedInRequest, pk: Id, number: Id, said: MoveGiven) -> RunShown:
    """Move a run to a version, exactly as the dry run showed it."""
    require(request.user, "run_scenario")
    return run_of(move_as_seen(pk, number, said.seen, by=request.user, today=localdate()))
