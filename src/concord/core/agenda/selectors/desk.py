"""My desk: all that waits for a person, tasks and what lies in their queues, in the order in which it is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from concord.core.agenda.access import open_tasks_for
from concord.core.agenda.limits import light
from concord.core.agenda.models import Task
from concord.core.agenda.queues import Queue, queues, queues_of, waiting_in
from concord.core.agenda.selectors.marks import Mark, fronts, soonest
from concord.core.agenda.selectors.waiting import ALL, Lights, Narrowed, by_days, counting, tasks_waiting_for
from concord.core.matters.models import Matter
from concord.core.people.models import Person

SIZE = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the desk: the kind of work, its matter, its light; `task` is None for what lies in a queue."""

    kind: str
    matter: Matter
    light: str
    mark: Mark
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose desk, on which day, how narrowed, from where, and how much at most."""

    person: Person
    today: date
    narrowed: Narrowed
    after: Mark | None
    most: int


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of a desk; `next` is where the page after it begins, None on the last."""

    waiting: tuple[Waiting, ...]
    next: Mark | None


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """How much waits in all, how much of it is given to the person by name, and how much by kind of work."""

    all: Lights
    mine: Lights
    works: Mapping[str, Lights]

    @property
    def bodies(self) -> Lights:
        """What waits for whoever of the person's bodies takes it up."""
        return Lights(
            self.all.waiting - self.mine.waiting, self.all.yellow - self.mine.yellow, self.all.red - self.mine.red
        )


def desk_page(
    person: Person, today: date, *, narrowed: Narrowed = ALL, after: Mark | None = None, size: int = SIZE
) -> DeskPage:
    """One page of all that waits, the soonest due first; on one day tasks before queues, then by key.

    One statement for the tasks and one for each queue of the person, however much waits behind.
    """
    asked = Asked(person, today, narrowed, after, size + 1)
    found = _tasks(asked) if narrowed.work not in queues else []
    for rank, (name, queue) in enumerate(queues_of(person).items(), start=1):
        if narrowed.whose != "mine" and narrowed.work in ("", name):
            found += _queued(name, queue, rank, asked)
    found.sort(key=lambda one: one.mark.place)
    return DeskPage(tuple(found[:size]), found[size - 1].mark if len(found) > size else None)


def desk_counts(person: Person, today: date) -> DeskCounts:
    """How much waits, by kind of work and by whose it is: one statement for the tasks and one for each queue."""
    is_mine = ExpressionWrapper(Q(person=person.pk), BooleanField())
    counts = counting("pk", today)
    tasks = open_tasks_for(person).order_by().values("kind", is_mine=is_mine)
    rows = tasks.annotate(waiting=counts.waiting, yellow=counts.yellow, red=counts.red)
    whole, mine, works = Lights(), Lights(), dict[str, Lights]()
    for row in rows:
        lights = Lights(row["waiting"], row["yellow"], row["red"])
        whole, works[row["kind"]] = whole + lights, works.get(row["kind"], Lights()) + lights
        mine = mine + lights if row["is_mine"] else mine
    for name, queue in queues_of(person).items():
        works[name] = _counted(queue, person, today)
        whole += works[name]
    return DeskCounts(whole, mine, {name: lights for name, lights in works.items() if lights.waiting})


def _tasks(asked: Asked) -> list[Waiting]:
    tasks = tasks_waiting_for(
        asked.person, asked.today, narrowed=asked.narrowed, after=asked.after, most=asked.most
    )  # fmt: skip
    return [
        Waiting(one.task.kind, one.matter, one.light, Mark(one.task.due_on, one.task.pk), one.task) for one in tasks
    ]


def _queued(name: str, queue: Queue, rank: int, asked: Asked) -> list[Waiting]:
    matters, whole = waiting_in(queue, asked.person), Matter.objects.select_related("place")
    if asked.narrowed.light:
        matters = matters.filter(by_days(asked.narrowed.light, asked.today))
    rows = soonest(whole, fronts(matters, asked.after, asked.most, rank=rank), asked.most)
    return [
        Waiting(name, one, light(one.yellow_on, one.due_on, asked.today), Mark(one.due_on, one.pk, rank))
        for one in rows
    ]


def _counted(queue: Queue, person: Person, today: date) -> Lights:
    counted = waiting_in(queue, person).aggregate(
        waiting=Count("pk"),
        yellow=Count("pk", filter=by_days("yellow", today)),
        red=Count("pk", filter=by_days("red", today)),
    )
    return Lights(**counted)
