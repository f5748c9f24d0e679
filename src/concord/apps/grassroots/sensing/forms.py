"""What grid workers and townships type."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.catalogue import Entry, catalogue
from concord.apps.grassroots.sensing.services.handling import MOST_WORDS, RECEIVERS
from concord.core.people.models import Place

MOST_SEEN = 2000


def named(entries: dict[str, Entry]) -> list[tuple[str, str]]:
    """The entries of a catalogue, for a select, in the reader's language."""
    return [(entry.id, entry.name) for entry in entries.values()]


def _own(form: forms.Form, name: str, places: QuerySet[Place]) -> None:
    """Let a form choose among some places, the only one being chosen already."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = places.order_by("-level", "code")
    first = list(field.queryset[:2])
    if first:
        field.initial = first[0].pk


class SightingForm(forms.Form):
    """What was seen; the same fields whether it is sent at once or waits on the phone."""

    kind = forms.ChoiceField(
        label=_("What kind of problem?"), choices=lambda: [("", _("Choose")), *named(catalogue().problems)]
    )
    words = forms.CharField(
        label=_("What did you see?"),
        help_text=_("Who, what, where exactly; a sentence or two."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_SEEN,
        min_length=2,
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Which grid?"), empty_label=None)
    source = forms.ChoiceField(
        label=_("How do you know?"), choices=lambda: named(catalogue().sources), initial="grid", required=False
    )
    name = forms.CharField(label=_("Whom it concerns"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Their phone"), max_length=24, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    latitude = forms.DecimalField(widget=forms.HiddenInput, required=False, min_value=-90, max_value=90)
    longitude = forms.DecimalField(widget=forms.HiddenInput, required=False, min_value=-180, max_value=180)
    sent_key = forms.RegexField(r"^[0-9A-Za-z-]{8,64}$", widget=forms.HiddenInput)

    def __init__(self, *args: object, places: QuerySet[Place], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _own(self, "place", places)


class HandleForm(forms.Form):
    """What was found and done on site."""

    what = forms.CharField(
        label=_("What you found and did"), widget=forms.Textarea(attrs={"rows": 4}), max_length=MOST_WORDS
    )


class CloseForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(
        label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=MOST_WORDS
    )


class HandOnForm(forms.Form):
    """To whom it goes, and why."""

    to = forms.ChoiceField(label=_("To whom"), choices=lambda: list(RECEIVERS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why it goes there"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class PointForm(forms.Form):
    """A point of a patrol list."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("On the list of"), empty_label=None)
    name = forms.CharField(label=_("What is looked at"), max_length=80)
    look_for = forms.CharField(label=_("What to mind there"), max_length=200, required=False)
    every_days = forms.IntegerField(label=_("Every how many days"), min_value=1, max_value=366, initial=7)

    def __init__(self, *args: object, places: QuerySet[Place], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _own(self, "place", places)
