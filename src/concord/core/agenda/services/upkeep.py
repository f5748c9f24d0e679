"""What the platform does by itself: deadlines reckoned anew, and the nightly look for work that stands still."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from concord.core.acts.services import record
from concord.core.agenda.deadlines import deadline_of, move_later
from concord.core.agenda.facts.desk import OrderUnanswered
from concord.core.agenda.facts.steps import DeadlineMoved, StepHandedOver
from concord.core.agenda.facts.whole import WorkStuck
from concord.core.agenda.flowing import Held, hold, involve, named, template_of
from concord.core.agenda.models import Demand, Run, Step, Task
from concord.core.agenda.owners import bodies_of
from concord.core.agenda.selectors.stuck import Stuck, orders_too_late, stuck_runs
from concord.core.matters.access import declare_system
from concord.engines.flow.graph import graph

PART = 1_000
LONGEST = 600


def reckon_all_anew(today: date) -> int:
    """Reckon the deadlines of all open steps anew, after the calendar or a rule changed; returns how many moved.

    None moves earlier: people rely on what they were told. Steps whose time stands still are left until it runs.
    """
    moved, last = 0, 0
    while True:
        part, last = _reckon_part(last, today)
        moved += part
        if last == 0:
            return moved


@transaction.atomic
def reckon_matter_anew(matter_pk: int, today: date) -> int:
    """Look at the open steps of one matter anew, after its place or its kind changed; returns how many changed.

    A step whose duty nobody answered for goes to the body that answers for it now. What was given to somebody stays
    with them; deadlines move later only, as always.
    """
    declare_system()
    found = 0
    for run in Run.objects.filter(matter=matter_pk, state=Run.State.RUNNING).order_by("pk"):
        told = list(_found_owners(hold(run)))
        record(*told, by=None)
        found += len(told)
    return found + _reckon(Task.objects.filter(matter=matter_pk), today)[0]


def _found_owners(held: Held) -> Iterator[StepHandedOver]:
    waiting = {step.node: step for step in held.live.values() if step.state == Step.State.OPEN and step.unanswered}
    matter, nodes = held.run.matter, [held.node(step) for step in waiting.values()]
    for code, body in bodies_of(nodes, matter.place_id, matter.topic, held.state.facts).items():
        step, reason = waiting[code], gettext("The matter now lies where this body has the duty.")
        step.unanswered, step.work.organisation, step.work.person = False, body, None
        step.save(update_fields=["unanswered"])
        step.work.save(update_fields=["organisation", "person"])
        involve(matter, [body])
        yield StepHandedOver(**named(held, step), to=body.name, reason=reason)


@transaction.atomic
def _reckon_part(after: int, today: date) -> tuple[int, int]:
    """The next part in order of keys: how many moved, and the last key looked at (0: that was all)."""
    declare_system()
    return _reckon(Task.objects.filter(pk__gt=after), today)


def _reckon(tasks: QuerySet[Task], today: date) -> tuple[int, int]:
    looked_at = list(
        tasks.filter(step__state=Step.State.OPEN, paused_on=None)
        .select_related("step__run__version").defer("step__run__version__source")
        .select_for_update(of=("self",)).order_by("pk")[:PART]
    )  # fmt: skip
    later = [task for task in looked_at if _moves(task, today)]
    Task.objects.bulk_update(later, ["yellow_on", "due_on", "warned"])
    record(*(_told(task) for task in later), by=None)
    return len(later), looked_at[-1].pk if len(looked_at) == PART else 0


def _moves(task: Task, today: date) -> bool:
    node = graph(template_of(task.step.run.version)).nodes[task.step.node]
    by_when = deadline_of(node, task.opened_on, extra=task.step.extra_days)
    return by_when is not None and move_later(task, by_when, today)


def _told(task: Task) -> DeadlineMoved:
    due = task.due_on.isoformat() if task.due_on else "—"
    return DeadlineMoved(matter_id=task.matter_id, step_id=task.step.pk, step=task.title, due_on=due)


@transaction.atomic
def tell_stuck_work(today: date) -> int:
    """Find the runs that do not go on, and record why, once until the reasons change; returns how many are told."""
    declare_system()
    found = {one.run.pk: one for one in stuck_runs(today)}
    Run.objects.exclude(standstill="").exclude(pk__in=found).update(standstill="")
    told = [one for one in found.values() if one.run.standstill != _words(one)]
    for one in told:
        one.run.standstill = _words(one)
    Run.objects.bulk_update([one.run for one in told], ["standstill"])
    record(*(_stuck(one) for one in told), by=None)
    return len(told)


@transaction.atomic
def tell_unanswered_orders(today: date) -> int:
    """Record, once each, that an order outside of any scenario has waited too long; returns how many are told."""
    declare_system()
    orders = list(orders_too_late(today).select_for_update(of=("self",), skip_locked=True)[:PART])
    Demand.objects.filter(pk__in=[one.pk for one in orders]).update(told_on=today)
    told = (
        OrderUnanswered(matter_id=one.matter_id, demand_id=one.pk, body=one.body.name, words=one.words)
        for one in orders
    )
    record(*told, by=None)
    return len(orders)


def _words(stuck: Stuck) -> str:
    return " ".join(reason.sentence for reason in stuck.reasons)[:LONGEST]


def _stuck(stuck: Stuck) -> WorkStuck:
    title = stuck.run.version.title
    return WorkStuck(matter_id=stuck.run.matter_id, run_id=stuck.run.pk, title=title, reasons=_words(stuck))
