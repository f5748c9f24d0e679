"""What is typed in evaluation."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.evaluation.formulae import newest
from concord.apps.grassroots.evaluation.models import Counted
from concord.apps.grassroots.evaluation.periods import over_lately
from concord.apps.grassroots.evaluation.rules import rules
from concord.apps.grassroots.evaluation.services.answering import MOST_WORDS, Said

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


class AnswerForm(forms.Form):
    """How someone found it, what is missing, and whether the body is to see to it."""

    CONTENT, NOT, DECLINED = "content", "not", "declined"
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[(CONTENT, _("content")), (NOT, _("not content")), (DECLINED, _("does not want to say"))],
        widget=forms.RadioSelect,
    )
    missing = forms.MultipleChoiceField(
        label=_("What is missing?"),
        choices=lambda: [(one.id, one.name) for one in rules().missing.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=_("In your own words (for the body, if it is to put it right)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=MOST_WORDS,
        required=False,
    )
    put_right = forms.BooleanField(label=_("The body is told, and is to put it right"), required=False)

    def said(self) -> Said | None:
        """What was said; None where someone declined."""
        told = self.cleaned_data
        if told["answer"] == self.DECLINED:
            return None
        if told["answer"] == self.CONTENT:
            return Said(content=True)
        return Said(False, tuple(told["missing"]), told["words"], told["put_right"])


class CallForm(AnswerForm):
    """The same, as the caller enters it."""

    words = forms.CharField(
        label=_("In their own words (for the body, if it is to put it right)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=MOST_WORDS,
        required=False,
    )


class PutRightForm(forms.Form):
    """What was done about what was missing."""

    what = forms.CharField(
        label=_("What was done"),
        help_text=_("The resident will read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_WORDS,
    )
