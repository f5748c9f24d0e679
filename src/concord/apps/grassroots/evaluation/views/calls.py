"""The caller's doors: draw by lot whom to call about another body, see the number, enter the answer (G5)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.grassroots.evaluation.access import calls_held_by, calls_waiting_for
from concord.apps.grassroots.evaluation.forms import CallForm
from concord.apps.grassroots.evaluation.models import Asking
from concord.apps.grassroots.evaluation.services.answering import (
    answer_by_call,
    decline_by_call,
    draw_call,
    not_reached,
    number_to_call,
)
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person


@for_capability("call_residents")
@require_GET
def calls(request: SignedInRequest) -> HttpResponse:
    """How many wait to be called, and the call that one has begun."""
    today = localdate()
    waiting = calls_waiting_for(request.user, today).filter(caller=None).count()
    told = {"waiting": waiting, "begun": calls_held_by(request.user, today).first()}
    return render(request, "evaluation/calls.html", told)


@for_capability("call_residents")
@require_POST
def draw(request: SignedInRequest) -> HttpResponse:
    """Draw the next one by lot."""
    return redirect("evaluation:call", draw_call(by=request.user, today=localdate()).pk)


@for_capability("call_residents")
@require_http_methods(["GET", "POST"])
def call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whom to call and about what; the answer is entered here."""
    found = get_object_or_404(calls_held_by(request.user, localdate()), pk=pk)
    form = CallForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _entered(form, pk, request.user)) is not None:
        return redirect("evaluation:calls")
    return render(request, "evaluation/call.html", {"form": form, "asking": found}, status=answer_code(form))


@for_capability("call_residents")
@require_POST
def number(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the number; the look is recorded."""
    found = get_object_or_404(calls_held_by(request.user, localdate()), pk=pk)
    told = {"form": CallForm(), "asking": found, "phone": number_to_call(pk, by=request.user, today=localdate())}
    return render(request, "evaluation/call.html", told)


@for_capability("call_residents")
@require_POST
def unreached(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nobody took the call."""
    not_reached(pk, by=request.user, today=localdate())
    return redirect("evaluation:calls")


def _entered(form: CallForm, pk: int, by: Person) -> Asking:
    said = form.said()
    if said is None:
        return decline_by_call(pk, by=by, today=localdate())
    return answer_by_call(pk, said, by=by, today=localdate())
