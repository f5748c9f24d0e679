"""The page for everyone: the figures of a county, quarter by quarter, with small counts hidden."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from concord.apps.insight.figures.definitions import population
from concord.apps.insight.figures.selectors.published import K, published, quarters_over
from concord.core.people.models import Place


@require_GET
def counties(request: HttpRequest) -> HttpResponse:
    """The counties whose figures are published."""
    found = Place.objects.filter(level=Place.Level.COUNTY).select_related("parent").order_by("code")
    return render(request, "figures/counties.html", {"counties": found})


@require_GET
def county(request: HttpRequest, code: str) -> HttpResponse:
    """One county for a quarter that is over, the last one unless another is asked for."""
    place = get_object_or_404(Place, pk=code, level=Place.Level.COUNTY)
    quarters = quarters_over(localdate())
    asked = request.GET.get("period", quarters[0].code)
    over = next((one for one in quarters if one.code == asked), None)
    if over is None:
        raise Http404
    shown = {"shown": published(place, over), "quarters": quarters, "k": K, "population": population()}
    return render(request, "figures/county.html", shown)
