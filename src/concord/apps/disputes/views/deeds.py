"""The deeds of staff on one dispute that need one form: a table, so that they can be read side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from concord.apps.disputes.forms import staff
from concord.apps.disputes.forms.resident import OfferForm, ReasonForm
from concord.apps.disputes.models import Dispute
from concord.apps.disputes.selectors.detail import open_contest
from concord.apps.disputes.selectors.similar import joinable_item
from concord.apps.disputes.services import ending, following_up, joining, mediation, settlement, triage
from concord.apps.disputes.views.desk import fetch, frame
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person

Do = Callable[[Dispute, Person, forms.Form], object]


class NothingToType(forms.Form):
    """A deed that needs a decision and no words."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as its page shows it: what it is called, what it brings about, what is typed, what is done."""

    title: Promise
    effect: Promise
    form: type[forms.Form]
    do: Do
    grave: bool = False

    def form_for(self, dispute: Dispute, request: SignedInRequest) -> forms.Form:
        """The form, filled where the dispute already says it."""
        needs_dispute = (staff.DepartmentForm, staff.ContestForm, staff.BoundaryForm)
        data = request.POST if request.method == "POST" else None
        if issubclass(self.form, needs_dispute):
            return self.form(data, dispute=dispute)
        said = {"item": joinable_item(dispute), **request.GET.dict()}
        initial = {name: said[name] for name in self.form.base_fields if name in said}
        return self.form(data, initial=initial)


def _boundary(dispute: Dispute, by: Person, form: forms.Form) -> object:
    contest = open_contest(dispute)
    if contest is None:
        raise Http404
    return triage.decide_boundary(contest.pk, **form.cleaned_data, by=by, today=localdate())


DEEDS: dict[str, Deed] = {
    "refuse": Deed(
        _("Send to another door"),
        _("The resident is told why, and which door is the right one."),
        staff.RefuseForm,
        lambda dispute, by, form: triage.refuse_dispute(dispute.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
    "join": Deed(
        _("Join to another dispute"),
        _("Both are handled as one; the residents' codes lead to it."),
        staff.JoinForm,
        lambda dispute, by, form: joining.join_disputes(dispute.pk, **form.cleaned_data, by=by),
    ),
    "department": Deed(
        _("Send to a department"),
        _("It leads from now on and answers within 15 working days."),
        staff.DepartmentForm,
        lambda dispute, by, form: triage.send_to_department(
            dispute.pk,
            lead=form.cleaned_data["lead"],
            joint=list(form.cleaned_data["joint"]),
            way=form.cleaned_data["way"],
            by=by,
            today=localdate(),
        ),
    ),
    "resolve": Deed(
        _("Answer and close"),
        _("The resident reads the answer, rates it, and may object once."),
        staff.AnswerForm,
        lambda dispute, by, form: triage.resolve_by_department(dispute.pk, answer=form.cleaned_data["answer"], by=by),
    ),
    "contest": Deed(
        _("Not our duty"),
        _("The coordinator decides within two working days; until then it stays with you."),
        staff.ContestForm,
        lambda dispute, by, form: triage.contest_routing(dispute.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
    "boundary": Deed(
        _("Decide whose duty it is"),
        _("That body leads from now on, and its time begins."),
        staff.BoundaryForm,
        _boundary,
    ),
    "take-up": Deed(
        _("Take it up"),
        _("Mediation begins today and lasts at most 30 days (在线调解规则 art. 24)."),
        NothingToType,
        lambda dispute, by, form: mediation.take_up(dispute.pk, by=by, today=localdate()),
    ),
    "decline": Deed(
        _("I cannot take it"),
        _("It goes back to the coordinator, who chooses again."),
        ReasonForm,
        lambda dispute, by, form: mediation.decline(
            dispute.pk, reason=form.cleaned_data["reason"], by=by, today=localdate()
        ),
    ),
    "reach": Deed(
        _("Reach a party"),
        _("They get a message with a code of their own, to take part."),
        staff.ReachForm,
        lambda dispute, by, form: mediation.reach_party(dispute.pk, **form.cleaned_data, by=by),
    ),
    "appointment": Deed(
        _("Make an appointment"),
        _("Both sides are told at once."),
        staff.AppointmentForm,
        lambda dispute, by, form: mediation.make_appointment(dispute.pk, **form.cleaned_data, by=by),
    ),
    "offer": Deed(
        _("Make a proposal"),
        _("Both sides read it and can answer; it binds nobody."),
        OfferForm,
        lambda dispute, by, form: mediation.propose_as_mediator(
            dispute.pk,
            terms=form.cleaned_data["terms"],
            amount=form.cleaned_data["amount"],
            pay_by=form.cleaned_data["pay_by"],
            by=by,
        ),
    ),
    "recall": Deed(
        _("Recall the draft"),
        _("Signatures given so far lose their object; mediation goes on."),
        ReasonForm,
        lambda dispute, by, form: settlement.recall_settlement(dispute.pk, reason=form.cleaned_data["reason"], by=by),
        grave=True,
    ),
    "sign": Deed(
        _("Sign as mediator"),
        _("The settlement takes effect today and binds both sides."),
        NothingToType,
        lambda dispute, by, form: settlement.sign_as_mediator(dispute.pk, by=by, today=localdate()),
    ),
    "end": Deed(
        _("End without agreement"),
        _("Both sides are told, with the doors that are open to them. This cannot be undone."),
        staff.EndForm,
        lambda dispute, by, form: ending.end_mediation(dispute.pk, reason=form.cleaned_data["reason"], by=by),
        grave=True,
    ),
    "visit": Deed(
        _("Note the visit"),
        _("What you write stays with the dispute; the parties do not read it."),
        staff.VisitForm,
        lambda dispute, by, form: following_up.note_visit(dispute.pk, **form.cleaned_data, by=by),
    ),
    "objection": Deed(
        _("Answer the objection"),
        _("The resident reads it. Reopening puts the dispute back to choosing a mediator."),
        staff.ObjectionForm,
        lambda dispute, by, form: ending.decide_objection(dispute.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
}


@for_capability("see_dispute")
@require_http_methods(["GET", "POST"])
def deed(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One deed on one dispute: what it brings about, its form, and back to the dispute."""
    if name not in DEEDS:
        raise Http404
    chosen, dispute = DEEDS[name], fetch(request, pk)
    form = chosen.form_for(dispute, request)
    if form.is_valid() and attempt(form, lambda: chosen.do(dispute, request.user, form)) is not None:
        return redirect("disputes:detail", pk)
    shown = frame(request, fetch(request, pk), "story") | {"form": form, "deed": chosen, "name": name}
    return render(request, "disputes/desk/deed.html", shown, status=answer_code(form))
