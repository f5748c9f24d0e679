"""What people type in the reviews: answers to findings, opinions, the pool of counsel, fields of model forms."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.forms.life import a_day, area
from concord.apps.contracts.models import Finding, Nature, Opinion
from concord.core.people.models import Organisation, Person, Place
from concord.engines.review.modelform import Form, fields_of

OPINIONS = [(one.value, one.label) for one in (Opinion.AGREE, Opinion.CHANGES, Opinion.OBJECT)]


class AnswerForm(forms.Form):
    """What is said to a finding."""

    answer = forms.ChoiceField(choices=Finding.Answer.choices)
    reason = forms.CharField(max_length=500, required=False)
    wording = forms.CharField(max_length=2_000, required=False)


class OpinionForm(forms.Form):
    """What a reviewer says, with the findings that they make their own."""

    opinion = forms.ChoiceField(label=_("Your opinion"), choices=OPINIONS, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In your words"), widget=area(6), max_length=4_000, required=False)
    taken = forms.ModelMultipleChoiceField(
        Finding.objects.none(),
        label=_("Findings of the machine that you make your own"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, findings: QuerySet[Finding], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["taken"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = findings
        field.label_from_instance = lambda obj: f"{obj.get_severity_display()} · {obj.reason}"  # type: ignore[method-assign]


class ChoiceForm(forms.Form):
    """Which counsel is asked."""

    counsel = forms.IntegerField(error_messages={"required": _("Choose who is asked.")})


class CounselForm(forms.Form):
    """Someone for the pool of counsel."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"))
    firm = forms.ModelChoiceField(Organisation.objects.none(), label=_("Firm"))
    place = forms.ModelChoiceField(Place.objects.none(), label=_("For which place"), empty_label=None)
    natures = forms.MultipleChoiceField(
        label=_("Kinds of contracts"),
        help_text=_("None: all kinds."),
        choices=Nature.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    introduction = forms.CharField(label=_("In a sentence"), max_length=300, required=False)
    most_open = forms.IntegerField(label=_("Reviews at a time, at most"), min_value=1, max_value=100, initial=8)

    def __init__(
        self,
        *args: object,
        people: QuerySet[Person],
        firms: QuerySet[Organisation],
        places: QuerySet[Place],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, found in (("person", people), ("firm", firms), ("place", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found


class EngagementForm(forms.Form):
    """For whom a counsel acts."""

    name = forms.CharField(label=_("Enterprise"), max_length=160)
    credit_code = forms.CharField(label=_("Credit code"), max_length=18, required=False)
    until = forms.DateField(label=_("Until"), help_text=_("Empty: without an end."), widget=a_day(), required=False)


class FieldsForm(forms.Form):
    """The fields of one model form."""

    def __init__(self, *args: object, form: Form, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        english = (get_language() or "").startswith("en")
        for one in fields_of(form):
            label = one.en if english else one.zh
            if one.kind == "day":
                self.fields[one.name] = forms.DateField(label=label, widget=a_day(), required=False)
            elif one.kind in {"amount", "number"}:
                self.fields[one.name] = forms.DecimalField(label=label, min_value=0, required=False)
            else:
                self.fields[one.name] = forms.CharField(label=label, max_length=200, required=False)

    def given(self) -> dict[str, str]:
        """What was typed, as the deed takes it."""
        return {name: "" if value is None else str(value) for name, value in self.cleaned_data.items()}
