"""Which scenarios anyone may read, and which drafts exist for whom."""

from django.db.models import Q, QuerySet

from concord.core.agenda.models import ScenarioVersion
from concord.core.people.access import bodies_with, reach_of
from concord.core.people.models import Person
from concord.core.studio.models import Draft


def scenarios_in_use() -> QuerySet[ScenarioVersion]:
    """The version of each scenario on which new runs start; a scenario all of whose versions are retired has none."""
    newest = ScenarioVersion.objects.filter(retired_at=None).order_by("code", "-version").distinct("code")
    return ScenarioVersion.objects.filter(pk__in=newest.values("pk"))


def drafts_drawn_by(person: Person) -> QuerySet[Draft]:
    """The open drafts of the bodies for which `person` draws scenarios."""
    mine = bodies_with(person, "draw_scenario")
    return Draft.objects.filter(organisation_id__in=mine, state=Draft.State.OPEN)


def drafts_published_by(person: Person) -> QuerySet[Draft]:
    """The open drafts that `person` may publish: those of all bodies in their place, and of their own."""
    reach = reach_of(person, "publish_scenario")
    theirs = Q(organisation_id__in=reach.organisations)
    for place in reach.places:
        theirs |= Q(organisation__place__code__startswith=place)
    return Draft.objects.filter(theirs, state=Draft.State.OPEN)


def drafts_seen_by(person: Person) -> QuerySet[Draft]:
    """The open drafts that `person` draws or may publish; for them no others exist."""
    drawn, published = drafts_drawn_by(person).values("pk"), drafts_published_by(person).values("pk")
    return Draft.objects.filter(Q(pk__in=drawn) | Q(pk__in=published)).select_related(
        "organisation", "saved_by", "begun_by", "based_on"
    )
