"""The pool's doors: who can be booked, entering and taking out, and what one is booked for oneself."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.grassroots.consultation.access import places_of_pool
from concord.apps.grassroots.consultation.forms import AnswerForm, ForceForm
from concord.apps.grassroots.consultation.selectors.pool import bookings_ahead, pool_for
from concord.apps.grassroots.consultation.services.pool import (
    Entry,
    answer_booking,
    cancel_booking,
    enter_force,
    take_out,
)
from concord.core.attempts import answer_code, attempt
from concord.core.people.access import reach_of
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person


def _people(request: SignedInRequest) -> ForceForm:
    """The form, offering the accounts of all bodies in the keeper's places."""
    inside = Person.objects.none()
    for place in reach_of(request.user, "keep_pool").places:
        inside = inside | Person.objects.filter(memberships__organisation__place__code__startswith=place)
    people = inside.filter(is_active=True).distinct().order_by("name", "pk")
    told = request.POST if request.method == "POST" else None
    return ForceForm(told, people=people, places=places_of_pool(request.user).order_by("level", "code"))


@for_capability("keep_pool")
@require_http_methods(["GET", "POST"])
def pool(request: SignedInRequest) -> HttpResponse:
    """The pool, and a form for another."""
    form = _people(request)
    if form.is_valid():
        told = form.cleaned_data | {"place_id": form.cleaned_data["place"].pk}
        del told["place"]
        if attempt(form, lambda: enter_force(Entry(**told), by=request.user)) is not None:
            return redirect("consultation:pool")
    shown = {"form": form, "pool": pool_for(request.user)}
    return render(request, "consultation/pool.html", shown, status=answer_code(form))


@for_capability("keep_pool")
@require_POST
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take someone out of the pool."""
    take_out(pk, by=request.user)
    return redirect("consultation:pool")


@for_capability("see_consultation")
@require_GET
def bookings(request: SignedInRequest) -> HttpResponse:
    """What I am booked for."""
    return render(request, "consultation/bookings.html", {"bookings": bookings_ahead(request.user)})


@for_capability("see_consultation")
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say whether I come."""
    form = AnswerForm(request.POST or None)
    form.fields["accepts"].choices = [("yes", _("comes")), ("no", _("does not come"))]  # type: ignore[attr-defined]
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: answer_booking(pk, **told, by=request.user)) is not None:
            return redirect("consultation:bookings")
    return render(request, "consultation/answer.html", {"form": form}, status=answer_code(form))


@for_capability("hold_consultation")
@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Need someone no longer."""
    booking = cancel_booking(pk, by=request.user)
    return redirect("consultation:tab", booking.consultation_id, "people")
