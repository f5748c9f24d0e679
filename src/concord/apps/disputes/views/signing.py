"""Read and sign a settlement, as a party, with a code sent to one's own phone (D6)."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from concord.apps.disputes.access import dispute_followed
from concord.apps.disputes.forms.resident import CodeForm
from concord.apps.disputes.models import Settlement
from concord.apps.disputes.selectors.following import party_page
from concord.apps.disputes.services.settlement import next_signer, sign_as_party, signers_in_order
from concord.apps.disputes.views.following import for_party
from concord.core.attempts import answer_code, attempt
from concord.core.matters.followed import followed_party
from concord.core.matters.models import Party
from concord.core.notices.phone_codes import check_phone_code, send_phone_code


def purpose_of(settlement: Settlement, party: Party) -> str:
    """What a signing code is good for: this party, this very paper."""
    return f"sign:{party.pk}:{settlement.paper.sha256[:32]}"


def _page(request: HttpRequest, party: Party, form: CodeForm) -> HttpResponse:
    page = party_page(dispute_followed(party), party)
    if page.settlement is None:
        return redirect("disputes:my")
    signed = dict(page.settlement.paper.signatures.exclude(party=None).values_list("party_id", "signed_at"))
    shown = {
        "page": page,
        "form": form,
        "signers": [(one, signed.get(one.pk)) for one in signers_in_order(page.settlement)],
        "turn": next_signer(page.settlement),
        "code_sent": request.GET.get("sent") == "1" or form.is_bound,
    }
    return render(request, "disputes/my/settlement.html", shown, status=answer_code(form))


@require_POST
@for_party
def send_signing_code(request: HttpRequest, party: Party) -> HttpResponse:
    """Send the code for this very paper to the party's own phone."""
    settlement = party_page(dispute_followed(party), party).settlement
    if settlement is not None:
        send_phone_code(party.phone, purpose_of(settlement, party))
    response = redirect("disputes:my_settlement")
    response["Location"] += "?sent=1"
    return response


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def my_settlement(request: HttpRequest) -> HttpResponse:
    """Read the settlement; with the code from the phone, sign it. A wrong code counts even if all else is undone."""
    form = CodeForm(request.POST or None)
    with transaction.atomic():
        party = followed_party(request)
        settlement = party_page(dispute_followed(party), party).settlement if party else None
    if party is None or settlement is None:
        return redirect("disputes:my")
    if form.is_valid():
        purpose, typed = purpose_of(settlement, party), form.cleaned_data["phone_code"]
        attempt(form, lambda: check_phone_code(party.phone, purpose, typed))
        if not form.errors and _sign(request, form, purpose):
            return redirect("disputes:my")
    with transaction.atomic():
        party = followed_party(request)
        return _page(request, party, form) if party else redirect("disputes:follow")


def _sign(request: HttpRequest, form: CodeForm, purpose: str) -> bool:
    with transaction.atomic():
        party = followed_party(request)
        if party is None:
            return False
        sha256 = request.POST.get("sha256", "")
        evidence = {"code_for": purpose, "phone": party.masked_phone}
        return (
            attempt(form, lambda: sign_as_party(party, sha256=sha256, method="phone_code", evidence=evidence))
            is not None
        )
