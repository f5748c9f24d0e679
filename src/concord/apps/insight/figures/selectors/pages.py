"""Figures as a page, a program and a spreadsheet show them: the few, and one of them with its curve and its sides."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from concord.apps.insight.figures.access import Sight
from concord.apps.insight.figures.definitions import Indicator
from concord.apps.insight.figures.periods import Period
from concord.apps.insight.figures.selectors.asked import Asked
from concord.apps.insight.figures.selectors.asking import Cut
from concord.apps.insight.figures.selectors.values import Figure, Value, count_for
from concord.core.matters.wording import names_of
from concord.core.people.models import Organisation, Place

SIDES = ("place", "category", "lead", "level", "source")
MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Point:
    """A piece of the curve: its first day, and the value in it and in the one a year before."""

    first: date
    now: Value
    before: Value


@dataclass(frozen=True, slots=True)
class SideRow:
    """One value of a side: its code, what it is called, and its figure."""

    value: str
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class SideTable:
    """By which side a figure is cut; of very many, the rest is `left`."""

    side: str
    rows: list[SideRow]
    left: int


def _firsts(period: Period) -> list[date]:
    """The first days of the pieces of a period, as the database cuts them."""
    day, found = period.first, []
    while day <= period.last:
        if period.pieces == "month":
            found.append(day.replace(day=1))
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        elif period.pieces == "week":
            found.append(day - timedelta(days=day.weekday()))
            day = found[-1] + timedelta(days=7)
        else:
            found.append(day)
            day += timedelta(days=1)
    return found


def curve(told: Indicator, sight: Sight, asked: Asked, today: date) -> list[Point]:
    """The pieces of the period, each beside the piece a year before."""
    period = asked.over(today)
    cut = Cut(pieces=period.pieces)
    now, before = (count_for([told], sight, one, cut, asked.only) for one in (period, period.before))
    pairs = zip(_firsts(period), _firsts(period.before), strict=False)
    place = sight.place.pk
    return [
        Point(first, now.value(told, place, piece=first), before.value(told, place, piece=earlier))
        for first, earlier in pairs
    ]


def _place_names(values: list[str]) -> dict[str, str]:
    return dict(Place.objects.filter(pk__in=values).values_list("code", "name"))


def _lead_names(values: list[str]) -> dict[str, str]:
    found = Organisation.objects.filter(pk__in=[value for value in values if value]).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


def names_on(side: str, values: list[str], kinds: tuple[str, ...]) -> dict[str, str]:
    """What the values of a side are called."""
    if side == "place":
        return _place_names(values)
    if side == "lead":
        return _lead_names(values) | {"": _("with nobody yet")}
    if side == "level":
        return {str(level.value): str(level.label) for level in Place.Level}
    return names_of(side, kinds) | {"": _("not said yet")}


def by_side(told: Indicator, sight: Sight, asked: Asked, side: str, today: date) -> SideTable:
    """One indicator by the values of a side: places by their codes, everything else by how many cases there are."""
    period, cut = asked.over(today), Cut(side=side)
    now, before = (count_for([told], sight, one, cut, asked.only) for one in (period, period.before))
    names = names_on(side, sorted(now.values | before.values), told.kinds)

    def row(value: str) -> SideRow:
        place = value if side == "place" else sight.place.pk
        figure = Figure(told, now.value(told, place, value=value), before.value(told, place, value=value))
        return SideRow(value, names.get(value, value), figure)

    rows = [one for one in map(row, sorted(now.values | before.values)) if one.figure.stands_on_something]
    if side not in {"place", "level"}:
        rows.sort(key=lambda one: -one.figure.now.cases)
    return SideTable(side, rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS))


def above(sight: Sight, homes: list[Place]) -> list[Place]:
    """The places above one that may be opened too, the largest first."""
    codes = [sight.place.pk[:length] for length in (2, 4, 6, 9, 12) if length < len(sight.place.pk)]
    seen = [code for code in codes if any(code.startswith(home.pk) for home in homes)]
    return list(Place.objects.filter(pk__in=seen).order_by("level"))
