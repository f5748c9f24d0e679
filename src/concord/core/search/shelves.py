"""What is found beside matters: papers, bodies, places and scenarios, each by the access of its room."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_noop

from concord.core.agenda.access import bodies_looked_over
from concord.core.matters.search import with_words
from concord.core.papers.access import papers_seen_by
from concord.core.people.access import reach_of
from concord.core.people.models import Person, Place
from concord.core.search.rooms import Shelf, Thing, shelves
from concord.core.studio.access import scenarios_in_use


def papers(person: Person, words: str, after: int, most: int) -> list[Thing]:
    """Papers by their names, newest first."""
    found = with_words(papers_seen_by(person), words)
    if after:
        found = found.filter(pk__lt=after)
    rows = found.select_related("matter").order_by("-pk")[:most]
    return [
        Thing(one.pk, one.title, one.matter.title if one.matter else "", reverse("papers:file", args=[one.pk]))
        for one in rows
    ]


def bodies(person: Person, words: str, after: int, most: int) -> list[Thing]:
    """Bodies whose work `person` may look over."""
    found = bodies_looked_over(person).filter(name__icontains=words, pk__gt=after).select_related("place")
    return [
        Thing(one.pk, one.name, one.place.name, reverse("desk:body", args=[one.pk]))
        for one in found.order_by("pk")[:most]
    ]


def places(person: Person, words: str, after: int, most: int) -> list[Thing]:
    """Places whose work `person` may look over."""
    inside = Q(pk__in=[])
    for place in reach_of(person, "see_run").places:
        inside |= Q(code__startswith=place)
    found = Place.objects.filter(inside, name__contains=words).select_related("parent")
    if after:
        found = found.filter(code__gt=str(after))
    return [
        Thing(int(one.code), one.name, one.parent.name if one.parent else "", reverse("desk:place", args=[one.code]))
        for one in found.order_by("code")[:most]
    ]


def scenarios(person: Person, words: str, after: int, most: int) -> list[Thing]:
    """Published scenarios, which everybody may read."""
    found = scenarios_in_use().filter(title__icontains=words, pk__gt=after).order_by("pk")[:most]
    return [Thing(one.pk, one.title, one.code, reverse("studio:scenario", args=[one.code])) for one in found]


shelves.update(
    {
        "papers": Shelf(gettext_noop("Papers"), papers),
        "bodies": Shelf(gettext_noop("Organisations"), bodies),
        "places": Shelf(gettext_noop("Places"), places),
        "scenarios": Shelf(gettext_noop("Scenarios"), scenarios),
    }
)
