"""Which runs do not go on, and why: no owner, no deadline, waiting on nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from concord.core.agenda.flowing import template_of
from concord.core.agenda.limits import limits
from concord.core.agenda.models import Demand, Run, Step
from concord.core.people.models import Membership
from concord.engines.flow.graph import graph
from concord.engines.law.calendar import ONE_DAY, presumed_rest_day


@dataclass(frozen=True, slots=True)
class Stuck:
    """A run that does not go on, with each reason in a sentence."""

    run: Run
    reasons: tuple[str, ...]


def stuck_runs(today: date) -> list[Stuck]:
    """The running runs that something keeps from going on; for the platform's own look (`declare_system`)."""
    unanswered = Demand.objects.filter(task__done_at=None, task__due_on__lt=_too_long_ago("demand", today))
    asked = Prefetch("demands", unanswered.select_related("body").order_by("pk"))
    opened = Step.objects.filter(state=Step.State.OPEN).select_related("task").prefetch_related("children", asked)
    running = Run.objects.filter(state=Run.State.RUNNING).select_related("version").defer("version__source")
    doers = _doers(today)
    looked_at = running.prefetch_related(Prefetch("steps", opened, to_attr="opened")).order_by("pk")
    since = _too_long_ago("pause", today)
    found = (Stuck(run, tuple(_reasons(run, run.opened, doers, since))) for run in looked_at.iterator(chunk_size=1_000))
    return [one for one in found if one.reasons]


def _doers(today: date) -> tuple[set[int], set[int]]:
    """The people and the bodies that can do steps today."""
    held = Membership.objects.filter(
        Q(ends=None) | Q(ends__gte=today), starts__lte=today, person__is_active=True,
        role__capabilities__contains=["do_step"],
    ).values_list("person", "organisation")  # fmt: skip
    pairs = list(held)
    return {person for person, _body in pairs}, {body for _person, body in pairs}


def _too_long_ago(limit: str, today: date) -> date:
    """The day before which something has lasted longer than `data/agenda/limits.yaml` lets it, in working days."""
    day, days = today, limits()[limit].days
    while days:
        day -= ONE_DAY
        days -= not presumed_rest_day(day)
    return day


def _reasons(run: Run, opened: list[Step], doers: tuple[set[int], set[int]], since: date) -> Iterator[str]:
    if not opened:
        yield _("Nothing is open in it, and it is not over.")
    nodes = graph(template_of(run.version)).nodes
    for step in opened:
        name = {"step": step.work.title}
        if why := _unowned(step, doers):
            yield why % name
        if step.work.due_on is None:
            yield _("“%(step)s” has no deadline.") % name
        if step.work.paused_on and step.work.paused_on < since:
            yield _("The time of “%(step)s” has stood still for too long.") % name
        for demand in step.demands.all():
            yield _("%(body)s has not answered what it was asked for “%(step)s”.") % {**name, "body": demand.body.name}
        if nodes[step.node].template and all(child.state != Run.State.RUNNING for child in step.children.all()):
            yield _("“%(step)s” calls a scenario that nobody has started.") % name


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
