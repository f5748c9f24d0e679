"""The doors of the text: its screening, answers to findings, the Word files that come back, comparison, drafting."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.contracts.access import contracts_seen_by, findings_answered_by
from concord.apps.contracts.forms.review import AnswerForm, FieldsForm
from concord.apps.contracts.models import Contract, Copy, Version
from concord.apps.contracts.returned import COMMENTED, WORD, returned
from concord.apps.contracts.selectors import compare as comparing
from concord.apps.contracts.selectors.detail import capabilities_held
from concord.apps.contracts.selectors.screen import asked_from, screen_page
from concord.apps.contracts.services.answering import answer_finding
from concord.apps.contracts.services.drafting import draft_from_form, form_of, known_fields
from concord.apps.contracts.services.screening import CHANGING, screen_again
from concord.apps.contracts.services.steps import latest
from concord.apps.contracts.views.frame import frame
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability
from concord.engines.review.modelform import forms as model_forms


def version_of(contract: Contract, number: int | None) -> Version | None:
    """A version by its number, else the newest; a number that there is not does not exist (404)."""
    if number is None:
        return latest(contract)
    return get_object_or_404(contract.versions.select_related("paper"), number=number)


@for_capability("see_contract")
@require_GET
def text(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponse:
    """A version of the text with what its screening found."""
    contract = get_object_or_404(contracts_seen_by(request.user), pk=pk)
    return render(request, "contracts/text.html", _text(request, contract, version_of(contract, number)))


def _text(request: SignedInRequest, contract: Contract, version: Version | None) -> dict[str, object]:
    """A version with its findings, and what this person may do with them."""
    asked = asked_from(request.GET)
    shown = frame(request, contract, "text") | {"asked": asked, "version": version}
    if version is None:
        return shown
    held, newest = capabilities_held(contract, request.user), latest(contract)
    return shown | {
        "screen": screen_page(version, asked),
        "versions": contract.versions.order_by("-number"),
        "is_newest": newest is not None and newest.pk == version.pk,
        "may_answer": bool(held & {"handle_contract", "override_finding"}),
        "may_override": "override_finding" in held,
        "may_screen": "handle_contract" in held and contract.matter.stage in CHANGING,
    }


@for_capability("handle_contract", "override_finding")
@require_POST
def answer(request: SignedInRequest, finding: int) -> HttpResponse:
    """Answer a finding, and return to it; refused, the page shows why, with the words that were typed."""
    found = get_object_or_404(findings_answered_by(request.user).select_related("version__paper"), pk=finding)
    form, contract = AnswerForm(request.POST), contracts_seen_by(request.user).get(pk=found.version.contract_id)
    told = form.cleaned_data if form.is_valid() else None
    if told is not None and attempt(form, lambda: answer_finding(finding, **told, by=request.user)) is not None:
        return redirect(f"{reverse('contracts:text', args=[contract.pk])}#f{finding}")
    shown = _text(request, contract, found.version) | {"refused": finding, "form": form}
    return render(request, "contracts/text.html", shown, status=answer_code(form))


@for_capability("handle_contract")
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Screen the newest version anew."""
    screen_again(pk, by=request.user)
    return redirect("contracts:text", pk)


@for_capability("see_contract")
@require_GET
def word(request: SignedInRequest, pk: int, number: int, way: str = COMMENTED) -> HttpResponse:
    """The Word file of a version with comments, or with tracked changes."""
    contract = get_object_or_404(contracts_seen_by(request.user), pk=pk)
    version = version_of(contract, number)
    if version is None:
        raise Http404
    made = returned(version, way)
    response = HttpResponse(made.content, content_type=WORD)
    response["Content-Disposition"] = content_disposition_header(True, made.filename) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@for_capability("see_contract")
@require_GET
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """The newest version against the model form, the award, another version, or the signed copy."""
    contract = get_object_or_404(contracts_seen_by(request.user), pk=pk)
    version = latest(contract)
    shown = frame(request, contract, "compare") | {"version": version}
    if version is not None and version.state == Version.State.SCREENED:
        shown |= _compared(contract, version, request.GET.get("with", ""))
    return render(request, "contracts/compare.html", shown)


def _compared(contract: Contract, version: Version, asked: str) -> dict[str, object]:
    others = list(contract.versions.filter(state=Version.State.SCREENED).exclude(pk=version.pk).order_by("-number"))
    copy = Copy.objects.filter(contract=contract).select_related("version__paper", "paper").first()
    chosen = asked or _usual(others, copy)
    told: dict[str, object] = {"others": others, "copy": copy, "chosen": chosen, "has_form": form_of(contract)}
    if chosen == comparing.AWARD:
        return told | {"rows": comparing.with_award(version)}
    if chosen == comparing.SIGNED and copy is not None:
        return told | {"compared": comparing.with_signed(copy)}
    other = next((one for one in others if str(one.number) == chosen), None)
    if other is not None:
        return told | {"compared": comparing.with_version(version, other)}
    return told | {"chosen": comparing.FORM, "compared": comparing.with_form(version)}


def _usual(others: list[Version], copy: Copy | None) -> str:
    """What people want to see first: the signed copy, the version before, the model form."""
    if copy is not None:
        return comparing.SIGNED
    return str(others[0].number) if others else comparing.FORM


@for_capability("handle_contract")
@require_http_methods(["GET", "POST"])
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft a version from a model form."""
    contract = get_object_or_404(contracts_seen_by(request.user), pk=pk)
    every = model_forms()
    chosen = every.get(request.GET.get("form", "")) or form_of(contract) or next(iter(every.values()))
    told = request.POST if request.method == "POST" else None
    form: forms.Form = FieldsForm(told, form=chosen, initial=known_fields(contract) | contract.form_fields)
    if isinstance(form, FieldsForm) and form.is_valid():
        given = form.given()
        if attempt(form, lambda: draft_from_form(pk, chosen.id, given, by=request.user)) is not None:
            return redirect("contracts:text", pk)
    shown = frame(request, contract) | {"form": form, "chosen": chosen, "model_forms": list(every.values())}
    return render(request, "contracts/draft.html", shown, status=answer_code(form))
