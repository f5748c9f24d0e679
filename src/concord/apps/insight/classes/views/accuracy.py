"""How often people agree with the classifier, as a page and as a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from concord.apps.insight.classes.access import drifts_seen_by
from concord.apps.insight.classes.selectors.accuracy import BY, accuracy, drawn_and_answered
from concord.apps.insight.classes.sheets import accuracy_sheet
from concord.core.crosswalks.targets import called
from concord.core.papers.kinds import SHEET
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability

MOST_ALARMS = 6


def _chosen(request: SignedInRequest) -> tuple[str, bool]:
    by = request.GET.get("by", "")
    return (by if by in BY else "month"), request.GET.get("all") != "1"


@for_capability("watch_classifier")
@require_GET
def accuracy_page(request: SignedInRequest) -> HttpResponse:
    """The table with its bars, and what the watches say."""
    by, only_sample = _chosen(request)
    whole, rows = accuracy(request.user, by=by, only_sample=only_sample)
    drifts = list(drifts_seen_by(request.user).order_by("-pk")[:MOST_ALARMS])
    told = {
        "by": by,
        "only_sample": only_sample,
        "whole": whole,
        "rows": rows,
        "answered": drawn_and_answered(request.user),
        "drifts": [(one, [called(str(fact["name"])) for fact in one.facts if one.kind == "shares"]) for one in drifts],
        "may_take": may(request.user, "take_corrections"),
    }
    return render(request, "classes/accuracy.html", told)


@for_capability("watch_classifier")
@require_GET
def sheet(request: SignedInRequest) -> HttpResponse:
    """The same table as Excel."""
    by, only_sample = _chosen(request)
    response = HttpResponse(accuracy_sheet(request.user, by=by, only_sample=only_sample), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="accuracy-{by}-{localdate():%Y%m%d}.xlsx"'
    return response
