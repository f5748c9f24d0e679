"""Organisations and their duties: the responsibility list by which matters find who handles them (K2, D5)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.people.models import Duty, Organisation, Person, Place
from concord.core.refusals import Refusal
from concord.core.staffing.access import bodies_run_by, duties_run_by, places_run_by
from concord.core.staffing.facts import DutyAdded, DutyEnded, OrganisationAdded, OrganisationChanged
from concord.engines.text.taxonomy import taxonomy

LEAD, JOINT = "lead", "joint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How an organisation is reached: what residents read at each step of their matter."""

    phone: str = ""
    address: str = ""
    hours: str = ""


def topics() -> dict[str, str]:
    """What a duty can be for: each category of the taxonomy and each of its items, by id, with the Chinese name."""
    found = {}
    for category in taxonomy().categories:
        found[category.id] = category.zh
        found.update({item.id: item.zh for item in category.items})
    return found


def functions() -> dict[str, str]:
    """What an organisation can be: the departments and the kinds of mediation committee of the taxonomy, by id."""
    return {**taxonomy().departments, **taxonomy().committees}


def _check_name(name: str, place: Place, *, but: int = 0) -> str:
    called = " ".join(name.split())
    if not called or len(called) > 160:
        raise Refusal(_("Give the organisation a name of up to 160 characters."), field="name")
    if Organisation.objects.filter(name=called, place=place).exclude(pk=but).exists():
        raise Refusal(_("There is an organisation of this name in this place already."), field="name")
    return called


@transaction.atomic
def add_organisation(
    *, name: str, kind: str, function: str, place: Place, contact: Contact, by: Person
) -> Organisation:
    """Add an organisation in a place that `by` runs.

    Refuses a place beyond it, a name that the place has already, and a kind or function that is in no list.
    """
    declare_reader(by)
    if not places_run_by(by).filter(pk=place.pk).exists():
        raise Refusal(_("This place lies beyond the one that you run."), field="place")
    if kind not in Organisation.Kind.values:
        raise Refusal(_("Choose what kind of organisation it is."), field="kind")
    if function and function not in functions():
        raise Refusal(_("Choose a function from the list."), field="function")
    Place.objects.select_for_update().get(pk=place.pk)
    made = Organisation.objects.create(
        name=_check_name(name, place),
        kind=kind,
        function=function,
        place=place,
        phone=contact.phone,
        address=contact.address,
        hours=contact.hours,
    )
    added = OrganisationAdded(
        organisation_id=made.pk, organisation_name=made.name, place_id=place.pk, place_name=place.name
    )
    record(added, by=by)
    return made


@transaction.atomic
def change_organisation(pk: int, *, name: str, contact: Contact, by: Person) -> Organisation:
    """Change what an organisation is called and how it is reached; its kind and place stay: its matters hang on them.

    Refuses a name that the place has already.
    """
    declare_reader(by)
    body = bodies_run_by(by).select_related("place").select_for_update(of=("self",)).get(pk=pk)
    body.name = _check_name(name, body.place, but=body.pk)
    body.phone, body.address, body.hours = contact.phone, contact.address, contact.hours
    body.save(update_fields=["name", "phone", "address", "hours"])
    record(OrganisationChanged(organisation_id=body.pk, organisation_name=body.name), by=by)
    return body


@transaction.atomic
def add_duty(*, organisation: Organisation, topic: str, place: Place, part: str, basis: str, by: Person) -> Duty:
    """Let an organisation lead, or join in, all matters of a category or an item in a place and below.

    An organisation that `by` does not run does not exist for them. Refuses what is in no list, a place beyond the
    organisation's, and what is its duty already. New matters are proposed to it at once; running ones stay.
    """
    declare_reader(by)
    body = bodies_run_by(by).select_related("place").select_for_update(of=("self",)).get(pk=organisation.pk)
    if topic not in topics():
        raise Refusal(_("Choose a category or an item from the list."), field="topic")
    if part not in {LEAD, JOINT}:
        raise Refusal(_("Choose whether it leads or joins."), field="part")
    if not places_run_by(by).filter(pk=place.pk, code__startswith=body.place_id).exists():
        told = _("%(body)s acts in %(place)s. Choose a place within it.")
        raise Refusal(told % {"body": body.name, "place": body.place.name}, field="place")
    if Duty.objects.filter(organisation=body, topic=topic, place=place).exists():
        raise Refusal(_("It has this duty there already. End that one first to change it."), field="topic")
    duty = Duty.objects.create(organisation=body, topic=topic, place=place, part=part, basis=basis)
    added = DutyAdded(
        organisation_id=body.pk,
        organisation_name=body.name,
        topic=topic,
        place_id=place.pk,
        place_name=place.name,
        part=part,
        basis=basis,
    )
    record(added, by=by)
    return duty


@transaction.atomic
def end_duty(pk: int, *, by: Person) -> Duty:
    """Take a duty off the list; new matters are no longer proposed for it, running ones stay where they are."""
    declare_reader(by)
    duty = duties_run_by(by).select_related("organisation", "place").select_for_update(of=("self",)).get(pk=pk)
    ended = DutyEnded(
        organisation_id=duty.organisation_id,
        organisation_name=duty.organisation.name,
        topic=duty.topic,
        place_id=duty.place_id,
        place_name=duty.place.name,
        part=duty.part,
    )
    Duty.objects.filter(pk=duty.pk).delete()
    record(ended, by=by)
    return duty
