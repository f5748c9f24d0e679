"""Open and finish tasks."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from concord.core.agenda.limits import Deadline
from concord.core.agenda.models import Task
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person


def a_task(
    matter: Matter,
    kind: str,
    *,
    begun: date,
    by_when: Deadline | None,
    organisation: Organisation | None = None,
    person: Person | None = None,
) -> Task:
    """What a person or an organisation has to do in a matter, by a day; not entered yet."""
    return Task(
        matter=matter,
        kind=kind,
        organisation=organisation,
        person=person,
        opened_on=begun,
        yellow_on=by_when.yellow_on if by_when else None,
        due_on=by_when.due_on if by_when else None,
        basis=by_when.basis if by_when else "",
    )


def open_task(
    matter: Matter,
    kind: str,
    *,
    begun: date,
    by_when: Deadline | None,
    organisation: Organisation | None = None,
    person: Person | None = None,
) -> Task:
    """Give a person or an organisation something to do in a matter, by a day."""
    task = a_task(matter, kind, begun=begun, by_when=by_when, organisation=organisation, person=person)
    task.save(force_insert=True)
    return task


def finish_tasks(matter: Matter, kinds: Iterable[str] | None = None, *, by: Person | None) -> int:
    """Mark open tasks of a matter (all, or of some kinds) as done; returns how many.

    Steps of scenarios and demands are left: they end by their own deeds.
    """
    tasks = Task.objects.filter(matter=matter, done_at=None).exclude(kind__in=Task.Kind.values)
    if kinds is not None:
        tasks = tasks.filter(kind__in=list(kinds))
    return tasks.update(done_at=timezone.now(), done_by=by)
