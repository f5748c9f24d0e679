"""Models: offer one, compare it, put it in force or go back; and answers taken out to train one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from concord.apps.insight.classes.forms import OfferForm, SwitchForm
from concord.apps.insight.classes.selectors.models import models_page
from concord.apps.insight.classes.services.learning import offer_model, switch_model, take_corrections
from concord.core.attempts import answer_code, attempt
from concord.core.people.access import may, require
from concord.core.people.doors import SignedInRequest, for_capability


def _page(request: SignedInRequest, offer: OfferForm, reason: SwitchForm) -> HttpResponse:
    told = {
        "page": models_page(request.user),
        "offer": offer,
        "reason": reason,
        "may_switch": may(request.user, "switch_classifier"),
    }
    status = max(answer_code(offer), answer_code(reason))
    return render(request, "classes/models.html", told, status=status)


@for_capability("watch_classifier")
@require_http_methods(["GET", "POST"])
def models(request: SignedInRequest) -> HttpResponse:
    """The models with their comparison; on a file, one more."""
    form = OfferForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        require(request.user, "switch_classifier")
        if form.is_valid():
            content = form.cleaned_data["file"].read()
            if attempt(form, lambda: offer_model(content=content, by=request.user)) is not None:
                return redirect("classes:models")
    return _page(request, form, SwitchForm())


@for_capability("switch_classifier")
@require_POST
def switch(request: SignedInRequest) -> HttpResponse:
    """Put a model in force, or the shipped one again."""
    form, said = SwitchForm(request.POST), request.POST.get("model", "")
    key = int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: switch_model(key, reason=reason, by=request.user)) is not None:
            return redirect("classes:models")
    return _page(request, OfferForm(), form)


@for_capability("take_corrections")
@require_POST
def corrections(request: SignedInRequest) -> HttpResponse:
    """The answers as JSON lines, what identifies people hidden."""
    response = HttpResponse(take_corrections(by=request.user), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="corrections.jsonl"'
    return response
