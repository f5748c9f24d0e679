"""More time for a step, or a pause on a ground of law: asked by who does it, decided by someone else."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concord.core.acts.facts import Fact
from concord.core.acts.services import record
from concord.core.agenda.access import steps_done_by, steps_with_capability
from concord.core.agenda.deadlines import shift, working_days_between
from concord.core.agenda.facts.steps import PauseAsked, StepPaused, StepResumed, TimeAsked, TimeGranted, TimeRefused
from concord.core.agenda.flowing import Held, hold_step, named
from concord.core.agenda.models import Step, TimeRequest
from concord.core.people.models import Person
from concord.core.refusals import Refusal

MOST_DAYS = 60


@transaction.atomic
def ask_for_time(pk: int, *, days: int, reason: str, by: Person) -> TimeRequest:
    """Ask for more working days. Refuses a step that nothing is due for, and one for which time is asked already."""
    held, step = hold_step(steps_done_by(by), pk)
    if step.work.due_on is None:
        raise Refusal(_("Nothing is due for this step; it needs no more time."))
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(_("Ask for 1 to %(most)s working days.") % {"most": MOST_DAYS}, field="days")
    asked = _ask(TimeRequest(step=step, kind=TimeRequest.Kind.EXTENSION, days=days, reason=reason, asked_by=by))
    record(TimeAsked(**named(held, step), days=days, reason=reason), by=by)
    return asked


@transaction.atomic
def ask_to_pause(pk: int, ground: str, *, reason: str, by: Person) -> TimeRequest:
    """Ask that the time of a step stands still. Refuses a ground that the law does not know, and a second asking."""
    held, step = hold_step(steps_done_by(by), pk)
    if ground not in TimeRequest.Ground.values or not ground:
        raise Refusal(_("Name the ground of law on which the time stands still."), field="ground")
    if step.work.paused_on:
        raise Refusal(_("The time of this step stands still already."))
    asked = _ask(TimeRequest(step=step, kind=TimeRequest.Kind.PAUSE, ground=ground, reason=reason, asked_by=by))
    record(PauseAsked(**named(held, step), ground=ground, reason=reason), by=by)
    return asked


@transaction.atomic
def decide_on_time(pk: int, *, granted: bool, by: Person, today: date) -> TimeRequest:
    """Grant or refuse what was asked. Refuses to let anyone decide on their own request, or twice."""
    within = steps_with_capability(by, "run_scenario")
    held, step = hold_step(within, TimeRequest.objects.get(pk=pk, step__in=within).step_id)
    request = TimeRequest.objects.get(pk=pk)
    if request.answer != TimeRequest.Answer.WAITING:
        raise Refusal(_("This request is already decided."))
    if request.asked_by_id == by.pk:
        raise Refusal(_("Someone else must decide on your request."))
    request.answer = TimeRequest.Answer.GRANTED if granted else TimeRequest.Answer.REFUSED
    request.decided_by, request.decided_at = by, timezone.now()
    request.save(update_fields=["answer", "decided_by", "decided_at"])
    record(_grant(held, step, request, today) if granted else TimeRefused(**named(held, step)), by=by)
    return request


@transaction.atomic
def resume_step(pk: int, *, by: Person, today: date) -> Step:
    """Let the time of a step run again; what is due moves by the working days on which it stood still.

    For who does the step, or who runs the scenario. Refuses a step whose time runs.
    """
    steps = steps_done_by(by)
    if not steps.filter(pk=pk).exists():
        steps = steps_with_capability(by, "run_scenario")
    held, step = hold_step(steps, pk)
    since = step.work.paused_on
    if since is None:
        raise Refusal(_("The time of this step runs already."))
    step.work.paused_on = None
    days = working_days_between(since, today)
    _lengthen(step, days, today)
    record(StepResumed(**named(held, step), days=days, due_on=_due(step)), by=by)
    return step


def _ask(request: TimeRequest) -> TimeRequest:
    if not request.reason.strip():
        raise Refusal(_("Say why."), field="reason")
    if TimeRequest.objects.filter(step=request.step, answer=TimeRequest.Answer.WAITING).exists():
        raise Refusal(_("A request for this step still waits for its decision."))
    request.save()
    return request


def _grant(held: Held, step: Step, request: TimeRequest, today: date) -> Fact:
    if request.kind == TimeRequest.Kind.EXTENSION:
        _lengthen(step, request.days, today)
        return TimeGranted(**named(held, step), days=request.days, due_on=_due(step))
    step.work.paused_on = today
    step.work.save(update_fields=["paused_on"])
    return StepPaused(**named(held, step), ground=request.ground)


def _lengthen(step: Step, days: int, today: date) -> None:
    shift(step.work, days, today)
    step.work.save(update_fields=["yellow_on", "due_on", "warned", "paused_on"])
    step.extra_days += days
    step.save(update_fields=["extra_days"])


def _due(step: Step) -> str:
    return step.work.due_on.isoformat() if step.work.due_on else "—"
