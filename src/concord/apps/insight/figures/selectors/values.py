"""From counts to figures: a value with what it was made of, its interval, and what changed since the year before."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from concord.apps.insight.figures.access import Sight
from concord.apps.insight.figures.definitions import Indicator, population
from concord.apps.insight.figures.periods import Period
from concord.apps.insight.figures.selectors.asking import Cut, Only
from concord.apps.insight.figures.selectors.tallies import Spread, Tally, days_taken, tally

Z = 1.959964  # 95 %
QUANTILES = {"median": 0.5, "ninth": 0.9}
UNITS = {"count": "", "share": "percent", "per_inhabitants": "per_10000", "median": "days", "ninth": "days"}


@dataclass(frozen=True, slots=True)
class Value:
    """One number: `cases` is how many it stands on, `part` how many of them it counts.

    `number` is None where nothing was counted, or the residents of the place are not known. `low` and `high` are the
    95 % interval: of a share after Wilson (1927), of a quantile by the ranks around it; None where there is none.
    """

    number: float | None
    cases: int
    part: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator in a period, and in the same one a year before."""

    indicator: Indicator
    now: Value
    before: Value

    @property
    def unit(self) -> str:
        """`percent`, `days`, `per_10000`, or empty for a count."""
        return UNITS[self.indicator.shows]

    @property
    def stands_on_something(self) -> bool:
        """Whether anything was counted, now or a year before."""
        return bool(self.now.cases or self.before.cases)

    @property
    def change(self) -> float | None:
        """Now less a year before: points for shares, per cent of the year before for counts, days for days."""
        if self.now.number is None or self.before.number is None:
            return None
        if self.indicator.shows in {"share", "median", "ninth"}:
            return self.now.number - self.before.number
        return 100 * (self.now.number / self.before.number - 1) if self.before.number else None

    @property
    def is_better(self) -> bool | None:
        """Whether the change is to the better; None where nobody said which way is, or nothing changed."""
        if self.indicator.better == "neither" or not self.change:
            return None
        return (self.change > 0) == (self.indicator.better == "more")


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share in per cent (Wilson 1927); `whole` is at least 1."""
    share, spread = part / whole, Z * Z / whole
    middle = share + spread / 2
    half = Z * math.sqrt(share * (1 - share) / whole + spread / (4 * whole))
    return tuple(100 * min(1.0, max(0.0, (middle + sign * half) / (1 + spread))) for sign in (-1, 1))  # type: ignore[return-value]


def _at_rank(took: list[tuple[int, int]], rank: int) -> float:
    seen = 0
    for days, number in took:
        seen += number
        if seen >= rank:
            return float(days)
    return float(took[-1][0])


def quantile(took: list[tuple[int, int]], share: float) -> Value:
    """The least number of days within which `share` of them ended, with its 95 % interval by ranks."""
    cases = sum(number for _days, number in took)
    if not cases:
        return Value(None, 0, 0)
    half = Z * math.sqrt(cases * share * (1 - share))
    low, high = (min(cases, max(1, math.ceil(cases * share + sign * half))) for sign in (-1, 1))
    number = _at_rank(took, max(1, math.ceil(cases * share)))
    return Value(number, cases, cases, _at_rank(took, low), _at_rank(took, high))


@dataclass(frozen=True, slots=True)
class Counted:
    """All that was counted for some indicators in one period: one tally for each way of narrowing."""

    tallies: dict[Only, Tally]
    spreads: dict[Only, Spread]

    @property
    def values(self) -> set[str]:
        """The values of the side by which it was cut."""
        keys = [key for one in self.tallies.values() for key in one.cells]
        return {value for _piece, value, _kind in [*keys, *(key for one in self.spreads.values() for key in one.cells)]}

    def value(self, told: Indicator, place: str, *, piece: date | None = None, value: str | None = None) -> Value:
        """The value of an indicator, of one piece or side or of all; `place` is whose residents it is per."""
        only = narrowed_by(told)
        if told.in_days:
            return quantile(self.spreads[only].of(told.kinds, piece=piece, value=value), QUANTILES[told.shows])
        count = self.tallies[only].of(told.counts, told.kinds, piece=piece, value=value)
        if told.shows == "count":
            return Value(float(count), count, count)
        if told.shows == "per_inhabitants":
            residents = population().residents.get(place)
            return Value(count * 10_000 / residents if residents else None, count, count)
        whole = self.tallies[only].of(told.of, told.kinds, piece=piece, value=value)
        return Value(100 * count / whole, whole, count, *wilson(count, whole)) if whole else Value(None, 0, 0)


def narrowed_by(told: Indicator, only: Only | None = None) -> Only:
    """To what an indicator narrows its matters, and what is narrowed besides."""
    own = Only(category=told.categories, source=told.sources, stage=told.stages)
    if only is None:
        return own
    merged = {name: _both(getattr(own, name), getattr(only, name)) for name in Only.__dataclass_fields__}
    return Only(**merged)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if one and other:
        return tuple(value for value in one if value in other) or ("-",)  # nothing is both
    return one or other


def count_for(
    told: Iterable[Indicator], sight: Sight, period: Period, cut: Cut | None = None, only: Only | None = None
) -> Counted:
    """Count for these indicators: one statement for each way of narrowing, and one more where days are asked for."""
    known = list(told)
    counts = {narrowed_by(one) for one in known if not one.in_days}
    times = {narrowed_by(one) for one in known if one.in_days}
    one_of = {narrowed_by(one): narrowed_by(one, only) for one in known}
    return Counted(
        {own: tally(sight, period, cut, one_of[own]) for own in counts},
        {own: days_taken(sight, period, cut, one_of[own]) for own in times},
    )


def figures_of(told: Iterable[Indicator], sight: Sight, period: Period, only: Only | None = None) -> list[Figure]:
    """These indicators in a period, beside the year before. `period` ends today or before."""
    known = [one for one in told if set(one.kinds) & sight.kinds]
    now, before = (count_for(known, sight, one, only=only) for one in (period, period.before))
    place = sight.place.pk
    return [Figure(one, now.value(one, place), before.value(one, place)) for one in known]
