"""Which sightings and patrol points exist for whom. Every queryset of this app starts here."""

from django.db.models import Q, QuerySet

from concord.apps.grassroots.sensing.models import PatrolPoint, Sighting
from concord.core.matters.access import matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.access import reach_of
from concord.core.people.models import Person, Place


def _matters(person: Person, capability: str) -> QuerySet[Matter]:
    return matters_with_capability(person, capability).filter(kind=Matter.Kind.SIGHTING)


def _sightings(person: Person, capability: str) -> QuerySet[Sighting]:
    matters = _matters(person, capability)
    return Sighting.objects.filter(matter__in=matters).select_related("matter", "matter__place", "reporter")


def matters_seen_by(person: Person) -> QuerySet[Matter]:
    """The matters of the sightings that `person` may read: lists are narrowed, ordered and cut here."""
    return _matters(person, "see_sighting")


def sightings_seen_by(person: Person) -> QuerySet[Sighting]:
    """The sightings that `person` may read."""
    return _sightings(person, "see_sighting")


def sightings_handled_by(person: Person) -> QuerySet[Sighting]:
    """The sightings that `person` may handle, hand on and close."""
    return _sightings(person, "handle_sighting")


def sightings_sent_by(person: Person) -> QuerySet[Sighting]:
    """The sightings that `person` reported where they still report: photos may follow the words."""
    return _sightings(person, "report_sighting").filter(reporter=person)


def sightings_fed_by(person: Person) -> QuerySet[Sighting]:
    """The sightings that a source sent in, in whose name `person` is an account."""
    return _sightings(person, "feed_sighting").filter(reporter=person)


def _in_places(places: tuple[str, ...], field: str) -> Q:
    inside = Q(pk__in=[])
    for place in places:
        inside |= Q(**{f"{field}__startswith": place})
    return inside


def places_reported_by(person: Person) -> QuerySet[Place]:
    """The villages and grids for which `person` reports."""
    inside = _in_places(reach_of(person, "report_sighting").places, "code")
    return Place.objects.filter(inside, level__gte=Place.Level.VILLAGE)


def places_told_of_by(person: Person) -> QuerySet[Place]:
    """The places of which `person` may tell what was seen: their own; and for a source, townships as well.

    A hotline often knows no more than the township, which then finds out where it was.
    """
    fed = _in_places(reach_of(person, "feed_sighting").places, "code") & Q(level__gte=Place.Level.TOWNSHIP)
    return Place.objects.filter(fed | Q(pk__in=places_reported_by(person).values("pk")))


def points_walked_by(person: Person) -> QuerySet[PatrolPoint]:
    """The points on the patrol lists of the grids and villages for which `person` reports."""
    inside = _in_places(reach_of(person, "report_sighting").places, "place__code")
    return PatrolPoint.objects.filter(inside, is_active=True).select_related("place")


def points_planned_by(person: Person) -> QuerySet[PatrolPoint]:
    """The points on the patrol lists that `person` makes and ends."""
    inside = _in_places(reach_of(person, "plan_patrol").places, "place__code")
    return PatrolPoint.objects.filter(inside, is_active=True).select_related("place")


def places_planned_by(person: Person) -> QuerySet[Place]:
    """The villages and grids whose patrol lists `person` makes."""
    inside = _in_places(reach_of(person, "plan_patrol").places, "code")
    return Place.objects.filter(inside, level__gte=Place.Level.VILLAGE)
