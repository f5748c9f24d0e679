"""The desk's doors: pairs that wait, two records side by side, and the records of one matter's dispute."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from concord.core.linking.access import pairs_seen_by
from concord.core.linking.models import Pair
from concord.core.linking.selectors import address_of, links_of, pair_page, queue_of
from concord.core.linking.services.deciding import hold_apart, join_records, take_out, undo_decision
from concord.core.matters.access import matters_read_by
from concord.core.people.doors import SignedInRequest, for_capability, signed_in

DEEDS: dict[str, Callable[..., Pair]] = {"join": join_records, "apart": hold_apart, "undo": undo_decision}


def _before(request: SignedInRequest) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@for_capability("link_matters")
@require_GET
def queue(request: SignedInRequest) -> HttpResponse:
    """The pairs that wait for me, or those decided one way."""
    asked = request.GET.get("state", "")
    state = asked if asked in Pair.State.values else Pair.State.OPEN.value
    before = _before(request)
    shown = {
        "page": queue_of(request.user, state, before),
        "state": state,
        "states": Pair.State.choices,
        "before": before,
    }
    return render(request, "linking/list.html", shown)


@signed_in
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two records side by side, with what speaks for and against their being the same."""
    pair = get_object_or_404(pairs_seen_by(request.user), pk=pk)
    return render(request, "linking/pair.html", {"page": pair_page(pair, request.user), "pair": pair})


@for_capability("link_matters")
@require_POST
def decide(request: SignedInRequest, pk: int, deed: str) -> HttpResponse:
    """Join, hold apart or undo, and go on to the next that waits."""
    if deed not in DEEDS:
        raise Http404
    DEEDS[deed](pk, by=request.user)
    following = pair_page(get_object_or_404(pairs_seen_by(request.user), pk=pk), request.user).next_waiting
    if deed == "undo" or following is None:
        return redirect("linking:pair", pk)
    return redirect("linking:pair", following)


@signed_in
@require_GET
def links(request: SignedInRequest, pk: int) -> HttpResponse:
    """The records of a matter's dispute, each with the reasons, and those that may be of it."""
    matter = get_object_or_404(matters_read_by(request.user).select_related("place"), pk=pk)
    shown = {"links": links_of(matter, request.user), "matter": matter, "address": address_of(matter)}
    return render(request, "linking/matter.html", shown)


@for_capability("link_matters")
@require_POST
def out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a record out of its group."""
    take_out(pk, by=request.user)
    return redirect("linking:matter", pk)
