"""The doors of those affected: the list with its progress, and the deeds that help them."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.insight.warnings.access import warnings_judged_by
from concord.apps.insight.warnings.forms import FileForm, OfferForm
from concord.apps.insight.warnings.models import Affected
from concord.apps.insight.warnings.selectors.people import people_of, progress_of
from concord.apps.insight.warnings.services import helping
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as its page shows it."""

    title: Promise
    effect: Promise
    form: type[forms.Form]
    do: Callable[[int, forms.Form, Person], object]


DEEDS: dict[str, Deed] = {
    "list": Deed(
        _("List people affected"),
        _("A table with the columns 姓名, 电话 and, where it is known, 金额. Who is listed already stays as they are."),
        FileForm,
        lambda pk, form, by: helping.list_people(pk, helping.people_in(form.cleaned_data["file"].read()), by=by),
    ),
    "offer": Deed(
        _("Offer a solution"),
        _("To all who have not settled; what they said before is asked anew."),
        OfferForm,
        lambda pk, form, by: helping.offer_solution(pk, form.cleaned_data["words"], by=by),
    ),
    "answers": Deed(
        _("Note answers"),
        _("A table with the columns 姓名, 电话, 答复 (接受 or 不接受) and, where wanted, 说明."),
        FileForm,
        lambda pk, form, by: helping.note_answers(pk, helping.answers_in(form.cleaned_data["file"].read()), by=by),
    ),
}


@for_capability("judge_warning")
@require_GET
def people(request: SignedInRequest, pk: int) -> HttpResponse:
    """Those affected, what they were offered and what they answered."""
    warning = get_object_or_404(warnings_judged_by(request.user), pk=pk)
    after, answer = request.GET.get("after", ""), request.GET.get("answer", "")
    key = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    chosen = answer if answer in Affected.Answer.values else ""
    shown = {
        "warning": warning,
        "matter": warning.matter,
        "progress": progress_of(warning),
        "page": people_of(warning, chosen, key),
        "answer": chosen,
        "answers": Affected.Answer.choices,
        "after": key,
        "offers": warning.offers.select_related("by").order_by("-pk")[:20],
        "deeds": [(name, deed.title) for name, deed in DEEDS.items()],
    }
    return render(request, "warnings/people.html", shown)


@for_capability("judge_warning")
@require_http_methods(["GET", "POST"])
def deed(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One deed for those affected."""
    if name not in DEEDS:
        raise Http404
    chosen, warning = DEEDS[name], get_object_or_404(warnings_judged_by(request.user), pk=pk)
    told = (request.POST, request.FILES) if request.method == "POST" else ()
    form = chosen.form(*told)
    if form.is_valid() and attempt(form, lambda: chosen.do(pk, form, request.user)) is not None:
        return redirect("warnings:people", pk)
    shown = {"warning": warning, "matter": warning.matter, "form": form, "title": chosen.title, "effect": chosen.effect}
    return render(request, "warnings/deed.html", shown, status=answer_code(form))
