"""What people type in a supervision case."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.supervision.models import Found
from concord.core.people.models import Organisation


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class BodyForm(forms.Form):
    """Which body, and why."""

    body = forms.ModelChoiceField(Organisation.objects.none(), label=_("Which body"))
    reason = forms.CharField(label=_("Why"), widget=_area(3), max_length=1_000)

    def __init__(self, *args: object, bodies: Iterable[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=[body.pk for body in bodies]).order_by("name")


class SupervisionOrderForm(forms.Form):
    """What the body is to do and to answer, and within how many working days."""

    words = forms.CharField(label=_("What it is to do and to answer"), widget=_area(4), max_length=1_000)
    days = forms.IntegerField(label=_("Working days for the answer"), initial=5, min_value=1, max_value=60)


class StatementForm(forms.Form):
    """What the body says for itself."""

    words = forms.CharField(label=_("What your body has to say"), widget=_area(4), max_length=2_000)
    proof = forms.FileField(label=_("Photo or paper"), required=False)


class FindingForm(forms.Form):
    """What was found, and why."""

    kind = forms.ChoiceField(label=_("What was found"), choices=Found.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Reasons"),
        help_text=_(
            "Of the body's work, not of a person. What the matter's record does not show does not belong here."
        ),
        widget=_area(4),
        max_length=2_000,
    )


class CloseCaseForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(label=_("What came of it"), widget=_area(3), max_length=1_000)


class ObjectionForm(forms.Form):
    """What is wrong with a finding."""

    words = forms.CharField(label=_("What is wrong with the finding"), widget=_area(4), max_length=2_000)


class DecisionOnObjectionForm(forms.Form):
    """Whether the objection is right, and why."""

    upheld = forms.TypedChoiceField(
        label=_("The objection is"),
        choices=[("yes", _("right: the finding is struck out")), ("no", _("not right: the finding stands"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Reasons"), widget=_area(4), max_length=2_000)


class AnswerOrderForm(forms.Form):
    """The answer to an order."""

    answer = forms.CharField(label=_("Your answer"), widget=_area(5), max_length=2_000)
