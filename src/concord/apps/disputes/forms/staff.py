"""What staff type."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from concord.apps.disputes.forms.resident import WhatForm, phone_in
from concord.apps.disputes.kinds import named
from concord.apps.disputes.models import Appointment, Channel, Dispute
from concord.apps.disputes.proposals import propose_bodies
from concord.apps.disputes.selectors.detail import open_contest
from concord.apps.disputes.selectors.mediators import Candidate
from concord.apps.disputes.selectors.similar import joinable_item
from concord.apps.disputes.services.ending import REASONS
from concord.apps.disputes.services.following_up import FINDINGS
from concord.apps.disputes.services.triage import WAYS
from concord.core.matters.models import Party
from concord.core.people.forms import PlaceField
from concord.core.people.models import Organisation
from concord.engines.text.taxonomy import taxonomy

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HANDLERS = [Organisation.Kind.DEPARTMENT, Organisation.Kind.TOWNSHIP, Organisation.Kind.CENTRE]


class DeskReportForm(WhatForm):
    """A report taken down by staff for someone at the window or on the phone."""

    field_order = ("name", "phone", "identity_number", "words", "place", "respondent")
    name = forms.CharField(label=_("Name of the resident"), max_length=80)
    phone = forms.CharField(label=_("Phone of the resident"), widget=forms.TextInput(attrs={"type": "tel"}))
    respondent_phone = forms.CharField(label=_("Phone of the other side"), max_length=20, required=False)
    identity_number = forms.CharField(label=_("Identity number (if shown)"), max_length=18, required=False)
    channel = forms.ChoiceField(
        label=_("How it came"), choices=[(Channel.WINDOW, _("at the window")), (Channel.HOTLINE, _("by phone"))]
    )
    people_affected = forms.IntegerField(
        label=_("People affected"), min_value=1, max_value=100_000, initial=1, required=False
    )

    def clean_phone(self) -> str:
        """The number in one form."""
        return phone_in(self)


def item_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The 84 items under their 21 categories, for a select."""
    return [
        (f"{category.id} {named(category)}", [(item.id, f"{item.id} {named(item)}") for item in category.items])
        for category in taxonomy().categories
    ]


class TriageForm(forms.Form):
    """What a person decides about a report."""

    item = forms.ChoiceField(label=_("Kind of dispute"), choices=item_choices)
    place = PlaceField(label=_("Place"))
    tags = forms.CharField(label=_("Tags"), required=False)


