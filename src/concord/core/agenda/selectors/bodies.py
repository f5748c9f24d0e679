"""What waits in a body, page by page; and how much waits in a place, by body and by township (K1, K5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from concord.core.agenda.access import bodies_looked_over
from concord.core.agenda.models import Task
from concord.core.agenda.selectors.waiting import Lights, TaskShown, is_due_soon, is_late, light_of
from concord.core.matters.access import matters_with_capability, within
from concord.core.people.models import Person

TOWNSHIP_DIGITS = 9
SIZE = 30


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a body's open tasks, the soonest due first; `more` says whether another follows."""

    tasks: tuple[TaskShown, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class RollUp:
    """How much waits in a place: in all, by body (`None`: nobody's), and by township, by their keys."""

    whole: Lights
    bodies: Mapping[int | None, Lights]
    townships: Mapping[str, Lights]


def tasks_of_body(
    person: Person, body: int, today: date, *, light: str = "", after: Task | None = None, size: int = SIZE
) -> TaskPage:
    """Open tasks of a body with one light or all, from behind the task `after`; those without a limit come last.

    Raises Organisation.DoesNotExist for a body whose work `person` may not look over.
    """
    bodies_looked_over(person).only("pk").get(pk=body)
    tasks = Task.objects.filter(organisation=body, done_at=None).select_related("matter__place", "person", "step")
    limited, unlimited = tasks.filter(due_on__isnull=False).order_by("due_on", "pk"), tasks.filter(due_on=None)
    limited, unlimited = _behind(limited, unlimited, after)
    if light:
        limited, unlimited = limited.filter(_showing(light, today)), Task.objects.none()
    rows = list(limited[: size + 1])
    if len(rows) <= size:
        rows += unlimited.order_by("pk")[: size + 1 - len(rows)]
    shown = tuple(TaskShown(task, task.matter, light_of(task, today)) for task in rows[:size])
    return TaskPage(shown, len(rows) > size)


def roll_up(person: Person, place: str, today: date) -> RollUp:
    """How much waits, is due soon and is late in a place and below it, of the matters that `person` may see.

    One statement; each open task is counted once in all, once for its body and once for its township.
    """
    matters = within(matters_with_capability(person, "see_run"), place)
    cells = Task.objects.filter(matter__in=matters, done_at=None).values(
        "organisation", township=Left("matter__place_id", TOWNSHIP_DIGITS)
    ).order_by().annotate(
        waiting=Count("matter"),
        yellow=Count("matter", filter=is_due_soon(today)),
        red=Count("matter", filter=is_late(today)),
    )  # fmt: skip
    whole, bodies, townships = Lights(), dict[int | None, Lights](), dict[str, Lights]()
    for cell in cells:
        found, body, township = (
            Lights(cell["waiting"], cell["yellow"], cell["red"]),
            cell["organisation"],
            cell["township"],
        )
        whole = _with(whole, found)
        bodies[body] = _with(bodies.get(body, Lights()), found)
        townships[township] = _with(townships.get(township, Lights()), found)
    return RollUp(whole, bodies, townships)


def _behind(
    limited: QuerySet[Task], unlimited: QuerySet[Task], after: Task | None
) -> tuple[QuerySet[Task], QuerySet[Task]]:
    if after is None:
        return limited, unlimited
    if after.due_on is None:
        return limited.none(), unlimited.filter(pk__gt=after.pk)
    passed = Q(due_on=after.due_on, pk__lte=after.pk)
    return limited.filter(~passed, due_on__gte=after.due_on), unlimited


def _showing(light: str, today: date) -> Q:
    """Which tasks show a light, as `light_of` says it of one."""
    runs = Q(paused_on__isnull=True)
    shown = {
        "red": is_late(today),
        "yellow": is_due_soon(today),
        "green": runs & Q(due_on__gte=today) & (Q(yellow_on__gt=today) | Q(yellow_on=None)),
    }
    return shown[light]


def _with(one: Lights, other: Lights) -> Lights:
    return Lights(one.waiting + other.waiting, one.yellow + other.yellow, one.red + other.red)
