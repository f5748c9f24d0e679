"""How often people agree with the classifier, by month, source, category or place, with Wilson's interval."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Count, F, Func, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Left, TruncMonth
from django.utils.translation import gettext as _

from concord.apps.insight.classes.access import judged_seen_by
from concord.apps.insight.classes.models import Via
from concord.core.crosswalks.targets import called
from concord.core.exchange.reading import mappings
from concord.core.people.models import Person, Place
from concord.engines.text.drift import Interval, wilson

MOST_ROWS, TOWNSHIP_DIGITS = 200, 9
BY = ("month", "source", "category", "place")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, how many answers, how often the first category and the first three were right."""

    key: str
    name: str
    first: Interval
    three: Interval

    @property
    def percents(self) -> dict[str, int]:
        """Shares in whole percents, for the bar."""
        told = {"first": self.first.share, "low": self.first.low, "high": self.first.high, "three": self.three.share}
        whole = {name: round(100 * share) for name, share in told.items()}
        return whole | {"width": max(1, whole["high"] - whole["low"])}


def _group(by: str) -> Combinable:
    keys: dict[str, Combinable] = {
        "month": TruncMonth("at"),
        "source": F("source"),
        "category": Func(F("chosen"), Value("-"), Value(1), function="split_part", output_field=CharField()),
        "place": Left("matter__place_id", TOWNSHIP_DIGITS),
    }
    return keys[by]


def accuracy(person: Person, *, by: str, only_sample: bool = True, since: date | None = None) -> tuple[Row, list[Row]]:
    """All together, and row by row: of the sample drawn at random, or of all answers (which are not like the rest)."""
    found = judged_seen_by(person)
    if only_sample:
        found = found.filter(via=Via.AUDIT)
    if since:
        found = found.filter(at__date__gte=since)
    grouped = found.order_by().annotate(group=_group(by)).values("group")
    sums = grouped.annotate(
        of=Count("pk"),
        right=Count("pk", filter=Q(agreed=True)),
        three=Count("pk", filter=Q(among_three=True)),
    )
    told = list(sums.order_by("group").values_list("group", "of", "right", "three")[:MOST_ROWS])
    names = _names(by, [group for group, *_rest in told])
    rows = [
        Row(_key(group), names.get(group, _key(group)), wilson(right, of), wilson(three, of))
        for group, of, right, three in told
    ]
    whole = [sum(column) for column in zip(*(numbers for _group, *numbers in told), strict=True)] or [0, 0, 0]
    return Row("", _("all together"), wilson(whole[1], whole[0]), wilson(whole[2], whole[0])), rows


def _key(group: object) -> str:
    return f"{group:%Y-%m}" if isinstance(group, datetime | date) else str(group)


def _names(by: str, groups: list[object]) -> dict[object, str]:
    if by == "category":
        return {group: called(str(group)) for group in groups}
    if by == "place":
        return dict(Place.objects.filter(pk__in=groups).values_list("pk", "name"))
    if by == "source":
        return {group: _source_name(str(group)) for group in groups}
    return {}


def _source_name(source: str) -> str:
    """What a source is called: an outside system, or a door of ours."""
    doors = {
        "qr": _("QR code"), "web": _("web page"), "window": _("window"), "hotline": _("hotline"), "api": "API",
        "grid": _("grid worker"), "unknown": _("not known"),
    }  # fmt: skip
    known = mappings().get(source)
    return known.name if known else doors.get(source, source)


def drawn_and_answered(person: Person) -> dict[str, int]:
    """How many answers there are on each occasion."""
    found = judged_seen_by(person).order_by().values("via").annotate(number=Count("pk"))
    return dict(found.values_list("via", "number"))
