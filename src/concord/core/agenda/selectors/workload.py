"""Who in a body has how much, so that work can be shared out fairly. It counts work, it does not rank people (K5)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q
from django.utils.timezone import make_aware

from concord.core.agenda.access import bodies_looked_over
from concord.core.agenda.deadlines import working_days_before
from concord.core.agenda.models import Task
from concord.core.agenda.selectors.runs import workload
from concord.core.agenda.selectors.waiting import Lights
from concord.core.people.access import persons_with
from concord.core.people.models import Organisation, Person

SIZE = 60
LOOK_BACK = 20


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has in a body's name, and how much they did lately; `is_member` : does steps for it today."""

    person: Person
    lights: Lights
    done: int
    is_member: bool


@dataclass(frozen=True, slots=True)
class Workload:
    """A body's open work: in all, untaken, and by person in the order of their keys; `next` is where a page follows."""

    body: Organisation
    whole: Lights
    untaken: Lights
    people: tuple[Load, ...]
    since: date
    next: int | None


def workload_of(person: Person, body: int, today: date, *, after: int = 0, size: int = SIZE) -> Workload:
    """Who has how much in a body, and did how much in the last 20 working days; four statements, however much it is.

    Raises Organisation.DoesNotExist for a body whose workload `person` may not look at.
    """
    found = bodies_looked_over(person, "see_workload").select_related("place").get(pk=body)
    loads, since = workload(found, today), working_days_before(today, LOOK_BACK)
    members = persons_with("do_step", organisation_id=body, day=today)
    theirs = Q(pk__in=members.values("pk")) | Q(pk__in=[pk for pk in loads if pk is not None])
    rows = list(Person.objects.filter(theirs, pk__gt=after).order_by("pk")[: size + 1])
    done, doing = _done(found, since), set(members.values_list("pk", flat=True))
    people = tuple(Load(one, loads.get(one.pk, Lights()), done.get(one.pk, 0), one.pk in doing) for one in rows[:size])
    whole = sum(loads.values(), Lights())
    untaken = loads.get(None, Lights())
    return Workload(found, whole, untaken, people, since, rows[size - 1].pk if len(rows) > size else None)


def _done(body: Organisation, since: date) -> dict[int, int]:
    """How many tasks of a body each person finished since a day. One statement."""
    ended = Task.objects.filter(organisation=body, done_at__gte=make_aware(datetime.combine(since, time())))
    rows = ended.filter(done_by__isnull=False).order_by().values_list("done_by").annotate(n=Count("pk"))
    return {pk: number for pk, number in rows if pk is not None}
