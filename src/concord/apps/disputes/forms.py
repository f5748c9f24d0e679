"""The shape of what people type about disputes."""

from datetime import date
from typing import ClassVar

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.apps.disputes.models import Appointment
from concord.apps.disputes.services.ending import REASONS
from concord.core.matters.models import Party
from concord.core.notices.phone_codes import clean_phone
from concord.core.people.forms import PlaceField
from concord.core.refusals import Refusal
from concord.engines.text.taxonomy import taxonomy

MOST_WORDS = 5000


def _phone(form: forms.Form) -> str:
    typed = form.cleaned_data.get("phone", "")
    if not typed:
        return ""
    try:
        return clean_phone(typed)
    except Refusal as refusal:
        raise forms.ValidationError(str(refusal)) from refusal


class WhatForm(forms.Form):
    """Step 1: what happened, and where."""

    words = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words: who, what, when, and what you want. You need not know any legal terms."),
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": MOST_WORDS}),
        min_length=4,
        max_length=MOST_WORDS,
        error_messages={
            "required": _("Tell us what happened, in a sentence or two."),
            "min_length": _("Tell us a little more, so that we can help."),
            "max_length": _("Up to 5,000 characters, please. Send longer texts as a file."),
        },
    )
    place = PlaceField(
        label=_("Where did it happen?"),
        help_text=_("Town, street or village"),
        error_messages={"required": _("Choose the town, street or village.")},
    )
    happened_on = forms.DateField(
        label=_("When did it happen?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("This day does not exist. Write it like 2026-03-15.")},
    )
    respondent = forms.CharField(
        label=_("Who is it with?"),
        help_text=_("A person, company, neighbour … Leave it empty if you do not know."),
        max_length=160,
        required=False,
    )
    amount = forms.DecimalField(
        label=_("Is money owed? How much, in yuan?"), required=False, min_value=0, max_digits=15, decimal_places=2
    )
    latitude = forms.DecimalField(
        widget=forms.HiddenInput, required=False, min_value=-90, max_value=90, max_digits=20, decimal_places=16
    )
    longitude = forms.DecimalField(
        widget=forms.HiddenInput, required=False, min_value=-180, max_value=180, max_digits=20, decimal_places=16
    )

    def clean_happened_on(self) -> date | None:
        """Refuse a day that lies ahead."""
        day: date | None = self.cleaned_data["happened_on"]
        if day and day > localdate():
            raise forms.ValidationError(_("This day lies ahead. When did it happen?"))
        return day


class WhoForm(forms.Form):
    """Step 2: who reports, and how to reach them."""

    name = forms.CharField(
        label=_("Your name"), max_length=80, error_messages={"required": _("How may we call you?")}
    )
    phone = forms.CharField(
        label=_("Your mobile number"),
        help_text=_("We send a code to it now, and tell you there about each step. The other side does not see it."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("We need a number to reach you.")},
    )

    def clean_phone(self) -> str:
        """The number in one form."""
        return _phone(self)


class CodeForm(forms.Form):
    """The six digits that came to the phone."""

    phone_code = forms.CharField(
        label=_("The six digits we sent to your phone"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Enter the six digits from the message.")},
    )


class FollowForm(forms.Form):
    """A follow code."""

    code = forms.CharField(
        label=_("Your follow code"),
        help_text=_("Twelve letters and digits, like 7K3M-Q2XH-94TC. It stands in the message we sent you."),
        max_length=40,
        error_messages={"required": _("Enter your code.")},
    )


class DeskReportForm(WhatForm):
    """A report taken down by staff for someone at the window or on the phone."""

    field_order: ClassVar[list[str]] = ["name", "phone", "identity_number", "words", "place", "respondent"]
    name = forms.CharField(label=_("Name of the resident"), max_length=80)
    phone = forms.CharField(label=_("Phone of the resident"), widget=forms.TextInput(attrs={"type": "tel"}))
    respondent_phone = forms.CharField(label=_("Phone of the other side"), max_length=20, required=False)
    people_affected = forms.IntegerField(label=_("People affected"), min_value=1, max_value=100_000, initial=1, required=False)

    def clean_phone(self) -> str:
        """The number in one form."""
        return _phone(self)


def item_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The 84 items under their 21 categories, for a select."""
    return [
        (f"{category.id} {category.zh}", [(item.id, f"{item.id} {item.zh}") for item in category.items])
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
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
    door = forms.CharField(label=_("The right door"), max_length=200)


class ReasonForm(forms.Form):
    """A reason, in words."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class AnswerForm(forms.Form):
    """An answer that the resident will read."""

    answer = forms.CharField(
        label=_("Answer to the resident"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000
    )


class AppointmentForm(forms.Form):
    """When and where to meet."""

    starts_at = forms.DateTimeField(label=_("From"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    ends_at = forms.DateTimeField(label=_("To"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
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
        return _phone(self)


class OfferForm(forms.Form):
    """A proposal for settling."""

    terms = forms.CharField(label=_("What you propose"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    amount = forms.DecimalField(label=_("Amount (yuan)"), required=False, min_value=0, max_digits=15, decimal_places=2)
    pay_by = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    answers = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TermsForm(forms.Form):
    """The words of a settlement; its promises come beside it."""

    terms = forms.CharField(label=_("What was agreed"), widget=forms.Textarea(attrs={"rows": 8}), max_length=8000)


class PromiseForm(forms.Form):
    """One thing promised."""

    what = forms.CharField(label=_("What"), max_length=200)
    amount = forms.DecimalField(label=_("Amount (yuan)"), required=False, max_digits=15, decimal_places=2)
    due_on = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}))


PromiseFormSet = forms.formset_factory(PromiseForm, extra=1, max_num=60, absolute_max=60)


class EndForm(forms.Form):
    """Why a mediation ends without agreement."""

    reason = forms.ChoiceField(label=_("Why it ends"), choices=lambda: [(k, v) for k, v in REASONS.items()])


class RatingForm(forms.Form):
    """How it was handled."""

    SCORES: ClassVar[list[tuple[str, object]]] = [
        ("5", _("Very well")),
        ("4", _("Well")),
        ("3", _("So-so")),
        ("2", _("Badly")),
        ("1", _("Very badly")),
    ]
    score = forms.TypedChoiceField(label=_("How was it handled?"), choices=SCORES, coerce=int, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What was good, what was not?"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )


class ObjectForm(forms.Form):
    """Why a resident objects to how it ended."""

    words = forms.CharField(
        label=_("What was not right?"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000
    )


class MessageForm(forms.Form):
    """Something said in the room."""

    text = forms.CharField(
        label=_("Message"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=4000
    )
    audience = forms.ChoiceField(
        label=_("Who hears it"),
        choices=[("all", _("everyone in the room")), ("applicant", _("mediator and applicant")), ("respondent", _("mediator and respondent"))],
        required=False,
    )
    file = forms.FileField(label=_("Photo or file"), required=False)


class RevealForm(forms.Form):
    """What to unmask, and for what purpose; the look is recorded."""

    party = forms.IntegerField(widget=forms.HiddenInput)
    purpose = forms.CharField(label=_("What do you need it for? This look is recorded."), max_length=200, min_length=4)
