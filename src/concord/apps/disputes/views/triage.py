"""Triage: the proposal beside the report, confirmed or corrected by a person (D3, D5)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from concord.apps.disputes.forms.staff import MediatorForm, TriageForm
from concord.apps.disputes.selectors.detail import proposed_for
from concord.apps.disputes.selectors.mediators import candidates
from concord.apps.disputes.services.mediation import assign_mediator
from concord.apps.disputes.services.triage import Decision, accept_dispute, doors_of
from concord.apps.disputes.views.desk import fetch, frame
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("triage_dispute")
@require_http_methods(["GET", "POST"])
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm or correct what the machine proposed."""
    dispute = fetch(request, pk)
    proposed = proposed_for(dispute)
    begun = {"item": proposed.item_id, "place": dispute.matter.place_id, "tags": ", ".join(dispute.tags)}
    form = TriageForm(request.POST or None, initial=begun)
    if form.is_valid():
        tags = tuple(tag.strip() for tag in form.cleaned_data["tags"].replace("，", ",").split(",") if tag.strip())
        decision = Decision(item=form.cleaned_data["item"], place_id=form.cleaned_data["place"].pk, tags=tags)
        if attempt(form, lambda: accept_dispute(pk, decision, by=request.user, today=localdate())) is not None:
            return redirect("disputes:detail", pk)
    doors = doors_of(proposed.item_id) if proposed.item_id else None
    shown = frame(request, fetch(request, pk), "story") | {"form": form, "proposed": proposed, "doors": doors}
    return render(request, "disputes/desk/accept.html", shown, status=answer_code(form))


@for_capability("assign_mediator")
@require_http_methods(["GET", "POST"])
def choose_mediator(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose a mediator among those who fit, with load, place, skill and what speaks against each."""
    dispute = fetch(request, pk)
    offered = candidates(dispute, localdate())
    form = MediatorForm(request.POST or None, offered=offered)
    if form.is_valid():
        chosen = form.cleaned_data["mediator"].membership
        assigned = attempt(
            form,
            lambda: assign_mediator(
                pk, mediator=chosen.person, committee=chosen.organisation, by=request.user, today=localdate()
            ),
        )
        if assigned is not None:
            return redirect("disputes:detail", pk)
    choice = {"form": form, "offered": offered, "title": _("Choose a mediator")}
    shown = frame(request, fetch(request, pk), "story") | choice
    return render(request, "disputes/desk/mediator.html", shown, status=answer_code(form))
