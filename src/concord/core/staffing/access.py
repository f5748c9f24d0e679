"""What exists for an operator: the people, organisations and duties of the places that they run (K2, K8)."""

from datetime import date

from django.db.models import Q, QuerySet

from concord.core.people.access import reach_of
from concord.core.people.models import Duty, Membership, Organisation, Person, Place


def _inside(person: Person, path: str) -> Q:
    inside = Q(pk__in=[])
    for place in reach_of(person, "manage_people").places:
        inside |= Q(**{f"{path}__startswith": place})
    return inside


def places_run_by(person: Person) -> QuerySet[Place]:
    """The places that `person` runs, with all below them."""
    return Place.objects.filter(_inside(person, "code"))


def topmost_places_of(person: Person) -> QuerySet[Place]:
    """The places by which `person` is an operator."""
    return Place.objects.filter(pk__in=reach_of(person, "manage_people").places).order_by("code")


def bodies_run_by(person: Person) -> QuerySet[Organisation]:
    """The organisations of those places."""
    return Organisation.objects.filter(_inside(person, "place__code"))


def memberships_run_by(person: Person) -> QuerySet[Membership]:
    """The roles, past and to come, held in those organisations and reaching no further than those places."""
    near = Q(place=None) | _inside(person, "place__code")
    return Membership.objects.filter(_inside(person, "organisation__place__code"), near)


def people_run_by(person: Person) -> QuerySet[Person]:
    """The people who hold such a role, or once held one."""
    return Person.objects.filter(pk__in=memberships_run_by(person).values("person"))


def duties_run_by(person: Person) -> QuerySet[Duty]:
    """The duties of those organisations."""
    return Duty.objects.filter(_inside(person, "organisation__place__code"))


def not_over(today: date) -> Q:
    """Roles that are in force or still to come."""
    return Q(ends__isnull=True) | Q(ends__gte=today)


def works_elsewhere(who: Person, by: Person, today: date) -> bool:
    """Whether `who` holds, or will hold, a role that lies beyond what `by` runs."""
    here = memberships_run_by(by).filter(person=who).values("pk")
    return who.memberships.filter(not_over(today)).exclude(pk__in=here).exists()
