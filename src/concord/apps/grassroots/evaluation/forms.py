"""What is typed in evaluation."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.evaluation.formulae import newest
from concord.apps.grassroots.evaluation.models import Counted
from concord.apps.grassroots.evaluation.periods import over_lately

LONGEST = 1000


def _words(label: object) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST)  # type: ignore[arg-type]


class PublishForm(forms.Form):
    """By which formula, for which period."""

    formula = forms.ChoiceField(label=_("Formula"), choices=lambda: [(one.code, one.name) for one in newest()])
    period = forms.ChoiceField(
        label=_("Month or quarter"), choices=lambda: [(one.code, one.code) for one in over_lately(localdate())]
    )


class CorrectForm(forms.Form):
    """Why it is corrected."""

    why = _words(_("Why it is corrected"))


class ObjectForm(forms.Form):
    """Which matters are counted wrongly, and why."""

    matters = forms.TypedMultipleChoiceField(
        label=_("Matters counted wrongly"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = _words(_("Why they are counted wrongly"))

    def __init__(self, *args: object, rows: list[Counted], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        named = {row.matter_id: f"{row.matter.number} {row.matter.title[:40]}" for row in rows}
        field = self.fields["matters"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = list(named.items())


class DecideForm(forms.Form):
    """How an objection is decided, and why."""

    upheld = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("upheld: those matters no longer count")), ("no", _("refused: the figure stays"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    answer = _words(_("Reasons"))
