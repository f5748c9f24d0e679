"""Hand over several tasks at once, when a person leaves or has too much: first tried dry, then done as it was seen."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.access import bodies_looked_over
from concord.core.agenda.facts.desk import TaskPassedOn
from concord.core.agenda.models import Task
from concord.core.agenda.works import works
from concord.core.people.access import persons_with
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

MOST = 200
SHARE, BACK = "share", "body"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is handed over: the open tasks that a person has in a body's name, and to whom.

    `to` is the key of a colleague, SHARE (to those who have least) or BACK (to the body, for whoever takes it up).
    """

    body: int
    person: int
    to: str


@dataclass(frozen=True, slots=True)
class Handover:
    """What handing over would do: each task with its new owner (None: the body), and those that stay."""

    moves: tuple[tuple[int, int | None], ...] = ()
    stays: tuple[int, ...] = ()

    @property
    def seen(self) -> str:
        """What says that somebody has seen exactly this."""
        return sha256(repr((self.moves, self.stays)).encode()).hexdigest()


@transaction.atomic
def try_handover(wanted: Wanted, *, by: Person, today: date) -> Handover:
    """What handing over would do with the soonest 200 tasks; nothing is changed.

    A task stays where its work is bound to the person (a mediator is chosen, not handed over), and where who would
    get it may not do it.
    """
    body = _body(wanted, by)
    return _plan(wanted, body, _tasks(wanted), today)


@transaction.atomic
def hand_over(wanted: Wanted, seen: str, *, reason: str, by: Person, today: date) -> int:
    """Hand over what was tried dry, with exactly what was seen; returns how many tasks moved.

    Refuses a reason left out, a handover that moves nothing, and one that would do something else by now.
    """
    body = _body(wanted, by)
    if not reason.strip():
        raise Refusal(_("Say why."), field="reason")
    tasks = {
        task.pk: task for task in Task.objects.filter(pk__in=[one.pk for one in _tasks(wanted)]).select_for_update()
    }
    plan = _plan(wanted, body, _tasks(wanted), today)
    if plan.seen != seen:
        raise Refusal(_("The work went on since you looked; look at what would move once more."))
    if not plan.moves:
        raise Refusal(_("Nothing of this can be handed over here."))
    names = dict(Person.objects.filter(pk__in=[wanted.person, *_receivers(plan)]).values_list("pk", "name"))
    moved = [(tasks[pk], to) for pk, to in plan.moves]
    for task, to in moved:
        task.person_id = to
    Task.objects.bulk_update([task for task, _to in moved], ["person"])
    told = (
        TaskPassedOn(
            matter_id=task.matter_id, task_id=task.pk, was=names[wanted.person],
            to=body.name if to is None else names[to], reason=reason.strip(),
        )
        for task, to in moved
    )  # fmt: skip
    record(*told, by=by, organisation_id=body.pk)
    return len(moved)


def _body(wanted: Wanted, by: Person) -> Organisation:
    return bodies_looked_over(by, "balance_work").get(pk=wanted.body)


def _tasks(wanted: Wanted) -> list[Task]:
    theirs = Task.objects.filter(person=wanted.person, organisation=wanted.body, done_at=None)
    return list(theirs.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST])


def _receivers(plan: Handover) -> set[int]:
    return {to for _task, to in plan.moves if to is not None}


def _plan(wanted: Wanted, body: Organisation, tasks: Iterable[Task], today: date) -> Handover:
    """Each task in the order in which it is due goes to the fitting person who then has least."""
    moves, stays = list[tuple[int, int | None]](), list[int]()
    fitting: dict[str, list[int]] = {}
    has = _open_by_person(body) if wanted.to == SHARE else Counter[int]()
    for task in tasks:
        work = works.get(task.kind)
        if work is None or work.bound:
            stays.append(task.pk)
            continue
        if wanted.to == BACK:
            moves.append((task.pk, None))
            continue
        able = fitting.setdefault(work.capability, []) or _able(work.capability, wanted, body, today)
        fitting[work.capability] = able
        if not able:
            stays.append(task.pk)
            continue
        to = min(able, key=lambda pk: (has[pk], pk))
        has[to] += 1
        moves.append((task.pk, to))
    return Handover(tuple(moves), tuple(stays))


def _able(capability: str, wanted: Wanted, body: Organisation, today: date) -> list[int]:
    """Who may get such work: of those who do it for the body the one that was named, or all."""
    doing = persons_with(capability, organisation_id=body.pk, day=today).exclude(pk=wanted.person)
    if wanted.to != SHARE:
        doing = doing.filter(pk=int(wanted.to))
    return sorted(doing.values_list("pk", flat=True))


def _open_by_person(body: Organisation) -> Counter[int]:
    rows = Task.objects.filter(organisation=body, done_at=None, person__isnull=False).order_by().values_list("person")
    return Counter({pk: number for pk, number in rows.annotate(n=Count("pk")) if pk is not None})
