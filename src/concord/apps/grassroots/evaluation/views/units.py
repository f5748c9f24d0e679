"""The doors to a body's own page, to two periods of it side by side, and to a sheet under two versions."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from concord.apps.grassroots.evaluation.access import sheets_seen_by, units_seen_by
from concord.apps.grassroots.evaluation.compared import parts_compared
from concord.apps.grassroots.evaluation.formulae import compared, versions
from concord.apps.grassroots.evaluation.periods import period
from concord.apps.grassroots.evaluation.selectors.sheets import shown
from concord.apps.grassroots.evaluation.selectors.units import two_periods, unit_page
from concord.apps.grassroots.evaluation.services.trying import tried
from concord.apps.grassroots.evaluation.views.numbers import number_asked
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("see_evaluation")
@require_GET
def unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """A body's figures over the periods, its objections and corrections."""
    found = get_object_or_404(units_seen_by(request.user).select_related("place"), pk=pk)
    return render(request, "evaluation/unit.html", {"page": unit_page(request.user, found)})


@for_capability("see_evaluation")
@require_GET
def periods(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a formula gave for a body in two periods."""
    found = get_object_or_404(units_seen_by(request.user), pk=pk)
    one, other = period(request.GET.get("one", "")), period(request.GET.get("other", ""))
    if one is None or other is None:
        raise Http404
    sides = two_periods(request.user, found, request.GET.get("formula", ""), one, other)
    told = {"unit": found, "one": sides[0], "other": sides[1], "parts": parts_compared(*sides)}
    return render(request, "evaluation/two_periods.html", told)


@for_capability("see_evaluation")
@require_GET
def under_versions(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a sheet would show under each of two versions of its formula, and what differs between these."""
    found = get_object_or_404(sheets_seen_by(request.user), pk=pk)
    known = [one.version for one in versions(found.formula.code)]
    sides = tried(found, number_asked(request, "one"), number_asked(request, "other"), by=request.user)
    told = {
        "sheet": shown([found])[0],
        "versions": known,
        "one": sides[0],
        "other": sides[1],
        "parts": parts_compared(*sides),
        "changes": compared(sides[0].formula, sides[1].formula),
    }
    return render(request, "evaluation/two_versions.html", told)
