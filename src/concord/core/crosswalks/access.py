"""Whose crosswalks exist for whom. Every queryset of this room starts here."""

from django.db.models import Q, QuerySet

from concord.core.crosswalks.models import Crosswalk, Line, Remapping
from concord.core.matters.access import declare_reader
from concord.core.people.access import reach_of
from concord.core.people.models import Person, Place


def _in_places(person: Person, capability: str, field: str) -> Q:
    inside = Q(pk__in=[])
    for place in reach_of(person, capability).places:
        inside |= Q(**{f"{field}__startswith": place})
    return inside


def _crosswalks(person: Person, capability: str) -> QuerySet[Crosswalk]:
    declare_reader(person)  # the records behind it are counted as far as the person may read them
    inside = _in_places(person, capability, "place__code")
    return Crosswalk.objects.filter(inside).select_related("place", "edition", "made_by")


def crosswalks_seen_by(person: Person) -> QuerySet[Crosswalk]:
    """The crosswalks of the places of `person`."""
    return _crosswalks(person, "see_crosswalk")


def crosswalks_kept_by(person: Person) -> QuerySet[Crosswalk]:
    """Those whose lines `person` adds and decides."""
    return _crosswalks(person, "keep_crosswalk")


def crosswalks_published_by(person: Person) -> QuerySet[Crosswalk]:
    """Those that `person` publishes, and whose records they map anew."""
    return _crosswalks(person, "publish_crosswalk")


def lines_seen_by(person: Person, crosswalk: int) -> QuerySet[Line]:
    """The lines of a crosswalk that `person` may read."""
    inside = _in_places(person, "see_crosswalk", "crosswalk__place__code")
    return Line.objects.filter(inside, crosswalk=crosswalk).select_related("decided_by")


def lines_kept_by(person: Person) -> QuerySet[Line]:
    """The lines that `person` decides."""
    inside = _in_places(person, "keep_crosswalk", "crosswalk__place__code")
    return Line.objects.filter(inside).select_related("crosswalk__place", "crosswalk__edition")


def remappings_undone_by(person: Person) -> QuerySet[Remapping]:
    """The mappings anew that `person` may undo."""
    inside = _in_places(person, "publish_crosswalk", "crosswalk__place__code")
    return Remapping.objects.filter(inside, undone_at=None).select_related("crosswalk", "edition")


def places_kept_by(person: Person) -> QuerySet[Place]:
    """The counties and townships for which `person` keeps crosswalks."""
    levels = (Place.Level.COUNTY, Place.Level.TOWNSHIP)
    inside = _in_places(person, "keep_crosswalk", "code")
    return Place.objects.filter(inside, level__in=levels).order_by("level", "code")
