"""What people type about a crosswalk."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.core.crosswalks.models import Line
from concord.core.crosswalks.shipped import SHIPPED
from concord.core.crosswalks.targets import called
from concord.core.exchange.crossing import class_reading
from concord.core.exchange.reading import mappings
from concord.core.people.models import Place
from concord.engines.text.crosswalk import ANY_TEXT
from concord.engines.text.taxonomy import NONE, taxonomy

Group = tuple[str, list[tuple[str, str]]]


def target_choices() -> list[Group]:
    """All that a class may be: what is no kind first, then each category with its items."""
    special: Group = (_now("No kind of its own"), [(one, called(one)) for one in (NONE, ANY_TEXT)])
    groups: list[Group] = [special]
    for category in taxonomy().categories:
        whole = (category.id, _now("%(name)s: the text decides") % {"name": called(category.id)})
        items = [(item.id, f"{item.id} {called(item.id)}") for item in category.items]
        groups.append((f"{category.id} {called(category.id)}", [whole, *items]))
    return groups


def _sources() -> list[tuple[str, str]]:
    known = [(one.source, one.name) for one in mappings().values() if class_reading(one)]
    return [("", _now("none; the table is only for reading")), *known]


class NewForm(forms.Form):
    """What a crosswalk is called, where it holds, and what it begins with."""

    name = forms.CharField(label=_("Name of the classification"), max_length=120)
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Where it holds"), empty_label=None)
    source = forms.ChoiceField(label=_("Source whose records it maps"), choices=_sources, required=False)
    shipped = forms.ChoiceField(
        label=_("Begin with one that comes with the platform"),
        choices=lambda: [("", _now("no")), *((code, _now(name)) for code, name in SHIPPED.items())],
        required=False,
    )
    file = forms.FileField(
        label=_("Or a table of its classes (Excel or CSV)"),
        required=False,
        help_text=_(
            "The first row names the columns: one for each level, the widest first; one may be called “definition”."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: object, places: QuerySet[Place], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["place"].queryset = places  # type: ignore[attr-defined]


class ClassesForm(forms.Form):
    """A table of classes."""

    file = forms.FileField(
        label=_("Excel or CSV file"),
        help_text=_("One column for each level, the widest first. Classes that are there stay as they are."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class DecideForm(forms.Form):
    """What a class is, and what speaks against it."""

    targets = forms.MultipleChoiceField(
        label=_("What it is here"),
        choices=target_choices,
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=_("Choose several where the text of a record must decide."),
    )
    doubt = forms.CharField(label=_("What is doubtful, if anything"), max_length=200, required=False)

    @classmethod
    def of(cls, line: Line, data: object = None) -> "DecideForm":
        """The form with what was decided, or else with the first proposal."""
        first = [one["target"] for one in line.proposals[:1]]
        begun = {"targets": line.targets.split() or first, "doubt": line.doubt}
        return cls(data, initial=begun)  # type: ignore[arg-type]
