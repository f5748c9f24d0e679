"""The desk's doors: the ledger, one contract with its parts, its deeds, and asking for one."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.contracts.access import bodies_requesting, contracts_seen_by
from concord.apps.contracts.forms.life import RequestForm
from concord.apps.contracts.models import Contract, Copy, Nature, Stage
from concord.apps.contracts.registers import registers
from concord.apps.contracts.selectors.evidence import grounds
from concord.apps.contracts.selectors.ledger import filter_from, ledger, totals
from concord.apps.contracts.selectors.oversight import FIGURES
from concord.apps.contracts.selectors.performing import alarms_of, instalments
from concord.apps.contracts.services.requesting import request_contract
from concord.apps.contracts.sheets import ledger_sheet
from concord.apps.contracts.views.deeds import DEEDS
from concord.apps.contracts.views.frame import TABS, frame
from concord.core.acts.selectors import told_to_staff
from concord.core.attempts import answer_code, attempt
from concord.core.papers.models import Paper
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.refusals import Refusal

# The part of the page on which somebody sees what a deed did.
LEADS_TO = {"payment": "performance", "event": "performance", "look-up": "registers"}
# What the filter form does not show, and keeps.
KEPT = ("place", "body", "figure", "year")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_capability("see_contract")
@require_GET
def contracts(request: SignedInRequest) -> HttpResponse:
    """The ledger, narrowed by what stands in the address."""
    by, today = filter_from(request.GET), localdate()
    try:
        page = ledger(request.user, by, today)
        shown: dict[str, object] = {"page": page, "totals": totals(request.user, by, today)}
    except ValueError as unsearchable:
        raise Refusal(str(unsearchable)) from unsearchable
    shown |= {"filter": by, "stages": Stage.choices, "natures": Nature.choices}
    if by.figure:
        why = grounds(request.user, by.figure, [one.pk for one in page.rows], today)
        for one in page.rows:
            one.grounds = why.get(one.pk, [])  # type: ignore[attr-defined]
    shown["kept"] = [(name, value) for name, value in by.told().items() if value and name in KEPT]
    shown["figure"], shown["may_oversee"] = FIGURES.get(by.figure), may(request.user, "oversee_contracts")
    shown["on_duty"] = may(request.user, "see_integrity")
    shown["may_request"] = may(request.user, "handle_contract")
    shown["may_keep"] = may(request.user, "keep_counsel")
    shown["is_counsel"] = may(request.user, "review_contract")
    return render(request, "contracts/list.html", shown)


@for_capability("see_contract")
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """The ledger as a spreadsheet."""
    content = ledger_sheet(request.user, filter_from(request.GET), localdate())
    response = HttpResponse(content, content_type=SHEET)
    response["Content-Disposition"] = 'attachment; filename="contracts.xlsx"'
    return response


@for_capability("handle_contract")
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """Ask for a contract."""
    form = RequestForm(request.POST or None, bodies=bodies_requesting(request.user))
    if form.is_valid():
        body = form.cleaned_data["body"].pk
        made = attempt(form, lambda: request_contract(form.asked(), body, by=request.user, today=localdate()))
        if made is not None:
            return redirect("contracts:detail", made.pk)
    return render(request, "contracts/ask.html", {"form": form}, status=answer_code(form))


def _parts(request: SignedInRequest, contract: Contract, tab: str) -> dict[str, object]:
    if tab == "reviews":
        reviews = contract.reviews.select_related("version", "task", "person", "organisation", "given_by")
        return {"reviews": reviews.order_by("-pk")}
    if tab == "plan":
        return {"steps": contract.plan.order_by("order"), "supplementary": _supplementary(contract)}
    if tab == "performance":
        return {
            "alarms": alarms_of(contract, request.user),
            "instalments": instalments(contract, localdate()),
            "payments": contract.payments.order_by("-on", "-pk"),
            "happenings": contract.happenings.order_by("-on", "-pk"),
        }
    if tab == "registers":
        return {"lookups": contract.lookups.order_by("-pk"), "connected": registers.companies is not None}
    if tab == "papers":
        versions = contract.versions.select_related("paper", "added_by").order_by("-number")
        copy = Copy.objects.filter(contract=contract).select_related("paper").first()
        return {"papers": Paper.objects.filter(matter=contract.pk).order_by("-pk"), "versions": versions, "copy": copy}
    return {"story": told_to_staff(contract.pk)}


def _supplementary(contract: Contract) -> list[Contract]:
    return list(contract.supplementary.select_related("matter").order_by("pk"))


@for_capability("see_contract")
@require_GET
def detail(request: SignedInRequest, pk: int, tab: str = "story") -> HttpResponse:
    """One contract, one part of it."""
    if tab not in TABS:
        raise Http404
    contract = get_object_or_404(contracts_seen_by(request.user), pk=pk)
    shown = frame(request, contract, tab) | _parts(request, contract, tab)
    return render(request, f"contracts/{tab}.html", shown)


@for_capability("handle_contract", "approve_contract", "seal_contract")
@require_http_methods(["GET", "POST"])
def deed(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One deed on a contract."""
    if name not in DEEDS:
        raise Http404
    chosen, contract = DEEDS[name], get_object_or_404(contracts_seen_by(request.user), pk=pk)
    sent, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = chosen.form(sent, files, initial=chosen.initial(contract))
    if form.is_valid() and (done := attempt(form, lambda: chosen.do(contract, request.user, form))) is not None:
        if name == "upload":
            return redirect("contracts:text", pk)
        if tab := LEADS_TO.get(name):
            return redirect("contracts:tab", pk, tab)
        return redirect("contracts:detail", done.pk if isinstance(done, Contract) else pk)
    shown = frame(request, contract) | {"form": form, "deed": chosen}
    return render(request, "contracts/deed.html", shown, status=answer_code(form))
