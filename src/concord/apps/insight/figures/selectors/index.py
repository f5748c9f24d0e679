"""The governance index of a place: its parts, each open to its figure, with its uncertainty, beside a year before."""

import math
from dataclasses import dataclass
from datetime import date

from concord.apps.insight.figures.access import Sight
from concord.apps.insight.figures.definitions import Index, Part
from concord.apps.insight.figures.selectors.asked import Asked
from concord.apps.insight.figures.selectors.definitions import indicators, the_index
from concord.apps.insight.figures.selectors.values import Figure, Value, figures_of


@dataclass(frozen=True, slots=True)
class Points:
    """Points from 0 to 100 with the bounds of their 95 % interval."""

    number: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part: its figure, and its points now and a year before; None where there were too few cases."""

    part: Part
    figure: Figure
    now: Points | None
    before: Points | None

    @property
    def weighed(self) -> float | None:
        """What it gives to the index, if every part counts."""
        return None if self.now is None else self.now.number * self.part.weight / 100


@dataclass(frozen=True, slots=True)
class IndexShown:
    """The index of a place; `counted` is the weight of the parts that had enough cases."""

    index: Index
    parts: list[PartShown]
    now: Points | None
    before: Points | None
    counted: int

    @property
    def change(self) -> float | None:
        """Points more or less than a year before; None where parts are missing then that count now, or the reverse."""
        same = all((one.now is None) == (one.before is None) for one in self.parts)
        return self.now.number - self.before.number if same and self.now and self.before else None


def _points(part: Part, value: Value, least: int) -> Points | None:
    if value.number is None or value.cases < least or value.low is None or value.high is None:
        return None
    bounds = sorted((part.points(value.low), part.points(value.high)))
    return Points(part.points(value.number), *bounds)


def combined(parts: list[tuple[int, Points]]) -> Points | None:
    """The weighed mean of the parts; their intervals are added as those of independent numbers, in squares."""
    weight = sum(one for one, _points in parts)
    if not weight:
        return None
    number = sum(one * points.number for one, points in parts) / weight
    low = math.hypot(*(one * (points.number - points.low) for one, points in parts)) / weight
    high = math.hypot(*(one * (points.high - points.number) for one, points in parts)) / weight
    return Points(number, max(0.0, number - low), min(100.0, number + high))


def index_shown(sight: Sight, asked: Asked, today: date) -> IndexShown | None:
    """The index of a place in a period; None before one is published."""
    known = indicators()
    index = the_index(known)
    if index is None:
        return None
    told = [known[part.indicator] for part in index.parts]
    figures = {one.indicator.code: one for one in figures_of(told, sight, asked.over(today), asked.only)}
    parts = [
        PartShown(
            part, one, _points(part, one.now, one.indicator.least), _points(part, one.before, one.indicator.least)
        )
        for part in index.parts
        if (one := figures.get(part.indicator))
    ]
    now = [(one.part.weight, one.now) for one in parts if one.now]
    before = [(one.part.weight, one.before) for one in parts if one.before]
    return IndexShown(index, parts, combined(now), combined(before), sum(weight for weight, _points in now))
