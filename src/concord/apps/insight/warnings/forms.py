"""What people type about a warning."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concord.apps.insight.warnings.models import Stage


class JudgeForm(forms.Form):
    """What the warning is, and why."""

    verdict = forms.ChoiceField(label=_("The warning is"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1_000)

    def __init__(self, *args: object, verdicts: tuple[str, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(verdict, VERDICTS[verdict]) for verdict in verdicts]


VERDICTS: dict[str, Promise] = {
    Stage.CONFIRMED: _("It is real: a task force begins with its scenario"),
    Stage.WATCHED: _("To be watched: it comes back when it grows"),
    Stage.DISMISSED: _("Nothing to warn of"),
}


class FileForm(forms.Form):
    """A list as CSV or Excel."""

    file = forms.FileField(label=_("File (CSV or Excel)"))


class OfferForm(forms.Form):
    """What is offered to those affected."""

    words = forms.CharField(label=_("What is offered"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1_000)


class EndForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1_000)
