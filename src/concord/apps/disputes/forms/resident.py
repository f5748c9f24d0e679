"""What residents and parties type."""

from datetime import date
from typing import ClassVar

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.core.notices.phone_codes import clean_phone
from concord.core.people.forms import PlaceField
from concord.core.people.models import Place
from concord.core.refusals import Refusal

MOST_WORDS = 5000


def phone_in(form: forms.Form) -> str:
    """The phone that was typed, in one form; empty where none was."""
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
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
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

    def clean_place(self) -> Place:
        """Refuse what is larger than a county: nobody there could take it up."""
        place: Place = self.cleaned_data["place"]
        if place.level < Place.Level.COUNTY:
            raise forms.ValidationError(_("Choose the county, town or village where it happened."))
        return place

    def clean_happened_on(self) -> date | None:
        """Refuse a day that lies ahead."""
        day: date | None = self.cleaned_data["happened_on"]
        if day and day > localdate():
            raise forms.ValidationError(_("This day lies ahead. When did it happen?"))
        return day


class WhoForm(forms.Form):
    """Step 2: who reports, and how to reach them."""

    name = forms.CharField(label=_("Your name"), max_length=80, error_messages={"required": _("How may we call you?")})
    phone = forms.CharField(
        label=_("Your mobile number"),
        help_text=_("We send a code to it now, and tell you there about each step. The other side does not see it."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("We need a number to reach you.")},
    )

    def clean_phone(self) -> str:
        """The number in one form."""
        return phone_in(self)


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


class OfferForm(forms.Form):
    """A proposal for settling."""

    terms = forms.CharField(label=_("What you propose"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    amount = forms.DecimalField(label=_("Amount (yuan)"), required=False, min_value=0, max_digits=15, decimal_places=2)
    pay_by = forms.DateField(
        label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    answers = forms.IntegerField(widget=forms.HiddenInput, required=False)


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
        label=_("What was good, what was not?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
    )


class ObjectForm(forms.Form):
    """Why a resident objects to how it ended."""

    words = forms.CharField(label=_("What was not right?"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000)


class MessageForm(forms.Form):
    """Something said in the room."""

    text = forms.CharField(
        label=_("Message"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=4000
    )
    audience = forms.ChoiceField(
        label=_("Who hears it"),
        choices=[
            ("all", _("everyone in the room")),
            ("applicant", _("mediator and applicant")),
            ("respondent", _("mediator and respondent")),
        ],
        required=False,
    )
    file = forms.FileField(label=_("Photo or file"), required=False)


class ReasonForm(forms.Form):
    """A reason, in words."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
