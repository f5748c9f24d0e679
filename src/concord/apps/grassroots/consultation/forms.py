"""What people type in a consultation and for the pool."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.consultation.models import Consultation, Force, ForceKind, Participant
from concord.apps.grassroots.consultation.selectors.detail import Proposed
from concord.core.people.models import Organisation, Person, Place

WEEKDAYS = [(0, _("Mon")), (1, _("Tue")), (2, _("Wed")), (3, _("Thu")), (4, _("Fri")), (5, _("Sat")), (6, _("Sun"))]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class CallForm(forms.Form):
    """What a consultation is for."""

    level = forms.TypedChoiceField(label=_("Which level"), coerce=int, choices=Consultation.Level.choices)
    purpose = forms.CharField(label=_("What is to be agreed"), widget=_area(3), max_length=1_000)
    items = forms.CharField(
        label=_("Agenda"), help_text=_("One item a line."), widget=_area(4), max_length=4_000, required=False
    )
    meets_at = forms.DateTimeField(label=_("When"), widget=_moment(), required=False)
    meets_where = forms.CharField(
        label=_("Where"), help_text=_("Empty: in its room, online."), max_length=160, required=False
    )

    def clean_items(self) -> list[str]:
        """The agenda as its lines."""
        return [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]


class InviteForm(forms.Form):
    """Which bodies are asked: those proposed, each with its reason, and any other near the place."""

    bodies = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Proposed"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Others in the county"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        required=False,
    )
    reason = forms.CharField(label=_("Why the others"), max_length=200, required=False)

    def __init__(
        self, *args: object, proposed: list[Proposed], others: QuerySet[Organisation], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        bodies, field = self.fields["bodies"], self.fields["others"]
        assert isinstance(bodies, forms.ModelMultipleChoiceField)
        assert isinstance(field, forms.ModelMultipleChoiceField)
        why = {one.organisation.pk: one.reason for one in proposed}
        bodies.queryset = Organisation.objects.filter(pk__in=why)
        bodies.label_from_instance = lambda obj: f"{obj.name} — {why[obj.pk]}"  # type: ignore[method-assign]
        bodies.initial = list(why)
        field.queryset = others.exclude(pk__in=why)
        if not proposed:
            del self.fields["bodies"]


class LeaveOutForm(forms.Form):
    """Which body is asked no longer."""

    participant = forms.ModelChoiceField(Participant.objects.none(), label=_("Which body"))

    def __init__(self, *args: object, participants: QuerySet[Participant], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["participant"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = participants
        field.label_from_instance = lambda obj: obj.organisation.name  # type: ignore[method-assign]


class NothingForm(forms.Form):
    """A deed that asks nothing more."""


class MinutesForm(forms.Form):
    """What was said and agreed."""

    text = forms.CharField(label=_("Minutes"), widget=_area(10), max_length=20_000)


class DecisionForm(forms.Form):
    """What a body is to do by when."""

    words = forms.CharField(label=_("What is to be done"), widget=_area(2), max_length=500)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Which body"))
    days = forms.IntegerField(
        label=_("Within how many working days"),
        help_text=_("Empty: yellow after 7, red after 14."),
        min_value=1,
        max_value=120,
        required=False,
    )

    def __init__(self, *args: object, bodies: QuerySet[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies


class DoneForm(forms.Form):
    """What was done, with proof."""

    words = forms.CharField(label=_("What was done"), widget=_area(3), max_length=1_000)
    proof = forms.FileField(label=_("Photo or paper"), required=False)


class OpinionForm(forms.Form):
    """What someone whom it concerns says of the plan."""

    whose = forms.CharField(label=_("Who was asked"), max_length=80)
    agrees = forms.TypedChoiceField(
        label=_("Do they agree?"),
        choices=[("yes", _("agrees")), ("no", _("does not agree"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("In their words"), widget=_area(2), max_length=1_000, required=False)


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(label=_("What came of it"), widget=_area(3), max_length=1_000)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), widget=_area(3), max_length=1_000)


class RemarkForm(forms.Form):
    """What is wrong with the minutes."""

    words = forms.CharField(label=_("What is wrong with them"), widget=_area(3), max_length=1_000)


class AnswerForm(forms.Form):
    """Whether one takes part, and why not."""

    accepts = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("takes part")), ("no", _("does not take part"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why not"), max_length=300, required=False)


class SayForm(forms.Form):
    """Something for the room: words, a photo, a voice note, a file, a position."""

    text = forms.CharField(label=_("Message"), widget=_area(2), max_length=4_000, required=False)
    file = forms.FileField(label=_("Photo, voice note or file"), required=False)
    latitude = forms.DecimalField(widget=forms.HiddenInput, required=False, min_value=-90, max_value=90)
    longitude = forms.DecimalField(widget=forms.HiddenInput, required=False, min_value=-180, max_value=180)


class BookForm(forms.Form):
    """Who of the pool, and when."""

    force = forms.ModelChoiceField(Force.objects.none(), label=_("Who"))
    starts_at = forms.DateTimeField(label=_("From"), widget=_moment())
    ends_at = forms.DateTimeField(label=_("To"), widget=_moment())

    def __init__(self, *args: object, forces: QuerySet[Force], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["force"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = forces
        field.label_from_instance = lambda obj: f"{obj.person.name} · {obj.get_kind_display()} · {obj.skills}"  # type: ignore[method-assign]


class ForceForm(forms.Form):
    """Someone for the pool."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who"))
    kind = forms.ChoiceField(label=_("Which force"), choices=ForceKind.choices)
    place = forms.ModelChoiceField(Place.objects.none(), label=_("For which place"), empty_label=None)
    skills = forms.CharField(label=_("Good at"), max_length=200)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Free on"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple, initial=[0, 1, 2, 3, 4]
    )
    from_time = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}), required=False)
    to_time = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}), required=False)
    most_a_week = forms.IntegerField(label=_("How often a week at most"), min_value=1, max_value=40, initial=5)

    def __init__(self, *args: object, people: QuerySet[Person], places: QuerySet[Place], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, found in (("person", people), ("place", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found
