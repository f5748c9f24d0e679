"""The mediator drafts a settlement with its promises, and notes what was performed (D6)."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from concord.apps.disputes.access import disputes_mediated_by, disputes_revealed_to
from concord.apps.disputes.forms.staff import PromiseFormSet, RevealForm, TermsForm
from concord.apps.disputes.services.mediation import cancel_appointment
from concord.apps.disputes.services.settlement import Promise, confirm_instalment, draft_settlement
from concord.apps.disputes.views.desk import detail, frame
from concord.core.attempts import answer_code, attempt
from concord.core.matters.reveal import reveal
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("mediate")
@require_http_methods(["GET", "POST"])
def settlement(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down what was agreed; it becomes the paper that all sign."""
    dispute = get_object_or_404(disputes_mediated_by(request.user), pk=pk)
    accepted = dispute.offers.filter(answers__accepts=True).order_by("-pk").first()
    begun = [{"what": accepted.terms[:200], "amount": accepted.amount, "due_on": accepted.pay_by}] if accepted else []
    form = TermsForm(request.POST or None, initial={"terms": accepted.terms if accepted else ""})
    promises = PromiseFormSet(request.POST or None, prefix="promises", initial=begun)
    if request.method == "POST" and form.is_valid() and promises.is_valid():
        promised = [Promise(**one.cleaned_data) for one in promises if one.cleaned_data]
        terms = form.cleaned_data["terms"]
        drafted = attempt(
            form, lambda: draft_settlement(pk, terms=terms, promises=promised, by=request.user, today=localdate())
        )
        if drafted is not None:
            return redirect("disputes:tab", pk, "settlement")
    shown = frame(request, dispute, "settlement") | {"form": form, "promises": promises}
    status = answer_code(form) if not promises.is_bound or promises.is_valid() else 422
    return render(request, "disputes/desk/draft.html", shown, status=status)


@for_capability("see_dispute")
@require_POST
def performed(request: SignedInRequest, pk: int, instalment: int) -> HttpResponse:
    """Note that one promise was kept."""
    confirm_instalment(pk, instalment, by=request.user, today=localdate())
    return redirect("disputes:tab", pk, "settlement")


@for_capability("mediate")
@require_POST
def cancel(request: SignedInRequest, pk: int, appointment: int) -> HttpResponse:
    """Cancel an appointment, with the reason."""
    cancel_appointment(pk, appointment, reason=request.POST.get("reason", "").replace("\0", ""), by=request.user)
    return redirect("disputes:tab", pk, "tasks")


@for_capability("reveal_personal")
@require_POST
def look(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Show a party's phone for a stated purpose; the look stays on record."""
    dispute = get_object_or_404(disputes_revealed_to(request.user), pk=pk)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return detail(request, pk, "parties")
    party = get_object_or_404(dispute.matter.parties, pk=form.cleaned_data["party"])
    shown = reveal(party, field="phone", purpose=form.cleaned_data["purpose"], by=request.user)
    return render(request, "disputes/desk/revealed.html", {"party": party, "shown": shown})
