"""Which tasks exist for a person: their own, and those of the organisations they act for."""

from django.db.models import Q, QuerySet

from concord.core.agenda.models import Task
from concord.core.matters.access import declare_reader
from concord.core.people.access import memberships_today
from concord.core.people.models import Person


def open_tasks_for(person: Person) -> QuerySet[Task]:
    """What waits for `person`: tasks given to them, and untaken tasks of their organisations."""
    declare_reader(person)
    bodies = {m.organisation_id for m in memberships_today(person)}
    mine = Q(person=person) | Q(person=None, organisation_id__in=bodies)
    return Task.objects.filter(mine, done_at=None).select_related("matter", "matter__place")
