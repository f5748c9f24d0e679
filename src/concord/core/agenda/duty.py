"""Who is told of a task: those who hold it, and when it is late those who supervise its place (K5)."""

from datetime import date

from django.db.models import Q, QuerySet

from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import Step, Task
from concord.core.agenda.owners import bodies_near
from concord.core.agenda.works import Work, called, works
from concord.core.matters.models import READ_WITH
from concord.core.people.access import persons_with
from concord.core.people.models import Membership, Person, Role
from concord.engines.flow.graph import graph

__all__ = ["Work", "called", "holders_of", "nearest_with", "told_of", "told_of_step", "works"]


def told_of(task: Task, light: str, day: date) -> list[Person]:
    """Who is told that a task is due soon ('yellow') or late ('red'), each once.

    Of a step whom its scenario names; of any other task its holders, and when it is late the nearest supervisors too.
    """
    if task.kind == Task.Kind.STEP:
        step = Step.objects.select_related("run__version", "matter", "task__organisation__superior").get(task=task)
        return told_of_step(step, light, day)
    work = works.get(task.kind)
    people = holders_of(task, work.capability if work else READ_WITH.get(task.matter.kind, "do_step"), day)
    if light == Task.Warned.RED:
        people += nearest_with("supervise", task.matter.place_id, day)
    return list({person.pk: person for person in people}.values())


def holders_of(task: Task, capability: str, day: date) -> list[Person]:
    """Who is to do a task: the person it was given to, else those of its organisation who hold `capability`.

    A task of nobody waits for those who hold the capability for the place, nearest level first.
    """
    if task.person_id is not None:
        return list(Person.objects.filter(pk=task.person_id, is_active=True))
    if task.organisation_id is not None:
        return list(persons_with(capability, organisation_id=task.organisation_id, day=day))
    return nearest_with(capability, task.matter.place_id, day)


def _held_over(place: str, capability: str, day: date) -> QuerySet[Membership]:
    above = [place[:length] for length in range(2, len(place) + 1)]
    seat = Q(place_id__in=above) | Q(place=None, organisation__place_id__in=above)
    return Membership.objects.filter(
        seat,
        Q(ends=None) | Q(ends__gte=day),
        starts__lte=day,
        role__reach=Role.Reach.PLACE,
        role__capabilities__contains=[capability],
        person__is_active=True,
    ).select_related("person", "organisation")


def nearest_with(capability: str, place: str, day: date) -> list[Person]:
    """Those who hold `capability` over a place on `day`, of the nearest level that has any: county before city."""
    held = [(one.place_id or one.organisation.place_id, one.person) for one in _held_over(place, capability, day)]
    nearest = max((len(seat) for seat, _person in held), default=0)
    return list({person.pk: person for seat, person in held if len(seat) == nearest}.values())


def told_of_step(step: Step, light: str, day: date) -> list[Person]:
    """Who is told that a step is due soon ('yellow') or late ('red'), as its scenario names them, each once.

    `owner` are its own people, `owner.superior` those of the body above, any other name the body of that duty near
    the place; where nobody answers to a name, the nearest supervisors.
    """
    template = template_of(step.run.version)
    escalation = template.escalation_of(graph(template).nodes[step.node])
    names = escalation.yellow if light == "yellow" else escalation.red
    told = [person for name in names or ("owner",) for person in _answering(name, step, day)]
    return list({person.pk: person for person in told}.values())


def _answering(name: str, step: Step, day: date) -> list[Person]:
    if name == "owner":
        return holders_of(step.work, "do_step", day)
    place = step.matter.place_id
    body = bodies_near([name], place, step.matter.topic).get(name)
    if name == "owner.superior":
        body = step.work.organisation.superior if step.work.organisation else None
    people = list(persons_with("do_step", organisation_id=body.pk, day=day)) if body else []
    return people or nearest_with("supervise", place, day)
