"""What is judged of a sign of integrity."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


class JudgeForm(forms.Form):
    """What there is in it, and why."""

    state = forms.ChoiceField(label=_("What there is in it"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1_000)

    def __init__(self, data: object, verdicts: Sequence[tuple[str, object]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, str(label)) for value, label in verdicts]
