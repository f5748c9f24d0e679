"""The pages of figures: the few, one of them, the matters behind it, and the governance index."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from concord.apps.insight.figures.access import Sight, home_places
from concord.apps.insight.figures.definitions import Indicator, population
from concord.apps.insight.figures.measures import MEASURES
from concord.apps.insight.figures.periods import offered
from concord.apps.insight.figures.selectors.asked import Asked, asked_in
from concord.apps.insight.figures.selectors.counted import matters_counted, measure_of
from concord.apps.insight.figures.selectors.definitions import indicators
from concord.apps.insight.figures.selectors.drawing import chart
from concord.apps.insight.figures.selectors.index import index_shown
from concord.apps.insight.figures.selectors.pages import SIDES, above, by_side, curve, names_on
from concord.apps.insight.figures.selectors.values import UNITS, figures_of
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Place


def sight_asked(request: SignedInRequest, asked: Asked) -> Sight:
    """What the person sees of the place that they ask for; 404 where there is no such place for them."""
    try:
        return asked.sight(request.user)
    except Place.DoesNotExist:
        raise Http404 from None


def indicator_asked(code: str) -> Indicator:
    """An indicator in use; 404 for any other."""
    told = indicators().get(code)
    if told is None:
        raise Http404
    return told


def _frame(request: SignedInRequest, asked: Asked, sight: Sight) -> dict[str, object]:
    """What every page of figures shows: the place with those above and below, and the period."""
    today = localdate()
    narrowed = [
        (side, names_on(side, list(values), tuple(sight.kinds)).get(values[0], values[0]))
        for side, values in asked.only.sides.items()
    ]
    return {
        "asked": asked,
        "sight": sight,
        "above": above(sight, home_places(request.user)),
        "below": Place.objects.filter(parent=sight.place).order_by("code"),
        "period": asked.over(today),
        "periods": offered(today),
        "narrowed": narrowed,
        "may_define": may(request.user, "define_figures"),
    }


@for_capability("see_figures")
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """The few figures of a place, each with its change and its definition; the index above them."""
    asked = asked_in(request.GET)
    sight, today = sight_asked(request, asked), localdate()
    shown = {
        "figures": figures_of(indicators().values(), sight, asked.over(today), asked.only),
        "index": index_shown(sight, asked, today),
    }
    return render(request, "figures/home.html", _frame(request, asked, sight) | shown)


def _curve(told: Indicator, sight: Sight, asked: Asked) -> dict[str, object]:
    """The curve of an indicator, and in words what is counted in it."""
    today = localdate()
    points = curve(told, sight, asked, today)
    return {
        "points": points,
        "chart": chart(points, UNITS[told.shows], asked.over(today).pieces),
        "counts": MEASURES[told.counts].says,
        "of": MEASURES[told.of].says if told.of else "",
        "population": population(),
    }


@for_capability("see_figures")
@require_GET
def one(request: SignedInRequest, code: str) -> HttpResponse:
    """One figure: what it is made of, its curve, and by one side."""
    asked, told = asked_in(request.GET), indicator_asked(code)
    sight, today = sight_asked(request, asked), localdate()
    side = request.GET.get("by", "")
    side = side if side in SIDES else "place" if len(sight.place.pk) < 12 else "category"
    table = by_side(told, sight, asked, side, today)
    shown: dict[str, object] = {
        "told": told,
        "figure": next(iter(figures_of([told], sight, asked.over(today), asked.only)), None),
        "table": table,
        "most": max((row.figure.now.number or 0 for row in table.rows), default=0),
        "ways": [(row, asked.narrowed(side, row.value).query) for row in table.rows],
        "sides": SIDES,
    }
    shown |= _curve(told, sight, asked)
    return render(request, "figures/one.html", _frame(request, asked, sight) | shown)


@for_capability("see_figures")
@require_GET
def matters(request: SignedInRequest, code: str) -> HttpResponse:
    """The matters that a figure counted, and no others."""
    asked, told = asked_in(request.GET), indicator_asked(code)
    sight, before = sight_asked(request, asked), request.GET.get("before", "")
    key = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
    which = "all" if request.GET.get("which") == "all" else "part"
    page = matters_counted(told, sight, asked.over(localdate()), which, asked.only, before=key)  # type: ignore[arg-type]
    shown = {
        "told": told, "page": page, "which": which, "before": key, "says": MEASURES[measure_of(told, which)].says,  # type: ignore[arg-type]
    }  # fmt: skip
    return render(request, "figures/matters.html", _frame(request, asked, sight) | shown)


@for_capability("see_figures")
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """The governance index of a place: its parts, each open to its figure."""
    asked = asked_in(request.GET)
    sight = sight_asked(request, asked)
    shown = {"index": index_shown(sight, asked, localdate())}
    return render(request, "figures/index.html", _frame(request, asked, sight) | shown)
