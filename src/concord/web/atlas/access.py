"""Which places a person may open on the map, and which matters it counts for them."""

from django.db.models import Q, QuerySet

from concord.core.matters.access import matters_read_by, within
from concord.core.matters.models import Matter
from concord.core.people.access import bodies_with, reach_of
from concord.core.people.models import Organisation, Person, Place


def roots_of(person: Person) -> list[str]:
    """The codes of the places whose map is theirs: where their roles reach, or where the bodies they act for are."""
    reach = reach_of(person, "see_map")
    bodies = Organisation.objects.filter(pk__in=bodies_with(person, "see_map") if reach.organisations else [])
    return sorted({*reach.places, *bodies.values_list("place_id", flat=True)})


def places_seen_by(person: Person) -> QuerySet[Place]:
    """Those places with all below them; for `person` the map has no others."""
    inside = Q(pk__in=[])
    for code in roots_of(person):
        inside |= Q(code__startswith=code)
    return Place.objects.filter(inside)


def matters_counted_for(person: Person, place: str) -> QuerySet[Matter]:
    """The matters in a place that `person` may read: what lists show, and therefore what the map counts."""
    return within(matters_read_by(person), place)
