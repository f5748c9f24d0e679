"""The door of my desk: all that waits for me, page by page."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from concord.apps.disputes.selectors.desk import next_appointments
from concord.core.agenda.queues import name_of_work
from concord.core.agenda.selectors.around import time_requests_to_decide
from concord.core.agenda.selectors.desk import desk_counts, desk_page
from concord.core.agenda.selectors.marks import Mark
from concord.core.agenda.selectors.waiting import LIGHTS, Narrowed
from concord.core.people.doors import SignedInRequest, for_capability
from concord.web.desk.around import doors_around
from concord.web.desk.rows import row_of

MOST_REQUESTS = 50
WHOSE = ("mine", "bodies")


def narrowed_by(request: SignedInRequest) -> Narrowed:
    """The filter in the address; what is not known there is left out."""
    asked = {name: request.GET.get(name, "") for name in ("light", "work", "whose")}
    return Narrowed(
        light=asked["light"] if asked["light"] in LIGHTS else "",
        work=asked["work"][:40].replace("\0", ""),
        whose=asked["whose"] if asked["whose"] in WHOSE else "",
    )


def query_of(narrowed: Narrowed) -> str:
    """The filter as it stands in an address."""
    told = {"light": narrowed.light, "work": narrowed.work, "whose": narrowed.whose}
    return urlencode({name: value for name, value in told.items() if value})


@for_capability("see_run")
@require_GET
def work(request: SignedInRequest) -> HttpResponse:
    """What waits for me and my organisations in all apps, what is due first; all of it, or narrowed."""
    today, narrowed = localdate(), narrowed_by(request)
    after = Mark.read(request.GET.get("after", ""))
    page = desk_page(request.user, today, narrowed=narrowed, after=after)
    counts = desk_counts(request.user, today)
    shown = {
        "counts": counts,
        "works": sorted((name_of_work(kind), kind, lights.waiting) for kind, lights in counts.works.items()),
        "narrowed": narrowed,
        "query": query_of(narrowed),
        "after": after,
        "next": page.next,
        "rows": [row_of(one, request.user) for one in page.waiting],
        "requests": time_requests_to_decide(request.user).order_by("pk")[:MOST_REQUESTS],
        "around": doors_around(request.user),
        "appointments": next_appointments(request.user, today),
    }
    return render(request, "web/work.html", shown)


@for_capability("see_run")
@require_GET
def waiting(request: SignedInRequest) -> HttpResponse:
    """The desk of disputes became a part of my desk; its old address leads there."""
    return redirect("desk:work")
