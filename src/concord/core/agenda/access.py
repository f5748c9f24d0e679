"""Which tasks, steps and runs exist for a person: what is theirs to do, and what their capabilities reach."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from concord.core.agenda.models import Demand, Run, Step, Task
from concord.core.agenda.works import works_beyond
from concord.core.matters.access import declare_reader, matters_with_capability
from concord.core.people.access import memberships_today, reach_of
from concord.core.people.models import Organisation, Person

LOOKING = "see_run"


def open_tasks_for(person: Person) -> QuerySet[Task]:
    """What waits for `person`: tasks given to them, and untaken ones of their organisations that they may do."""
    given, untaken = open_tasks_by_giver(person)
    return (given | untaken).select_related("matter", "matter__place")


def open_tasks_by_giver(person: Person) -> tuple[QuerySet[Task], QuerySet[Task]]:
    """The same in two parts, each of which one index holds in the order in which it is due: given, and untaken.

    Of what is untaken in a body, the kinds that `person` may do for it; a kind that nobody named is everybody's.
    """
    declare_reader(person)
    waiting = Task.objects.filter(done_at=None)
    return waiting.filter(person=person), waiting.filter(_doable(person), person=None)


def _doable(person: Person) -> Q:
    held: dict[int, set[str]] = {}
    for one in memberships_today(person):
        held.setdefault(one.organisation_id, set()).update(one.role.capabilities)
    alike: dict[frozenset[str], list[int]] = {}
    for body, capabilities in held.items():
        alike.setdefault(works_beyond(capabilities), []).append(body)
    doable = Q(pk__in=[])
    for beyond, bodies in alike.items():
        doable |= Q(organisation_id__in=bodies) & ~Q(kind__in=sorted(beyond))
    return doable


def _bodies_acted_for(person: Person) -> set[int]:
    """The organisations for which `person` does steps today."""
    return {m.organisation_id for m in memberships_today(person) if "do_step" in m.role.capabilities}


def steps_done_by(person: Person) -> QuerySet[Step]:
    """The open steps that are for `person` to do: given to them, or untaken ones of their organisations."""
    declare_reader(person)
    bodies = _bodies_acted_for(person)
    mine = Q(task__person=person) | Q(task__person=None, task__organisation_id__in=bodies)
    return Step.objects.filter(mine, state=Step.State.OPEN) if bodies else Step.objects.none()


def demands_put_to(person: Person) -> QuerySet[Demand]:
    """The unanswered demands that `person` may answer for an organisation."""
    declare_reader(person)
    return Demand.objects.filter(body_id__in=_bodies_acted_for(person), task__done_at=None)


def runs_with_capability(person: Person, capability: str) -> QuerySet[Run]:
    """The runs in the matters on which `person` holds `capability`; to look, also where their body has a step.

    A body may be given a step of a matter in another place: its people see the run, and nothing else there.
    """
    within = Q(matter__in=matters_with_capability(person, capability))
    if capability == LOOKING:
        worked_on = Step.objects.filter(run=OuterRef("pk"), task__organisation_id__in=_bodies_acted_for(person))
        within |= Q(Exists(worked_on))
    return Run.objects.filter(within)


def steps_with_capability(person: Person, capability: str) -> QuerySet[Step]:
    """The steps, old ones too, in the matters on which `person` holds `capability`."""
    return Step.objects.filter(matter__in=matters_with_capability(person, capability))


def bodies_looked_over(person: Person, capability: str = LOOKING) -> QuerySet[Organisation]:
    """The bodies whose work `person` reaches with a capability (to look at it): their own, and all in their places."""
    declare_reader(person)
    reach = reach_of(person, capability)
    seen = Q(pk__in=reach.organisations)
    for place in reach.places:
        seen |= Q(place__code__startswith=place)
    return Organisation.objects.filter(seen)
