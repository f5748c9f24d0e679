"""The doors of the detectors: how good they are, and when a warning comes."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.insight.warnings.access import counties_read_by, counties_ruled_by, warnings_seen_by
from concord.apps.insight.warnings.forms import LimitsForm
from concord.apps.insight.warnings.models import BOUNDS
from concord.apps.insight.warnings.selectors.detectors import judged_in, months_of, records_of
from concord.apps.insight.warnings.selectors.limits import limits_before, limits_of
from concord.apps.insight.warnings.selectors.trial import Tried, tried
from concord.apps.insight.warnings.services.limits import set_limits
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability


def _chosen(asked: str, counties: dict[str, str]) -> str:
    """The county that was asked for, else the first; none of theirs is none at all (404)."""
    county = asked or next(iter(counties), "")
    if county not in counties:
        raise Http404
    return county


@for_capability("see_warning")
@require_GET
def detectors(request: SignedInRequest) -> HttpResponse:
    """What people made of each detector's warnings in a county."""
    counties = counties_read_by(request.user)
    county, today = _chosen(request.GET.get("county", ""), counties), localdate()
    limits, judged = limits_of(county), judged_in(warnings_seen_by(request.user), county, today)
    shown = {
        "county": county,
        "counties": counties,
        "place": counties[county],
        "records": records_of(judged, today, limits),
        "months": months_of(judged, today),
        "limits": limits,
        "before": limits_before(county),
        "may_set": county in counties_ruled_by(request.user),
    }
    return render(request, "warnings/detectors.html", shown)


@for_capability("set_warning_limits")
@require_http_methods(["GET", "POST"])
def limits(request: SignedInRequest) -> HttpResponse:
    """Try other limits on the past, and set them."""
    counties = counties_ruled_by(request.user)
    county = _chosen(request.GET.get("county", ""), counties)
    now = {name: getattr(limits_of(county), name) for name in BOUNDS}
    form, trial = LimitsForm(request.POST or None, initial=now), list[tuple[Tried, Tried]]()
    if "try" in request.POST:
        form.fields["because"].required = False
        tried_out = form.is_valid()
        form.fields["because"].required = True
        if tried_out:
            values = {name: form.cleaned_data[name] for name in BOUNDS}
            trial = list(zip(tried(county, now, localdate()), tried(county, values, localdate()), strict=True))
    elif form.is_valid():
        values, because = {name: form.cleaned_data[name] for name in BOUNDS}, form.cleaned_data["because"]
        if attempt(form, lambda: set_limits(county, values, because, by=request.user)) is not None:
            return redirect(f"{reverse('warnings:detectors')}?county={county}")
    shown = {"county": county, "place": counties[county], "form": form, "trial": trial}
    return render(request, "warnings/limits.html", shown, status=answer_code(form))
