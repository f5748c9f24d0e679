"""What waits for a person, the soonest due first, and how much of it is due soon or late."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from concord.core.agenda.access import open_tasks_by_giver, open_tasks_for
from concord.core.agenda.limits import light
from concord.core.agenda.models import Task
from concord.core.matters.models import Matter
from concord.core.people.models import Person

MOST = 50


@dataclass(frozen=True, slots=True)
class Lights:
    """How many tasks wait; of these, how many are due soon and how many are late."""

    waiting: int = 0
    yellow: int = 0
    red: int = 0


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task with its matter, and the light it shows today."""

    task: Task
    matter: Matter
    light: str


def light_of(task: Task, today: date) -> str:
    """The light that a task shows; 'none' while its time stands still."""
    return "none" if task.paused_on else light(task.yellow_on, task.due_on, today)


def is_late(today: date) -> Q:
    """Red: the day on which it was due has passed and its time runs; as `limits.light`, for the database."""
    return Q(due_on__lt=today, paused_on__isnull=True)


def is_due_soon(today: date) -> Q:
    """Yellow: its first limit is reached and the second has not passed."""
    return Q(due_on__gte=today, yellow_on__lte=today, paused_on__isnull=True)


def tasks_waiting_for(person: Person, today: date, *, most: int = MOST) -> list[TaskShown]:
    """What waits for a person or their organisations, the soonest due first, tasks without a limit last.

    The soonest given and the soonest untaken are each the front of an index, and of these the soonest are shown: what
    lies behind is neither sorted nor looked up, however much it is.
    """
    soonest = (F("due_on").asc(nulls_last=True), "pk")
    given, untaken = (part.order_by(*soonest).values("pk")[:most] for part in open_tasks_by_giver(person))
    front = Task.objects.filter(pk__in=given.union(untaken, all=True))
    tasks = front.select_related("matter__place", "step").order_by(*soonest)[:most]
    return [TaskShown(task, task.matter, light_of(task, today)) for task in tasks]


def lights_for(person: Person, today: date) -> Lights:
    """How much waits for a person, in one statement."""
    counted = open_tasks_for(person).aggregate(
        waiting=Count("pk"),
        yellow=Count("pk", filter=is_due_soon(today)),
        red=Count("pk", filter=is_late(today)),
    )
    return Lights(**counted)


def lights_by_person(matters: QuerySet[Matter], today: date) -> dict[int, Lights]:
    """For each person who has open tasks in these matters: how much waits for them. One statement."""
    tasks = Task.objects.filter(matter__in=matters, done_at=None, person__isnull=False)
    rows = tasks.values("person").annotate(
        waiting=Count("pk"),
        yellow=Count("pk", filter=is_due_soon(today)),
        red=Count("pk", filter=is_late(today)),
    )
    return {row["person"]: Lights(row["waiting"], row["yellow"], row["red"]) for row in rows}


def with_late_tasks(matters: QuerySet[Matter], today: date) -> QuerySet[Matter]:
    """Those of `matters` in which an open task is late."""
    late = Task.objects.filter(is_late(today), matter=OuterRef("pk"), done_at=None)
    return matters.filter(Exists(late))
