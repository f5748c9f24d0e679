"""Which pairs and groups exist for whom: both matters must. Every queryset of linking starts here."""

from django.db.models import F, Q, QuerySet

from concord.core.linking.models import Grouped, Pair, Run
from concord.core.matters.access import matters_read_by, matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.access import may, reach_of
from concord.core.people.models import Person

COUNTY_DIGITS = 6


def _pairs_of(matters: QuerySet[Matter]) -> QuerySet[Pair]:
    keys = matters.values("pk")
    return Pair.objects.filter(left__in=keys, right__in=keys).select_related(
        "left__place", "right__place", "decided_by"
    )


def pairs_seen_by(person: Person) -> QuerySet[Pair]:
    """The pairs of which `person` may read both matters."""
    return _pairs_of(matters_read_by(person))


def pairs_decided_by(person: Person) -> QuerySet[Pair]:
    """The pairs on which `person` decides: they may link either matter, and read both."""
    linked = matters_with_capability(person, "link_matters").values("pk")
    near = Q(pk__in=[])
    for place in reach_of(person, "link_matters").places:
        near |= Q(county=place[:COUNTY_DIGITS]) if len(place) >= COUNTY_DIGITS else Q(county__startswith=place)
    return pairs_seen_by(person).filter(near, left__in=linked, right__in=linked)


def pairs_waiting_for(person: Person) -> QuerySet[Pair]:
    """The pairs that wait for a decision of `person`; those whose matters hang together anyhow do not wait."""
    waiting = pairs_decided_by(person).filter(state=Pair.State.OPEN)
    return waiting.exclude(left__grouped__lead=F("right__grouped__lead"))


def linked_to(matter: Matter, person: Person) -> QuerySet[Matter]:
    """The other matters of the same dispute as one that `person` reads, as far as they may read them."""
    lead = Grouped.objects.filter(matter=matter).values("lead")
    others = Grouped.objects.filter(lead__in=lead).exclude(matter=matter).values("matter")
    return matters_read_by(person).filter(pk__in=others).select_related("place")


def matters_linked_by(person: Person) -> QuerySet[Matter]:
    """The matters that `person` may join, hold apart and take out of a group."""
    return matters_read_by(person).filter(pk__in=matters_with_capability(person, "link_matters").values("pk"))


def runs_run_by(person: Person) -> QuerySet[Run]:
    """All runs, for who may let everything be compared; for others there are none."""
    runs = Run.objects.select_related("started_by")
    return runs if may(person, "run_linking") else runs.none()
