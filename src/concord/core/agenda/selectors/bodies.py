"""What waits in a body, page by page; and how much waits in a place, by body and by township (K1, K5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Left

from concord.core.agenda.access import bodies_looked_over
from concord.core.agenda.models import Task
from concord.core.agenda.selectors.marks import Mark, fronts, soonest
from concord.core.agenda.selectors.waiting import RUNS, Lights, TaskShown, by_days, counting, light_of
from concord.core.matters.access import matters_with_capability, within
from concord.core.people.models import Person

TOWNSHIP_DIGITS = 9
SIZE = 30


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a body's open tasks, the soonest due first; `next` is where the page after it begins."""

    tasks: tuple[TaskShown, ...]
    next: Mark | None


@dataclass(frozen=True, slots=True)
class RollUp:
    """How much waits in a place: in all, by body (`None`: nobody's), and by township, by their keys."""

    whole: Lights
    bodies: Mapping[int | None, Lights]
    townships: Mapping[str, Lights]


def tasks_of_body(
    person: Person, body: int, today: date, *, light: str = "", after: Mark | None = None, size: int = SIZE
) -> TaskPage:
    """Open tasks of a body with one light or all, from behind the mark `after`; those without a limit come last.

    Raises Organisation.DoesNotExist for a body whose work `person` may not look over.
    """
    bodies_looked_over(person).only("pk").get(pk=body)
    tasks = Task.objects.filter(organisation=body, done_at=None)
    if light:
        tasks = tasks.filter(by_days(light, today), RUNS)
    whole = Task.objects.select_related("matter__place", "person", "step")
    rows = soonest(whole, fronts(tasks, after, size + 1), size + 1)
    shown = tuple(TaskShown(task, task.matter, light_of(task, today)) for task in rows[:size])
    return TaskPage(shown, Mark(rows[size - 1].due_on, rows[size - 1].pk) if len(rows) > size else None)


def roll_up(person: Person, place: str, today: date) -> RollUp:
    """How much waits, is due soon and is late in a place and below it, of the matters that `person` may see.

    One statement; each open task is counted once in all, once for its body and once for its township.
    """
    matters = within(matters_with_capability(person, "see_run"), place)
    counts = counting("matter", today)
    cells = Task.objects.filter(matter__in=matters, done_at=None).values(
        "organisation", township=Left("matter__place_id", TOWNSHIP_DIGITS)
    ).order_by().annotate(
        waiting=counts.waiting, yellow=counts.yellow, red=counts.red
    )  # fmt: skip
    whole, bodies, townships = Lights(), dict[int | None, Lights](), dict[str, Lights]()
    for cell in cells:
        found, body, township = (
            Lights(cell["waiting"], cell["yellow"], cell["red"]),
            cell["organisation"],
            cell["township"],
        )
        whole += found
        bodies[body] = bodies.get(body, Lights()) + found
        townships[township] = townships.get(township, Lights()) + found
    return RollUp(whole, bodies, townships)
