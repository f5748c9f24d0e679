"""Figures as files."""

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from concord.apps.insight.figures.selectors.asked import asked_in
from concord.apps.insight.figures.selectors.pages import SIDES
from concord.apps.insight.figures.sheets import WAYS, take_out
from concord.apps.insight.figures.views.desk import indicator_asked, sight_asked
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("see_figures")
@require_GET
def sheet(request: SignedInRequest, way: str) -> HttpResponse:
    """All figures of a place, or one of them by a side, as xlsx or csv."""
    asked, code, side = asked_in(request.GET), request.GET.get("code", ""), request.GET.get("by", "")
    sight_asked(request, asked)
    if way not in WAYS or side not in {"", *SIDES}:
        raise Http404
    told = indicator_asked(code) if code else None
    made = take_out(request.user, asked, told, side=side or "place", way=way, today=localdate())
    answer = HttpResponse(made, content_type=WAYS[way][1])
    answer["Content-Disposition"] = f'attachment; filename="figures-{asked.over(localdate()).last}.{way}"'
    return answer
