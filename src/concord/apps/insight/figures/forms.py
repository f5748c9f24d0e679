"""What officials type when they define an indicator or weigh the governance index."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.apps.insight.figures.access import COUNTED
from concord.apps.insight.figures.definitions import Body, Index, Indicator
from concord.apps.insight.figures.measures import MEASURES
from concord.core.matters.models import Matter
from concord.core.matters.wording import names_of

SHOWS = [
    ("count", _("how many there are")),
    ("share", _("a share, in per cent")),
    ("per_inhabitants", _("cases per 10,000 inhabitants")),
    ("median", _("days to the end: the median")),
    ("ninth", _("days to the end: nine of ten took no more")),
]
BETTER = [("more", _("more is better")), ("less", _("less is better")), ("neither", _("neither"))]


def _measures() -> list[tuple[str, object]]:
    return [(name, one.says) for name, one in MEASURES.items()]


def _many(label: object, side: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,  # type: ignore[arg-type]
        choices=lambda: sorted(names_of(side, COUNTED).items()),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=_("Nothing chosen: all."),
    )


class IndicatorForm(forms.Form):
    """An indicator, in words and over the closed vocabulary of measures."""

    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Small letters, digits and _; it never changes.")
    )
    zh = forms.CharField(label=_("Name in Chinese"), max_length=40)
    en = forms.CharField(label=_("Name in English"), max_length=60)
    says_zh = forms.CharField(
        label=_("Definition in Chinese"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    says_en = forms.CharField(
        label=_("Definition in English"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    shows = forms.ChoiceField(label=_("What it shows"), choices=SHOWS)
    counts = forms.ChoiceField(label=_("What is counted"), choices=_measures)
    of = forms.ChoiceField(
        label=_("Of what it is a share"), choices=lambda: [("", _("nothing")), *_measures()], required=False
    )
    kinds = forms.MultipleChoiceField(
        label=_("Of which matters"),
        choices=[(kind, Matter.Kind(kind).label) for kind in COUNTED],
        widget=forms.CheckboxSelectMultiple,
    )
    sources = _many(_("Only from these sources"), "source")
    categories = _many(_("Only of these kinds of problem"), "category")
    stages = _many(_("Only at these steps"), "stage")
    better = forms.ChoiceField(label=_("Which way is better"), choices=BETTER)
    least = forms.IntegerField(label=_("Fewest cases that are shown outside"), min_value=1, max_value=1000, initial=5)

    @property
    def body(self) -> Body:
        """The indicator that was typed."""
        return dict(self.cleaned_data)


class IndexForm(forms.Form):
    """The weights and ranges of the governance index: three fields for each indicator; no weight leaves it out."""

    def __init__(self, *args: object, index: Index, known: Iterable[Indicator], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.index = index
        self.known = [one for one in known if one.shows in {"share", "median", "ninth"}]
        parts = {part.indicator: part for part in index.parts}
        for one in self.known:
            part = parts.get(one.code)
            told = [part.weight, f"{part.nothing:g}", f"{part.full:g}"] if part else [0, 0, 100]
            self.fields[f"weight_{one.code}"] = forms.IntegerField(
                label=_("Weight"), min_value=0, max_value=100, initial=told[0]
            )
            self.fields[f"from_{one.code}"] = forms.FloatField(label=_("No points from"), initial=told[1])
            self.fields[f"to_{one.code}"] = forms.FloatField(label=_("100 points from"), initial=told[2])

    @property
    def rows(self) -> list[tuple[Indicator, list[forms.BoundField]]]:
        """The fields of each indicator."""
        return [(one, [self[f"{name}_{one.code}"] for name in ("weight", "from", "to")]) for one in self.known]

    @property
    def body(self) -> Body:
        """The index that was typed."""
        told = self.cleaned_data
        parts = [
            {"indicator": c, "weight": told[f"weight_{c}"], "from": told[f"from_{c}"], "to": told[f"to_{c}"]}
            for c in (one.code for one in self.known)
            if told[f"weight_{c}"]
        ]
        return {**self.index.body, "parts": parts}
