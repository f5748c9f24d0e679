"""What is typed in data exchange."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from concord.core.exchange.exporting import CSV, JSON_LINES, XLSX, Chosen
from concord.core.exchange.mapping import Mapped, Verb
from concord.core.exchange.models import RejectedRow
from concord.core.exchange.reading import mappings
from concord.core.exchange.receiving import receiver_of
from concord.core.exchange.selectors import label_of, way_name
from concord.core.exchange.services.mending import shown_in
from concord.core.matters.models import Matter
from concord.core.people.models import Place

LONGEST_VALUE, LONG = 4000, 40
FORMS = [(XLSX, "Excel"), (CSV, "CSV"), (JSON_LINES, _("JSON lines, for programs"))]


def _day(label: object) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))  # type: ignore[arg-type]


class ConnectForm(forms.Form):
    """Which source, for which place, where it is and which key is shared with it."""

    source = forms.ChoiceField(
        label=_("Source"),
        choices=lambda: [(one.source, f"{one.name} · {way_name(one.arrives.by)}") for one in mappings().values()],
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Which place it reports on"), empty_label=None)
    url = forms.CharField(
        label=_("Where its records are fetched"),
        max_length=300,
        required=False,
        help_text=_("An address that begins with https://. Leave it empty for a source that sends itself or in files."),
    )
    key = forms.CharField(
        label=_("Shared key"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 16 characters, as agreed with the source. It signs what is sent and is never shown again."
        ),
    )

    def __init__(self, *args: object, places: QuerySet[Place], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["place"].queryset = places  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A table of records."""

    file = forms.FileField(
        label=_("Excel, CSV or JSON lines file"),
        help_text=_("The first row of a table names the columns. The same rows again make nothing new."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.jsonl"}),
    )


class MendForm(forms.Form):
    """What a refused row says, field by field, what is wrong first; what identifies it only where that is wrong."""

    def __init__(self, *args: object, row: RejectedRow, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        said, mapped = shown_in(row), row.feed.mapped
        wrong = row.columns if row.field else (mapped.id,)
        for column in sorted(said, key=lambda column: column not in wrong):
            if column != mapped.id or column in wrong:
                self.fields[column] = _mended(column, said[column], mapped)


def _mended(column: str, value: str, mapped: Mapped) -> forms.Field:
    reading = next((one for one in mapped.fields if column in one.columns), None)
    label = f"{label_of(reading.field)} · {column}" if reading else column
    required = reading is None or (reading.field in mapped.required and len(reading.columns) == 1)
    if reading is not None and reading.verb == Verb.TABLE:
        name_of = receiver_of(mapped).name_of
        choices = [(said, f"{said} · {name_of(reading.field, ours)}") for said, ours in reading.values]
        return forms.ChoiceField(label=label, choices=[("", _("Choose")), *choices], initial=value, required=required)
    box = forms.Textarea(attrs={"rows": 3}) if len(value) > LONG else forms.TextInput()
    return forms.CharField(label=label, initial=value, max_length=LONGEST_VALUE, required=required, widget=box)


class ExportForm(forms.Form):
    """Which matters are taken out, and in which form."""

    kind = forms.ChoiceField(
        label=_("What kind"), choices=lambda: [("", _("all that I may read")), *Matter.Kind.choices], required=False
    )
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Place"), required=False, empty_label=_("all my places")
    )
    first = _day(_("Opened from"))
    last = _day(_("to"))
    only_open = forms.BooleanField(label=_("only open ones"), required=False)
    form = forms.ChoiceField(label=_("Form"), choices=FORMS, initial=XLSX)

    def __init__(self, *args: object, places: QuerySet[Place], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["place"].queryset = places  # type: ignore[attr-defined]

    def chosen(self) -> Chosen:
        """What was chosen, as the deed takes it."""
        said = self.cleaned_data
        place: Place | None = said["place"]
        return Chosen(said["kind"], place.pk if place else "", said["first"], said["last"], said["only_open"])
