"""Last month's figures of the demo county, and one objection; making them again changes nothing."""

from django.utils import timezone

from concord.apps.grassroots.evaluation.access import counted_seen_by, figures_objected_by
from concord.apps.grassroots.evaluation.formulae import publish_formulae
from concord.apps.grassroots.evaluation.models import Figure, Objection, Sheet
from concord.apps.grassroots.evaluation.periods import over_lately
from concord.apps.grassroots.evaluation.services.objecting import object_to_figure
from concord.apps.grassroots.evaluation.services.publishing import publish_figures
from concord.config.demo.county import County
from concord.core.people.models import Membership, Person

FORMULAE = ("township", "department", "staff")
WHY = "这件事当月已交区里统一办理，不应计入本单位。"


def make_evaluations(county: County) -> None:
    """The figures of the last two months by every formula, and one body that objects to a number."""
    publish_formulae()
    by, today = county.person("supervisor"), timezone.localdate()
    for over in reversed([one for one in over_lately(today, months=2) if "Q" not in one.code]):
        for code in FORMULAE:
            published = Sheet.objects.filter(formula__code=code, first=over.first, last=over.last)
            if not published.filter(unit__place__code__startswith=county.place.pk).exists():
                publish_figures(code, over.code, by=by, today=today)
    if not Objection.objects.exists():
        _object(county)


def _people(county: County) -> list[Person]:
    held = Membership.objects.filter(
        role__capabilities__contains=["object_evaluation"], organisation__place__code__startswith=county.place.pk
    )
    held = held.exclude(role__capabilities__contains=["decide_objection"])
    return [one.person for one in held.select_related("person").order_by("pk")]


def _object(county: County) -> None:
    """The first body that can name a matter objects; who decides objections does not."""
    today = timezone.localdate()
    for person in _people(county):
        for figure in figures_objected_by(person).filter(sheet__person=None, denominator__gt=0).order_by("-pk"):
            if (matter := _first_matter(person, figure)) is not None:
                object_to_figure(figure.pk, matters=[matter], reason=WHY, by=person, today=today)
                return


def _first_matter(person: Person, figure: Figure) -> int | None:
    row = counted_seen_by(person, figure).order_by("kept", "pk").first()
    return row.matter_id if row else None