class RefuseForm(forms.Form):
    """Why a report goes to another door, and which."""

    item = forms.ChoiceField(label=_("Kind of dispute"), choices=item_choices)
    reason = forms.CharField(
        label=_("Why, in words the resident understands"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    door = forms.CharField(label=_("The right door"), max_length=200)


class AnswerForm(forms.Form):
    """An answer that the resident will read."""

    answer = forms.CharField(
        label=_("Answer to the resident"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000
    )


class AppointmentForm(forms.Form):
    """When and where to meet."""

    starts_at = forms.DateTimeField(
        label=_("From"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    ends_at = forms.DateTimeField(
        label=_("To"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    way = forms.ChoiceField(label=_("How"), choices=Appointment.Way.choices)
    where = forms.CharField(label=_("Where"), max_length=160, required=False)


class ReachForm(forms.Form):
    """A party who was not named yet, or how a named one can be reached."""

    side = forms.ChoiceField(label=_("Side"), choices=Party.Side.choices)
    name = forms.CharField(label=_("Name"), max_length=160)
    phone = forms.CharField(label=_("Mobile number"), widget=forms.TextInput(attrs={"type": "tel"}))
    party_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_phone(self) -> str:
        """The number in one form."""
        return phone_in(self)


class TermsForm(forms.Form):
    """The words of a settlement; its promises come beside it."""

    terms = forms.CharField(label=_("What was agreed"), widget=forms.Textarea(attrs={"rows": 8}), max_length=8000)


class PromiseForm(forms.Form):
    """One thing promised."""

    what = forms.CharField(label=_("What"), max_length=200)
    amount = forms.DecimalField(label=_("Amount (yuan)"), required=False, max_digits=15, decimal_places=2)
    due_on = forms.DateField(label=_("By when"), widget=DAY)


PromiseFormSet = forms.formset_factory(PromiseForm, extra=1, max_num=60, absolute_max=60)


class EndForm(forms.Form):
    """Why a mediation ends without agreement."""

    reason = forms.ChoiceField(label=_("Why it ends"), choices=lambda: [(k, v) for k, v in REASONS.items()])


class VisitForm(forms.Form):
    """What a visit after the end has shown."""

    finding = forms.ChoiceField(label=_("What the visit has shown"), choices=lambda: list(FINDINGS.items()))
    words = forms.CharField(
        label=_("Whom you spoke with, and what they said"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000
    )


class RevealForm(forms.Form):
    """What to unmask, and for what purpose; the look is recorded."""

    party = forms.IntegerField(widget=forms.HiddenInput)
    purpose = forms.CharField(label=_("What do you need it for? This look is recorded."), max_length=200, min_length=4)


def handlers_near(dispute: Dispute) -> QuerySet[Organisation]:
    """The departments and township platforms of the county in which a dispute lies."""
    county = dispute.matter.place_id[:6]
    return Organisation.objects.filter(kind__in=HANDLERS, place__code__startswith=county).order_by("kind", "name")


class DepartmentForm(forms.Form):
    """Which body leads, which join, and in what way; filled with what the machine proposes."""

    lead = forms.ModelChoiceField(Organisation.objects.none(), label=_("Who leads"))
    joint = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Who joins"), required=False, widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(label=_("In what way they join"), choices=list(WAYS.items()), required=False)

    def __init__(self, *args: object, dispute: Dispute, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        bodies = handlers_near(dispute)
        self.fields["lead"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["joint"].queryset = bodies  # type: ignore[attr-defined]
        proposed = propose_bodies(joinable_item(dispute), dispute.matter.place_id)
        leads = [one.organisation.pk for one in proposed if one.part == "lead"]
        joins = [one.organisation.pk for one in proposed if one.part != "lead"]
        self.initial = {"lead": leads[0] if leads else None, "joint": joins}


class ContestForm(forms.Form):
    """Why a dispute is not this department's duty, and whose it may be."""

    reason = forms.CharField(
        label=_("Why it is not your duty"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    points_to = forms.ModelChoiceField(Organisation.objects.none(), label=_("Whose duty it is"), required=False)

    def __init__(self, *args: object, dispute: Dispute, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["points_to"].queryset = handlers_near(dispute)  # type: ignore[attr-defined]


class BoundaryForm(forms.Form):
    """Whose duty a contested dispute is."""

    responsible = forms.ModelChoiceField(Organisation.objects.none(), label=_("Who is responsible"))
    decision = forms.CharField(label=_("On what ground"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def __init__(self, *args: object, dispute: Dispute, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.contest = open_contest(dispute)
        self.fields["responsible"].queryset = handlers_near(dispute)  # type: ignore[attr-defined]


class ObjectionForm(forms.Form):
    """What is answered to an objection."""

    upheld = forms.TypedChoiceField(
        label=_("What follows"),
        choices=[("yes", _("Reopen the dispute")), ("no", _("The result stays"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer to the resident"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000
    )


class MediatorForm(forms.Form):
    """Which mediator of which committee."""

    mediator = forms.ChoiceField(
        label=_("Mediator"),
        error_messages={"required": _("Choose a mediator."), "invalid_choice": _("Choose a mediator of the list.")},
    )

    def __init__(self, *args: object, offered: list[Candidate], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.offered = {one.value: one for one in offered if not one.against}
        self.fields["mediator"].choices = [(value, value) for value in self.offered]  # type: ignore[attr-defined]

    def clean_mediator(self) -> Candidate:
        """The candidate chosen."""
        return self.offered[self.cleaned_data["mediator"]]


class PosterForm(forms.Form):
    """Where a QR code hangs, and what it may say in advance."""

    place = PlaceField(label=_("Where it hangs"))
    hangs_on = forms.CharField(
        label=_("On what (if anything)"), help_text=_("This building site, this lift …"), max_length=120, required=False
    )
    topic = forms.ChoiceField(label=_("Kind of dispute (if only one)"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["topic"].choices = [("", _("any")), *item_choices()]  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """With which other dispute this one is handled."""

    number = forms.CharField(label=_("Number of the other dispute"), max_length=32)
    reason = forms.CharField(label=_("What shows that it is the same"), max_length=300)
