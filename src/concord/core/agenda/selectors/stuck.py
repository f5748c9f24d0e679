"""Which runs do not go on, and why: no owner, no deadline, waiting on nothing; and orders that nobody answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from concord.core.agenda.access import runs_with_capability
from concord.core.agenda.deadlines import working_days_before
from concord.core.agenda.flowing import template_of
from concord.core.agenda.limits import limits
from concord.core.agenda.models import Demand, Run, Step
from concord.core.matters.access import matters_with_capability
from concord.core.people.models import Membership, Person
from concord.engines.flow.graph import graph

AT_ONCE = 1_000


class Cause(StrEnum):
    """What keeps a run from going on."""

    NOTHING_OPEN = "nothing_open"
    NOBODY = "nobody"
    NO_DEADLINE = "no_deadline"
    PAUSED = "paused"
    UNANSWERED = "unanswered"
    NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a run does not go on: the cause, a sentence for people, and the step that it is about."""

    cause: Cause
    sentence: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Stuck:
    """A run that does not go on, with each reason."""

    run: Run
    reasons: tuple[Reason, ...]


def stuck_runs(today: date) -> list[Stuck]:
    """The running runs that something keeps from going on; for the platform's own look (`declare_system`)."""
    return [one for one in looked_over(Run.objects.filter(state=Run.State.RUNNING), today) if one.reasons]


def stuck_seen_by(person: Person) -> QuerySet[Run]:
    """The runs that `person` may see and that the night found standing still, as `Run.standstill` says."""
    seen = runs_with_capability(person, "see_run").filter(state=Run.State.RUNNING).exclude(standstill="")
    return seen.select_related("version", "matter__place").defer("version__source")


def orders_unanswered(person: Person) -> QuerySet[Demand]:
    """Orders without a step, of the matters that `person` may look over, of which the night told that none answers."""
    matters = matters_with_capability(person, "see_run")
    told = Demand.objects.filter(step=None, answered_at=None, told_on__isnull=False, matter__in=matters)
    return told.select_related("body", "task", "matter")


def orders_too_late(today: date) -> QuerySet[Demand]:
    """Orders without a step that have waited for their answer too long, and of which nobody was told."""
    since = _too_long_ago("demand", today)
    waiting = Demand.objects.filter(step=None, answered_at=None, told_on=None, task__due_on__lt=since)
    return waiting.select_related("body").order_by("pk")


def looked_over(runs: QuerySet[Run], today: date) -> Iterator[Stuck]:
    """Each run in the order of keys with what keeps it from going on now; in as many statements, however many."""
    unanswered = Demand.objects.filter(task__done_at=None, task__due_on__lt=_too_long_ago("demand", today))
    asked = Prefetch("demands", unanswered.select_related("body").order_by("pk"))
    opened = Step.objects.filter(state=Step.State.OPEN).select_related("task").prefetch_related("children", asked)
    doers, since = _doers(today), _too_long_ago("pause", today)
    whole = runs.select_related("version").defer("version__source").order_by("pk")
    looked_at = whole.prefetch_related(Prefetch("steps", opened, to_attr="opened"))
    for run in looked_at.iterator(chunk_size=AT_ONCE):
        yield Stuck(run, tuple(_reasons(run, run.opened, doers, since)))


def _doers(today: date) -> tuple[set[int], set[int]]:
    """The people and the bodies that can do steps today."""
    held = Membership.objects.filter(
        Q(ends=None) | Q(ends__gte=today), starts__lte=today, person__is_active=True,
        role__capabilities__contains=["do_step"],
    ).values_list("person", "organisation")  # fmt: skip
    pairs = list(held)
    return {person for person, _body in pairs}, {body for _person, body in pairs}


def _too_long_ago(limit: str, today: date) -> date:
    """The day before which something has lasted longer than `data/agenda/limits.yaml` lets it."""
    return working_days_before(today, limits()[limit].days)


def _reasons(run: Run, opened: list[Step], doers: tuple[set[int], set[int]], since: date) -> Iterator[Reason]:
    if not opened:
        yield Reason(Cause.NOTHING_OPEN, _("Nothing is open in it, and it is not over."))
    nodes = graph(template_of(run.version)).nodes
    for step in opened:
        for cause, sentence in _of_step(step, bool(nodes[step.node].template), doers, since):
            yield Reason(cause, sentence, step.pk)


def _of_step(
    step: Step, calls: bool, doers: tuple[set[int], set[int]], since: date
) -> Iterator[tuple[Cause, str]]:  # fmt: skip
    name = {"step": step.work.title}
    if why := _unowned(step, doers):
        yield Cause.NOBODY, why % name
    if step.work.due_on is None:
        yield Cause.NO_DEADLINE, _("“%(step)s” has no deadline.") % name
    if step.work.paused_on and step.work.paused_on < since:
        yield Cause.PAUSED, _("The time of “%(step)s” has stood still for too long.") % name
    for demand in step.demands.all():
        told = {**name, "body": demand.body.name}
        yield Cause.UNANSWERED, _("%(body)s has not answered what it was asked for “%(step)s”.") % told
    if calls and all(child.state != Run.State.RUNNING for child in step.children.all()):
        yield Cause.NOT_STARTED, _("“%(step)s” calls a scenario that nobody has started.") % name


def _unowned(step: Step, doers: tuple[set[int], set[int]]) -> str:
    """Why nobody does a step; '' where somebody can."""
    people, bodies = doers
    if step.work.person_id is not None:
        return "" if step.work.person_id in people else _("“%(step)s” waits for someone who no longer does steps.")
    if step.work.organisation_id is None:
        return _("“%(step)s” belongs to nobody.")
    if step.work.organisation_id not in bodies:
        return _("“%(step)s” waits for a body in which nobody does steps.")
    return _("No body has the duty of “%(step)s” here; the lead of the scenario has it.") if step.unanswered else ""
