"""A draft as text, and what confirms a deed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.core.studio.services.drafting import LARGEST_FILE


class TextForm(forms.Form):
    """The whole template file."""

    source = forms.CharField(
        label=_("The scenario as text"), max_length=LARGEST_FILE, strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "source"}),
    )  # fmt: skip


class NothingForm(forms.Form):
    """Nothing is typed; a refusal finds its place here."""
