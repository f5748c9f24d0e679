"""Figures, the governance index and their definitions by JSON (D8, G6)."""

from typing import Literal

from django.http import Http404, HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from concord.apps.insight.figures.api import shapes as s
from concord.apps.insight.figures.definitions import Indicator, indicator_of
from concord.apps.insight.figures.periods import period
from concord.apps.insight.figures.selectors.asked import Asked
from concord.apps.insight.figures.selectors.asking import Only
from concord.apps.insight.figures.selectors.counted import matters_counted
from concord.apps.insight.figures.selectors.definitions import indicators, the_index
from concord.apps.insight.figures.selectors.index import index_shown
from concord.apps.insight.figures.selectors.pages import by_side, curve
from concord.apps.insight.figures.selectors.published import K, published, quarters_over
from concord.apps.insight.figures.selectors.values import figures_of
from concord.apps.insight.figures.services.defining import end_indicator, publish_index, publish_indicator
from concord.core.api.auth import signed_in
from concord.core.api.once import once
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.shapes import Done, Text, wrong
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Place

router = Router(tags=["figures"], auth=signed_in)
public = Router(tags=["figures"])
MATTERS = "figures:{}:{}"


class FiguresAsked(Schema):
    """Of which place ("" for one's own), in which period ("" for twelve months), narrowed to what."""

    place: Text = Field("", max_length=15, pattern=r"^[0-9]*$", examples=["330105"])
    period: Text = Field("", max_length=24, description="2026, 2026-Q3, 2026-10, 2026-W48, 2026-10-03..2026-11-02")
    category: Text = Field("", max_length=20)
    source: Text = Field("", max_length=20)
    lead: Text = Field("", max_length=20)
    level: Text = Field("", max_length=2)

    def asked(self) -> Asked:
        """The same as an address of a page asks; refuses a period that is none."""
        if self.period and period(self.period) is None:
            raise wrong("query", "period", _("Write a period like 2026, 2026-Q3, 2026-10 or 2026-W48."))
        told = {name: getattr(self, name) for name in ("category", "source", "lead", "level")}
        return Asked(self.place, self.period, Only(**{name: (value,) for name, value in told.items() if value}))


class OneAsked(FiguresAsked):
    """And by which side it is cut."""

    by: Literal["place", "category", "lead", "level", "source"] = "place"


class CountedAsked(FiguresAsked, PageAsked):
    """And whether what a share counts is listed, or all of which it is a share."""

    which: Literal["part", "all"] = "part"


class QuarterAsked(Schema):
    """A quarter that is over; the last one if none is named."""

    period: Text = Field("", max_length=8, examples=["2026-Q3"])


def _indicator(code: str) -> Indicator:
    told = indicators().get(code)
    if told is None:
        raise Http404
    return told


@router.get("/figures", response=s.FiguresOfPlace)
def figures(request: SignedInRequest, asked: Query[FiguresAsked]) -> s.FiguresOfPlace:
    """All indicators of a place, each beside the year before."""
    require(request.user, "see_figures")
    wanted = asked.asked()
    sight, over = wanted.sight(request.user), wanted.over(localdate())
    found = figures_of(indicators().values(), sight, over, wanted.only)
    shown = [s.figure_shown(one) for one in found]
    return s.FiguresOfPlace(place=sight.place.pk, first=over.first, last=over.last, figures=shown)


@router.get("/figures/{code}", response=s.OneFigure)
def figure(request: SignedInRequest, code: str, asked: Query[OneAsked]) -> s.OneFigure:
    """One indicator with its curve, and by one side."""
    require(request.user, "see_figures")
    wanted, told, today = asked.asked(), _indicator(code), localdate()
    sight, over = wanted.sight(request.user), wanted.over(today)
    found = figures_of([told], sight, over, wanted.only)
    table = by_side(told, sight, wanted, asked.by, today)
    return s.OneFigure(
        place=sight.place.pk, first=over.first, last=over.last, side=table.side, left=table.left,
        figure=s.figure_shown(found[0]) if found else None, rows=s.side_shown(table),
        curve=s.curve_shown(curve(told, sight, wanted, today)),
    )  # fmt: skip


@router.get("/figures/{code}/matters", response=Page[s.CountedMatterShown])
def counted(request: SignedInRequest, code: str, asked: Query[CountedAsked]) -> Page[s.CountedMatterShown]:
    """Exactly the matters that an indicator counted, newest first."""
    require(request.user, "see_figures")
    wanted, told, of = asked.asked(), _indicator(code), MATTERS.format(code, asked.which)
    sight, before = wanted.sight(request.user), asked.key(of)
    page = matters_counted(
        told, sight, wanted.over(localdate()), asked.which, wanted.only, before=before, size=asked.size
    )
    return Page[s.CountedMatterShown](
        items=[s.matter_shown(one) for one in page.rows], next=cursor_at(page.next_before, of)
    )


@router.get("/governance-index", response=s.GovernanceIndexShown)
def index(request: SignedInRequest, asked: Query[FiguresAsked]) -> s.GovernanceIndexShown:
    """The governance index of a place, with its parts."""
    require(request.user, "see_figures")
    wanted = asked.asked()
    found = index_shown(wanted.sight(request.user), wanted, localdate())
    if found is None:
        raise Http404
    return s.index_of_place(found)


@router.post("/governance-index", response=s.VersionMade)
@once
def weigh(request: SignedInRequest, said: s.WeightsGiven) -> s.VersionMade:
    """Publish the next version of the governance index."""
    require(request.user, "define_figures")
    kept = the_index(indicators())
    if kept is None:
        raise Http404
    return s.VersionMade(version=publish_index(said.body(kept), by=request.user).version)


@router.get("/indicators", response=list[s.IndicatorShown])
def catalogue(request: SignedInRequest) -> list[s.IndicatorShown]:
    """The indicators in use, with their definitions."""
    require(request.user, "see_figures")
    return [s.indicator_shown(one) for one in indicators().values()]


@router.post("/indicators", response=s.VersionMade)
@once
def define(request: SignedInRequest, said: s.IndicatorGiven) -> s.VersionMade:
    """Publish an indicator, or the next version of one."""
    return s.VersionMade(version=publish_indicator(said.body, by=request.user).version)


@router.post("/indicators/trial", response=s.FiguresOfPlace)
@once
def tried(request: SignedInRequest, said: s.IndicatorGiven) -> s.FiguresOfPlace:
    """Try an indicator over the last twelve months of my place; nothing is kept."""
    require(request.user, "define_figures")
    told, asked = indicator_of(said.body), Asked()
    sight, over = asked.sight(request.user), asked.over(localdate())
    found = [s.figure_shown(one) for one in figures_of([told], sight, over)]
    return s.FiguresOfPlace(place=sight.place.pk, first=over.first, last=over.last, figures=found)


@router.post("/indicators/{code}/end", response=Done)
@once
def end(request: SignedInRequest, code: str) -> Done:
    """Take an indicator off the pages."""
    end_indicator(code, by=request.user)
    return Done()


@public.get("/counties/{code}/figures", response=s.PublishedFigures)
def of_county(request: HttpRequest, code: str, asked: Query[QuarterAsked]) -> s.PublishedFigures:
    """What everyone may see of a county: a quarter that is over, with small counts hidden."""
    place = Place.objects.get(pk=code, level=Place.Level.COUNTY)
    quarters = quarters_over(localdate())
    over = next((one for one in quarters if one.code == (asked.period or quarters[0].code)), None)
    if over is None:
        raise wrong("query", "period", _("Choose a quarter that is over, such as 2026-Q3."))
    return s.published_shown(published(place, over), K)
