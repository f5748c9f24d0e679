"""The deeds of a supervision case as their pages show them: what each is called, brings about, asks, and does."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.supervision import forms as f
from concord.apps.grassroots.supervision.models import Case
from concord.apps.grassroots.supervision.services import following, joining
from concord.core.people.models import Person

Do = Callable[[Case, Person, forms.Form], object]


def _plain(_case: Case) -> dict[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as its page shows it."""

    title: Promise
    effect: Promise
    form: Callable[..., forms.Form]
    do: Do
    more: Callable[[Case], dict[str, object]] = _plain


def _state(case: Case, by: Person, form: forms.Form) -> object:
    proof = form.cleaned_data["proof"]
    shown = (proof.name, proof.read()) if proof else None
    return following.state(case.pk, form.cleaned_data["words"], proof=shown, by=by)


DEEDS: dict[str, Deed] = {
    "order": Deed(
        _("Send a supervision order"),
        _("The body must act and answer in writing; an order that stays unanswered brings in the discipline body."),
        f.SupervisionOrderForm,
        lambda case, by, form: following.order(case.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
    "find": Deed(
        _("Note a finding"),
        _("The body reads it at once and may object within five working days; another body decides on that."),
        f.FindingForm,
        lambda case, by, form: following.find(case.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
    "bring-in": Deed(
        _("Bring in another supervisor"),
        _("It follows the case from now on, and is told why."),
        f.BodyForm,
        lambda case, by, form: joining.bring_in(case.pk, **form.cleaned_data, by=by),
        lambda case: {"bodies": joining.bodies_to_bring_in(case)},
    ),
    "close": Deed(
        _("Close the case"),
        _("Once late work is done, orders are answered and objections decided."),
        f.CloseCaseForm,
        lambda case, by, form: following.close(case.pk, **form.cleaned_data, by=by),
    ),
    "state": Deed(
        _("Say something for your body"),
        _("It stands in the case as you write it; all who follow the case read it."),
        f.StatementForm,
        _state,
    ),
}
