"""What is typed to search by a number, and to take out what was found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.core.notices.phone_codes import clean_phone
from concord.core.refusals import Refusal
from concord.core.search.exporting import FORMS

KINDS = [("phone", _("Telephone number")), ("identity_number", _("Identity number"))]


class NumberForm(forms.Form):
    """A telephone or identity number, whole, and what the search is for."""

    kind = forms.ChoiceField(label=_("What number is it?"), choices=KINDS)
    number = forms.CharField(label=_("Number"), max_length=30)
    purpose = forms.CharField(label=_("What do you need it for?"), max_length=200)

    def clean(self) -> dict[str, str]:
        """The number in the form in which it is kept."""
        told = super().clean() or {}
        if told.get("kind") == "phone" and told.get("number"):
            try:
                told["number"] = clean_phone(told["number"])
            except Refusal as refusal:
                self.add_error("number", str(refusal))
        return dict(told)


class ExportForm(forms.Form):
    """As what kind of table, and what for."""

    form = forms.ChoiceField(label=_("Table"), choices=[(one, one.upper()) for one in FORMS])
    purpose = forms.CharField(label=_("What do you need it for?"), max_length=200)
