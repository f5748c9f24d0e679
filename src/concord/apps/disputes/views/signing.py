"""Read and sign a settlement, as a party, with a code sent to one's own phone (D6)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from concord.apps.disputes.access import dispute_followed
from concord.apps.disputes.forms.resident import CodeForm
from concord.apps.disputes.models import Settlement
from concord.apps.disputes.selectors.following import live_settlement, party_page
from concord.apps.disputes.services.settlement import next_signer, sign_as_party, signers_in_order
from concord.apps.disputes.views.following import for_party
from concord.core.attempts import answer_code, attempt
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


@require_http_methods(["GET", "POST"])
@for_party
def my_settlement(request: HttpRequest, party: Party) -> HttpResponse:
    """Read the settlement; with the code from the phone, sign it."""
    form = CodeForm(request.POST or None)
    settlement = live_settlement(dispute_followed(party))
    if settlement is not None and form.is_valid():
        purpose, sha256 = purpose_of(settlement, party), request.POST.get("sha256", "")
        evidence = {"code_for": purpose, "phone": party.masked_phone}
        attempt(form, lambda: check_phone_code(party.phone, purpose, form.cleaned_data["phone_code"]))
        if not form.errors:
            attempt(form, lambda: sign_as_party(party, sha256=sha256, method="phone_code", evidence=evidence))
        if not form.errors:
            return redirect("disputes:my")
    return _page(request, party, form)
