"""The first systems operator of a place, who enters all others; only from the machine itself."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.people.models import Membership, Organisation, Person, Place, Role
from concord.core.people.one_time import give_password
from concord.core.refusals import Refusal
from concord.core.staffing.access import not_over
from concord.core.staffing.facts import OrganisationAdded, PasswordGiven, StaffEntered
from concord.core.staffing.services.accounts import Entered, new_person
from concord.core.staffing.services.roles import Post, take_up

RUNS_PEOPLE = ["manage_people"]


def _body(name: str, place: Place) -> Organisation:
    body, fresh = Organisation.objects.get_or_create(
        name=name, place=place, defaults={"kind": Organisation.Kind.CENTRE}
    )
    if fresh:
        added = OrganisationAdded(
            organisation_id=body.pk, organisation_name=body.name, place_id=place.pk, place_name=place.name
        )
        record(added, by=None)
    return body


@transaction.atomic
def appoint_operator(*, name: str, username: str, place_code: str, body: str, today: date) -> Entered:
    """Enter a systems operator of a place, at an organisation that is added if it is missing.

    Refuses a place that is in no list, and a user name that is taken.
    """
    declare_system()
    place = Place.objects.filter(pk=place_code).first()
    if place is None:
        raise Refusal(_("There is no place with the code %(code)s.") % {"code": place_code}, field="place")
    role = Role.objects.filter(capabilities__contains=RUNS_PEOPLE).order_by("code")[0]
    person, organisation = new_person(name, username), _body(body, place)
    password = give_password(person)
    entered = StaffEntered(person_id=person.pk, organisation_id=organisation.pk, organisation_name=organisation.name)
    record(entered, by=None)
    take_up(person, Post(organisation=organisation, role=role, place=None, starts=today, ends=None), by=None)
    return Entered(person, password)


def _operators(today: date) -> QuerySet[Membership]:
    return Membership.objects.filter(not_over(today), starts__lte=today, role__capabilities__contains=RUNS_PEOPLE)


@transaction.atomic
def let_operator_in(*, username: str, today: date) -> Entered:
    """Let a systems operator in again whom no other one can help: open account, new password, no second step.

    Refuses whoever is no systems operator today.
    """
    declare_system()
    operators = Person.objects.filter(pk__in=_operators(today).values("person"))
    person = operators.select_for_update(of=("self",)).filter(username=username).first()
    if person is None:
        raise Refusal(_("%(username)s is no systems operator today.") % {"username": username}, field="username")
    Authenticator.objects.filter(user=person).delete()
    person.is_active = True
    person.save(update_fields=["is_active"])
    password = give_password(person)
    record(PasswordGiven(person_id=person.pk), by=None)
    return Entered(person, password)
