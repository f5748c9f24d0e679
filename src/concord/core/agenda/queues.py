"""Matters that wait at a step for whoever holds a capability, before anybody has a task in them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from concord.core.agenda.models import Task
from concord.core.agenda.works import called, works
from concord.core.matters.access import matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.access import may
from concord.core.people.models import Person


@dataclass(frozen=True, slots=True)
class Queue:
    """A kind of waiting: what people call it, who may take it up, and in which matters at which steps it waits."""

    title: str
    capability: str
    matter_kind: str
    stages: tuple[str, ...]


# The apps add theirs, by the name of the work; in this order they stand on the desk among what is due on one day.
queues: dict[str, Queue] = {}


def queues_of(person: Person) -> dict[str, Queue]:
    """The queues from which `person` may take up work today."""
    return {name: queue for name, queue in queues.items() if may(person, queue.capability)}


def waiting_in(queue: Queue, person: Person) -> QuerySet[Matter]:
    """The open matters of a queue that `person` may take up."""
    matters = matters_with_capability(person, queue.capability)
    return matters.filter(kind=queue.matter_kind, stage__in=queue.stages, is_open=True)


def name_of_work(kind: str) -> str:
    """What a kind of work is called; '' where nobody named it."""
    named = works.get(kind) or queues.get(kind)
    return _(named.title) if named else ""


def title_of(task: Task) -> str:
    """What a task is called: its own title, that of its kind, else its matter's."""
    return called(task) or task.matter.title
