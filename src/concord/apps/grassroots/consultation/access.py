"""Which consultations exist for whom, and who of the pool. Every queryset of this ring starts here."""

from django.db.models import Q, QuerySet

from concord.apps.grassroots.consultation.models import Booking, Consultation, Decision, Force, Participant
from concord.core.matters.access import matters_joined_by, matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.access import bodies_with, reach_of
from concord.core.people.models import Person, Place


def holding(level: int) -> str:
    """The capability that a consultation of this level asks of whoever holds it."""
    return "hold_consultation" if level < Consultation.Level.CENTRE else "hold_county_consultation"


def matters_seen_by(person: Person) -> QuerySet[Matter]:
    """The matters of the consultations that `person` may read: in their places, or joined by them or their bodies."""
    of_places = matters_with_capability(person, "see_consultation").values("pk")
    joined = matters_joined_by(person, "attend_consultation").values("pk")
    return Matter.objects.filter(Q(pk__in=of_places) | Q(pk__in=joined), kind=Matter.Kind.CONSULTATION)


def consultations_seen_by(person: Person) -> QuerySet[Consultation]:
    """The consultations that `person` may read."""
    found = Consultation.objects.filter(matter__in=matters_seen_by(person))
    return found.select_related("matter", "matter__place", "matter__lead")


def consultations_held_by(person: Person) -> QuerySet[Consultation]:
    """The consultations that `person` leads through: the lower two levels, or the upper two."""
    low = Q(matter__in=matters_with_capability(person, "hold_consultation"), level__lt=Consultation.Level.CENTRE)
    high = Q(
        matter__in=matters_with_capability(person, "hold_county_consultation"), level__gte=Consultation.Level.CENTRE
    )
    return Consultation.objects.filter(low | high).select_related("matter", "matter__place", "matter__lead")


def participants_answered_by(person: Person) -> QuerySet[Participant]:
    """The bodies in consultations for which `person` speaks."""
    seen = matters_seen_by(person).values("pk")
    return Participant.objects.filter(
        organisation_id__in=bodies_with(person, "attend_consultation"), consultation__in=seen
    )


def decisions_done_by(person: Person) -> QuerySet[Decision]:
    """The decisions, not done yet, that a body of `person` is to carry out."""
    seen = matters_seen_by(person).values("pk")
    return Decision.objects.filter(
        organisation_id__in=bodies_with(person, "attend_consultation"), consultation__in=seen, task__done_at=None
    )


def _in_reach(person: Person, capability: str) -> Q:
    reach = reach_of(person, capability)
    inside = Q(pk__in=[])
    for place in reach.places:
        inside |= Q(place__code__startswith=place)
    return inside


def forces_bookable_by(person: Person) -> QuerySet[Force]:
    """The pool as `person` may book from it: whoever is there for their place, or for one that theirs lies in."""
    reach = reach_of(person, "hold_consultation")
    above = {place[:length] for place in reach.places for length in range(2, len(place) + 1)}
    wanted = _in_reach(person, "hold_consultation") | Q(place_id__in=above)
    return Force.objects.filter(wanted, is_active=True).select_related("person", "place")


def forces_kept_by(person: Person) -> QuerySet[Force]:
    """Those of the pool whom `person` enters and takes out."""
    return Force.objects.filter(_in_reach(person, "keep_pool"), is_active=True).select_related("person", "place")


def places_of_pool(person: Person) -> QuerySet[Place]:
    """The places for which `person` keeps the pool, down to townships."""
    inside = Q(pk__in=[])
    for place in reach_of(person, "keep_pool").places:
        inside |= Q(code__startswith=place)
    return Place.objects.filter(inside, level__lte=Place.Level.TOWNSHIP)


def bookings_of(person: Person) -> QuerySet[Booking]:
    """What `person` is booked for, as one of the pool."""
    seen = matters_joined_by(person, "attend_consultation").values("pk")
    return Booking.objects.filter(force__person=person, consultation__in=seen).select_related(
        "force", "consultation__matter__place"
    )
