"""Which warnings exist for whom. Every queryset of this room starts here."""

from django.db.models import Q, QuerySet

from concord.apps.insight.warnings.models import EarlyWarning
from concord.core.matters.access import COUNTY_DIGITS, matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.access import reach_of
from concord.core.people.models import Person, Place


def matters_seen_by(person: Person) -> QuerySet[Matter]:
    """The matters of the warnings that `person` may read: lists are narrowed, ordered and cut here."""
    return matters_with_capability(person, "see_warning").filter(kind=Matter.Kind.WARNING)


def _warnings(matters: QuerySet[Matter]) -> QuerySet[EarlyWarning]:
    return EarlyWarning.objects.filter(matter__in=matters).select_related("matter__place", "matter__lead", "judged_by")


def warnings_seen_by(person: Person) -> QuerySet[EarlyWarning]:
    """The warnings that `person` may read."""
    return _warnings(matters_seen_by(person))


def warnings_judged_by(person: Person) -> QuerySet[EarlyWarning]:
    """The open warnings that `person` may judge."""
    within = matters_with_capability(person, "judge_warning")
    return _warnings(within.filter(kind=Matter.Kind.WARNING, is_open=True))


def counties_read_by(person: Person) -> dict[str, str]:
    """The counties whose detectors `person` may look at, by code: those where they read warnings."""
    reach = reach_of(person, "see_warning").places
    return _counties(Q(code__in=[place[:COUNTY_DIGITS] for place in reach]), reach)


def counties_ruled_by(person: Person) -> dict[str, str]:
    """The counties in which `person` may set when a warning comes, by code."""
    return _counties(Q(pk__in=[]), reach_of(person, "set_warning_limits").places)


def _counties(also: Q, reach: tuple[str, ...]) -> dict[str, str]:
    """The counties within a reach, and others."""
    inside = also
    for place in reach:
        inside |= Q(code__startswith=place)
    return dict(Place.objects.filter(inside, level=Place.Level.COUNTY).order_by("code").values_list("code", "name"))
