"""The JSON doors to a body over time, to two periods side by side, and to a sheet under two versions (G5)."""

from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from concord.apps.grassroots.evaluation.access import sheets_seen_by, units_seen_by
from concord.apps.grassroots.evaluation.api import unit_shapes as s
from concord.apps.grassroots.evaluation.periods import Period, period
from concord.apps.grassroots.evaluation.selectors.units import two_periods, unit_page
from concord.apps.grassroots.evaluation.services.trying import tried
from concord.core.api.auth import signed_in
from concord.core.api.shapes import Id, Text, wrong
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["evaluation"], auth=signed_in)


class PeriodsAsked(Schema):
    """Which formula, and which two months (2026-10) or quarters (2026-Q3)."""

    formula: Text = Field("", max_length=60, examples=["township"])
    one: Text = Field("", max_length=8, examples=["2026-09"])
    other: Text = Field("", max_length=8, examples=["2026-10"])


class VersionsAsked(Schema):
    """Which two versions of the formula; the newest and the one before it, where none is named."""

    one: Id | None = None
    other: Id | None = None


@router.get("/evaluation/units/{int:pk}", response=s.UnitShown)
def unit(request: SignedInRequest, pk: Id) -> s.UnitShown:
    """A body's figures over the periods, its latest objections and corrections."""
    require(request.user, "see_evaluation")
    return s.unit_shown(unit_page(request.user, units_seen_by(request.user).get(pk=pk)))


@router.get("/evaluation/units/{int:pk}/periods", response=s.ReckoningsCompared)
def periods(request: SignedInRequest, pk: Id, asked: Query[PeriodsAsked]) -> s.ReckoningsCompared:
    """What a formula gave for a body in two periods."""
    require(request.user, "see_evaluation")
    found = units_seen_by(request.user).get(pk=pk)
    spans = _span("one", asked.one), _span("other", asked.other)
    return s.both_compared(*two_periods(request.user, found, asked.formula, *spans))


@router.get("/evaluation/sheets/{int:pk}/versions", response=s.ReckoningsCompared)
def versions(request: SignedInRequest, pk: Id, asked: Query[VersionsAsked]) -> s.ReckoningsCompared:
    """What a sheet would show under each of two versions of its formula; nothing is kept."""
    found = sheets_seen_by(request.user).get(pk=pk)
    return s.both_compared(*tried(found, asked.one, asked.other, by=request.user))


def _span(field: str, said: str) -> Period:
    found = period(said)
    if found is None:
        raise wrong("query", field, _("Choose a month or a quarter that is over."))
    return found
