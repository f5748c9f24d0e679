"""The doors of the performance of contracts: what is not as promised, and what people do about it."""

from collections.abc import Callable

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.contracts.access import alarms_with, contracts_seen_by
from concord.apps.contracts.forms.performing import OrderForm, WordsForm
from concord.apps.contracts.models import Alarm
from concord.apps.contracts.selectors.performing import ALARM_DEEDS, alarm_page
from concord.apps.contracts.services import correcting
from concord.apps.contracts.views.frame import frame
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person

Do = Callable[[int, dict[str, object], Person], object]
DEEDS: dict[str, tuple[object, object, type[forms.Form], Do]] = {
    "explain": (
        _("Explain it"),
        _("Who supervises contracts judges the explanation."),
        WordsForm,
        lambda pk, told, by: correcting.explain_alarm(pk, str(told["words"]), by=by),
    ),
    "order": (
        _("Order a correction"),
        _("The body that handles the contract has to answer by the day."),
        OrderForm,
        lambda pk, told, by: correcting.order_correction(pk, **told, by=by, today=localdate()),  # type: ignore[arg-type]
    ),
    "answer": (
        _("Say what was corrected"),
        _("Who ordered it judges the answer."),
        WordsForm,
        lambda pk, told, by: correcting.answer_order(pk, str(told["words"]), by=by),
    ),
    "end": (
        _("End the alarm"),
        _("The explanation or the correction will do; your reason stands beside it."),
        WordsForm,
        lambda pk, told, by: correcting.end_alarm(pk, str(told["words"]), by=by),
    ),
}


@for_capability("see_contract")
@require_GET
def alarms(request: SignedInRequest) -> HttpResponse:
    """What is not as promised, in all contracts that one may read."""
    before, ended = request.GET.get("before", ""), bool(request.GET.get("all"))
    key = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    page = alarm_page(request.user, ended=ended, before=key)
    return render(request, "contracts/alarms.html", {"page": page, "ended": ended, "before": key})


@for_capability(*sorted({needs for needs, _states in ALARM_DEEDS.values()}))
@require_http_methods(["GET", "POST"])
def alarm_deed(request: SignedInRequest, alarm: int, name: str) -> HttpResponse:
    """One deed on an alarm."""
    if name not in DEEDS:
        raise Http404
    found: Alarm = get_object_or_404(alarms_with(request.user, ALARM_DEEDS[name][0]), pk=alarm)
    title, effect, asked, do = DEEDS[name]
    form = asked(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: do(alarm, form.cleaned_data, request.user)) is not None:
        return redirect("contracts:tab", found.contract_id, "performance")
    contract = contracts_seen_by(request.user).get(pk=found.contract_id)
    shown = {"form": form, "deed": {"title": title, "effect": effect}, "alarm": found}
    shown |= frame(request, contract, "performance")
    return render(request, "contracts/deed.html", shown, status=answer_code(form))
