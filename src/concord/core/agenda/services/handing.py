"""Hand steps over: to a colleague, another body, a body in another place; and all tasks of someone who leaves."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.access import steps_done_by, steps_with_capability
from concord.core.agenda.facts.steps import PlaceRequested, StepHandedOver
from concord.core.agenda.facts.whole import TaskHandedOver
from concord.core.agenda.flowing import hold_step, involve, named
from concord.core.agenda.models import Step, Task
from concord.core.agenda.owners import bodies_near
from concord.core.matters.access import matters_with_capability
from concord.core.people.access import persons_with
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal


@transaction.atomic
def hand_to_colleague(pk: int, to: Person, *, reason: str, by: Person, today: date) -> Step:
    """Give a step that is one's own to do to a colleague. Refuses who does no steps for the same organisation."""
    held, step = hold_step(steps_done_by(by), pk)
    _place(step, step.work.organisation, to, today)
    record(StepHandedOver(**named(held, step), to=to.name, reason=_why(reason)), by=by)
    return step


@transaction.atomic
def reassign_step(pk: int, to: Organisation, *, person: Person | None, reason: str, by: Person, today: date) -> Step:
    """Give an open step to a body, or to one of its people, as the one who runs the scenario.

    Refuses a person who does no steps for that body.
    """
    held, step = hold_step(steps_with_capability(by, "run_scenario"), pk)
    _place(step, to, person, today)
    told = person.name if person else to.name
    record(StepHandedOver(**named(held, step), to=told, reason=_why(reason)), by=by)
    return step


@transaction.atomic
def request_to_place(pk: int, place: str, *, reason: str, by: Person, today: date) -> Step:
    """Pass a step to the body of the same duty that is nearest to another place, where the thing lies.

    Refuses a place in which no body has that duty, and one whose body has the step already.
    """
    held, step = hold_step(steps_done_by(by), pk)
    duty = held.node(step).owner
    there = bodies_near([duty], place, held.run.matter.topic).get(duty)
    if there is None:
        raise Refusal(_("Near that place no body has this duty."), field="place")
    if there.pk == step.work.organisation_id:
        raise Refusal(_("That place belongs to the body that has this step already."), field="place")
    _place(step, there, None, today)
    record(PlaceRequested(**named(held, step), body=there.name, place=place, reason=_why(reason)), by=by)
    return step


@transaction.atomic
def release_tasks(leaver: Person, *, reason: str, by: Person) -> int:
    """Give everything that waits for a person who leaves back to the organisation it is of; returns how many tasks.

    Reaches the matters in which `by` runs scenarios. What is of no organisation stays: the nightly check tells it.
    """
    matters = matters_with_capability(by, "run_scenario")
    theirs = Task.objects.filter(person=leaver, done_at=None, organisation__isnull=False, matter__in=matters)
    held = list(theirs.select_for_update(of=("self",)).order_by("pk"))
    Task.objects.filter(pk__in=[task.pk for task in held]).update(person=None)
    why = _why(reason)
    told = (TaskHandedOver(matter_id=one.matter_id, task_id=one.pk, was=leaver.name, reason=why) for one in held)
    record(*told, by=by)
    return len(held)


def _place(step: Step, body: Organisation | None, person: Person | None, today: date) -> None:
    """Write whose a step is; refuses a person who does no steps for the body."""
    at = body.pk if body else 0
    if person and not persons_with("do_step", organisation_id=at, day=today).filter(pk=person.pk).exists():
        raise Refusal(_("This person does no steps for that organisation."), field="person")
    step.work.organisation, step.work.person = body, person
    step.work.save(update_fields=["organisation", "person"])
    if step.unanswered:
        step.unanswered = False
        step.save(update_fields=["unanswered"])
    involve(step.matter, [body] if body else [])


def _why(reason: str) -> str:
    if not reason.strip():
        raise Refusal(_("Say why."), field="reason")
    return reason
