"""The deeds of a consultation as their pages show them: what each is called, brings about, asks, and does."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.consultation import forms as f
from concord.apps.grassroots.consultation.access import forces_bookable_by
from concord.apps.grassroots.consultation.models import Consultation, Participant
from concord.apps.grassroots.consultation.selectors.detail import proposed_for
from concord.apps.grassroots.consultation.services import deciding, ending, inviting, meeting, pool
from concord.core.people.models import Organisation, Person

Do = Callable[[Consultation, Person, forms.Form], object]
More = Callable[[Consultation, Person], dict[str, object]]


def _nothing(_consultation: Consultation, _person: Person) -> dict[str, object]:
    return {}


def _invited(consultation: Consultation, _person: Person) -> dict[str, object]:
    near = Organisation.objects.filter(place__code__startswith=consultation.matter.county)
    asked = consultation.participants.values("organisation")
    return {"proposed": proposed_for(consultation), "others": near.exclude(pk__in=asked).order_by("kind", "name")}


def _taking_part(consultation: Consultation, _person: Person) -> dict[str, object]:
    there = consultation.participants.exclude(answer=Participant.Answer.DECLINED)
    return {"bodies": Organisation.objects.filter(pk__in=there.values("organisation")).order_by("name")}


def _to_leave(consultation: Consultation, _person: Person) -> dict[str, object]:
    """Those who may go: not who leads, and nobody who is to carry something out."""
    bound = consultation.decisions.values("organisation")
    there = consultation.participants.exclude(organisation=consultation.matter.lead).exclude(organisation__in=bound)
    return {"participants": there.select_related("organisation").order_by("pk")}


def _bookable(_consultation: Consultation, person: Person) -> dict[str, object]:
    return {"forces": forces_bookable_by(person).order_by("kind", "pk")}


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as its page shows it."""

    title: Promise
    effect: Promise
    form: Callable[..., forms.Form]
    do: Do
    more: More = _nothing


def _invite(consultation: Consultation, by: Person, form: forms.Form) -> object:
    told = form.cleaned_data
    chosen = list(told.get("bodies") or []) + list(told["others"])
    why = {one.organisation.pk: one.reason for one in proposed_for(consultation)}
    for body in chosen:
        inviting.invite(consultation.pk, [body], reason=why.get(body.pk, told["reason"]), by=by)
    return consultation if chosen else inviting.invite(consultation.pk, [], by=by)


def _book(consultation: Consultation, by: Person, form: forms.Form) -> object:
    told = dict(form.cleaned_data)
    return pool.book(consultation.pk, told.pop("force").pk, **told, by=by)


DEEDS: dict[str, Deed] = {
    "invite": Deed(
        _("Ask bodies to take part"),
        _("They see the consultation from now on, and are told of it."),
        f.InviteForm,
        _invite,
        _invited,
    ),
    "leave-out": Deed(
        _("Ask a body no longer"),
        _("It no longer sees the consultation; that it was asked stays in the story."),
        f.LeaveOutForm,
        lambda one, by, form: inviting.leave_out(one.pk, form.cleaned_data["participant"].pk, by=by),
        _to_leave,
    ),
    "begin": Deed(
        _("Begin"),
        _("The meeting is open; minutes can be written and decisions made."),
        f.NothingForm,
        lambda one, by, form: meeting.begin_meeting(one.pk, by=by),
    ),
    "minutes": Deed(
        _("Write the minutes"),
        _("All who take part read them and may remark on them until they are confirmed."),
        f.MinutesForm,
        lambda one, by, form: meeting.write_minutes(one.pk, form.cleaned_data["text"], by=by),
    ),
    "confirm": Deed(
        _("Confirm the minutes"),
        _("From then on they stay as they are; remarks stay beside them."),
        f.NothingForm,
        lambda one, by, form: meeting.confirm_minutes(one.pk, by=by),
    ),
    "decide": Deed(
        _("Note a decision"),
        _("It becomes a task of the body, with lights; a red one is supervised."),
        f.DecisionForm,
        lambda one, by, form: deciding.decide(one.pk, **form.cleaned_data, by=by, today=localdate()),
        _taking_part,
    ),
    "opinion": Deed(
        _("Note what those concerned say"),
        _("Whose last word is no keeps it from being solved."),
        f.OpinionForm,
        lambda one, by, form: deciding.record_opinion(one.pk, **form.cleaned_data, by=by),
    ),
    "book": Deed(
        _("Book someone of the pool"),
        _("They are told, see the consultation, and answer whether they come."),
        f.BookForm,
        _book,
        _bookable,
    ),
    "solved": Deed(
        _("Solved"),
        _("It ends; the matter that it was about learns what came of it."),
        f.OutcomeForm,
        lambda one, by, form: ending.end_solved(one.pk, form.cleaned_data["outcome"], by=by),
    ),
    "move-up": Deed(
        _("Move up a level"),
        _("A consultation of the next level is called, with all papers and all who take part; this one ends."),
        f.ReasonForm,
        lambda one, by, form: ending.move_up(one.pk, form.cleaned_data["reason"], by=by, today=localdate()),
    ),
    "unsolved": Deed(
        _("End it unsolved"),
        _("It ends; what was not carried out ends with it."),
        f.OutcomeForm,
        lambda one, by, form: ending.end_unsolved(one.pk, form.cleaned_data["outcome"], by=by),
    ),
}
