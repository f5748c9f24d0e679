"""What people type about a warning."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concord.apps.insight.warnings.models import BOUNDS, Stage


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


class Bounded(forms.IntegerField):
    """A limit within its bounds."""

    def __init__(self, name: str, **kwargs: object) -> None:
        least, most = BOUNDS[name]
        super().__init__(min_value=least, max_value=most, **kwargs)  # type: ignore[arg-type]


class LimitsForm(forms.Form):
    """When a county is warned."""

    senders = Bounded("senders", label=_("Different people about the same thing"))
    reports = Bounded("reports", label=_("Reports of theirs"))
    days = Bounded("days", label=_("within so many days"))
    areas_a_year = Bounded("areas_a_year", label=_("False alarms borne a year: more than usual in an area"))
    days_a_year = Bounded("days_a_year", label=_("False alarms borne a year: more than usual on a day"))
    words_a_year = Bounded("words_a_year", label=_("False alarms borne a year: words that rise together"))
    because = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1_000)


class FileForm(forms.Form):
    """A list as CSV or Excel."""

    file = forms.FileField(label=_("File (CSV or Excel)"))


class OfferForm(forms.Form):
    """What is offered to those affected."""

    words = forms.CharField(label=_("What is offered"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1_000)


class EndForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1_000)
