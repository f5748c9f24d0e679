"""Whose evaluation exists for whom. Every queryset of this ring starts here."""

from django.db.models import Q, QuerySet

from concord.apps.grassroots.evaluation.models import Counted, Figure, Objection, Sheet
from concord.core.matters.access import matters_read_by
from concord.core.people.access import memberships_today, reach_of
from concord.core.people.models import Organisation, Person


def bodies_of(person: Person, capability: str) -> set[int]:
    """The bodies for which `person` works today in a role with `capability`."""
    return {one.organisation_id for one in memberships_today(person) if capability in one.role.capabilities}


def _in_places(person: Person, capability: str, field: str) -> Q:
    inside = Q(pk__in=[])
    for place in reach_of(person, capability).places:
        inside |= Q(**{f"{field}__startswith": place})
    return inside


def units_published_by(person: Person) -> QuerySet[Organisation]:
    """The bodies whose figures `person` publishes."""
    return Organisation.objects.filter(_in_places(person, "publish_evaluation", "place__code"))


def sheets_seen_by(person: Person) -> QuerySet[Sheet]:
    """Sheets of one's own body and, for who publishes or decides, of the bodies of the place.

    A sheet of a person is seen by that person, and by the head of the same body; by nobody else.
    """
    of_body = Q(unit__in=bodies_of(person, "see_evaluation"))
    of_place = _in_places(person, "publish_evaluation", "unit__place__code")
    of_place |= _in_places(person, "decide_objection", "unit__place__code")
    of_people = Q(person=person) | Q(unit__in=bodies_of(person, "see_staff_evaluation"))
    seen = Q(person=None) & (of_body | of_place) | Q(person__isnull=False) & of_people
    return Sheet.objects.filter(seen).select_related("formula", "unit", "person", "published_by")


def sheets_published_by(person: Person) -> QuerySet[Sheet]:
    """The sheets that `person` may correct."""
    return Sheet.objects.filter(unit__in=units_published_by(person)).select_related("formula", "unit", "person")


def figures_seen_by(person: Person) -> QuerySet[Figure]:
    """The figures of the sheets that `person` sees."""
    figures = Figure.objects.filter(sheet__in=sheets_seen_by(person))
    return figures.select_related("sheet__formula", "sheet__unit", "sheet__person")


def figures_objected_by(person: Person) -> QuerySet[Figure]:
    """The figures about one's own body (or oneself) to which `person` may object."""
    bodies = Q(sheet__person=None, sheet__unit__in=bodies_of(person, "object_evaluation"))
    own = Q(sheet__person=person, sheet__unit__in=bodies_of(person, "see_evaluation"))
    return Figure.objects.filter(bodies | own).select_related("sheet__formula", "sheet__unit")


def objections_seen_by(person: Person) -> QuerySet[Objection]:
    """The objections to figures that `person` sees, and those that `person` decides."""
    seen = Q(figure__in=figures_seen_by(person)) | _decided(person)
    return Objection.objects.filter(seen).select_related("figure__sheet__formula", "figure__sheet__unit")


def _decided(person: Person) -> Q:
    return _in_places(person, "decide_objection", "figure__sheet__unit__place__code")


def objections_decided_by(person: Person) -> QuerySet[Objection]:
    """The objections that `person` may decide."""
    return Objection.objects.filter(_decided(person)).select_related("figure__sheet__formula", "figure__sheet__unit")


def counted_seen_by(person: Person, figure: Figure) -> QuerySet[Counted]:
    """What a figure counted, as far as `person` may read the matters; of the others only the number is known."""
    return Counted.objects.filter(figure=figure, matter__in=matters_read_by(person)).select_related("matter__place")
