"""What waits for a person, the soonest due first, and how much of it is due soon or late."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from concord.core.agenda.access import open_tasks_by_giver, open_tasks_for
from concord.core.agenda.limits import light
from concord.core.agenda.models import Task
from concord.core.agenda.selectors.marks import Mark, fronts, soonest
from concord.core.matters.models import Matter
from concord.core.people.models import Person

MOST = 50
LIGHTS = ("red", "yellow", "green")
RUNS = Q(paused_on__isnull=True)


@dataclass(frozen=True, slots=True)
class Lights:
    """How many tasks wait; of these, how many are due soon and how many are late."""

    waiting: int = 0
    yellow: int = 0
    red: int = 0

    def __add__(self, other: "Lights") -> "Lights":
        return Lights(self.waiting + other.waiting, self.yellow + other.yellow, self.red + other.red)


class Counting(NamedTuple):
    """The three counts of `Lights` as the database makes them."""

    waiting: Count
    yellow: Count
    red: Count


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task with its matter, and the light it shows today."""

    task: Task
    matter: Matter
    light: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """How a desk is narrowed: to one light, to one kind of work, to what is mine or what is my bodies' ('' : all)."""

    light: str = ""
    work: str = ""
    whose: str = ""


ALL = Narrowed()


def light_of(task: Task, today: date) -> str:
    """The light that a task shows; 'none' while its time stands still."""
    return "none" if task.paused_on else light(task.yellow_on, task.due_on, today)


def by_days(light: str, today: date) -> Q:
    """What shows a light by its two days, as `limits.light` says it of one; for the database."""
    return {
        "red": Q(due_on__lt=today),
        "yellow": Q(due_on__gte=today, yellow_on__lte=today),
        "green": Q(due_on__gte=today) & (Q(yellow_on__gt=today) | Q(yellow_on=None)),
    }[light]


def is_late(today: date) -> Q:
    """Red: the day on which it was due has passed and its time runs."""
    return by_days("red", today) & RUNS


def is_due_soon(today: date) -> Q:
    """Yellow: its first limit is reached and the second has not passed."""
    return by_days("yellow", today) & RUNS


def tasks_waiting_for(
    person: Person, today: date, *, narrowed: Narrowed = ALL, after: Mark | None = None, most: int = MOST
) -> list[TaskShown]:
    """What waits for a person or their organisations, the soonest due first, tasks without a limit last.

    The soonest given and the soonest untaken are each the front of an index, and of these the soonest are shown: what
    lies behind is neither sorted nor looked up, however much it is.
    """
    wanted = Q(kind=narrowed.work) if narrowed.work else Q()
    if narrowed.light:
        wanted &= by_days(narrowed.light, today) & RUNS
    given, untaken = (part.filter(wanted) for part in open_tasks_by_giver(person))
    asked = {"mine": [given], "bodies": [untaken]}.get(narrowed.whose, [given, untaken])
    parts = [front for part in asked for front in fronts(part, after, most)]
    tasks = soonest(Task.objects.select_related("matter__place", "organisation", "step"), parts, most)
    return [TaskShown(task, task.matter, light_of(task, today)) for task in tasks]


def lights_for(person: Person, today: date) -> Lights:
    """How much waits for a person, in one statement."""
    return Lights(**open_tasks_for(person).aggregate(**counting("pk", today)._asdict()))


def counting(what: str, today: date) -> Counting:
    """How to count rows of tasks as `Lights`."""
    yellow, red = (Count(what, filter=shown) for shown in (is_due_soon(today), is_late(today)))
    return Counting(Count(what), yellow, red)


def lights_by_person(matters: QuerySet[Matter], today: date) -> dict[int, Lights]:
    """For each person who has open tasks in these matters: how much waits for them. One statement."""
    tasks = Task.objects.filter(matter__in=matters, done_at=None, person__isnull=False)
    counts = counting("pk", today)
    rows = tasks.values("person").annotate(waiting=counts.waiting, yellow=counts.yellow, red=counts.red)
    return {row["person"]: Lights(row["waiting"], row["yellow"], row["red"]) for row in rows}


def with_late_tasks(matters: QuerySet[Matter], today: date) -> QuerySet[Matter]:
    """Those of `matters` in which an open task is late."""
    late = Task.objects.filter(is_late(today), matter=OuterRef("pk"), done_at=None)
    return matters.filter(Exists(late))
