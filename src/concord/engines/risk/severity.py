"""How grave a warning is, with each reason: size, growth, money, vulnerable groups, overlap with earlier warnings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum

from concord.engines.risk.report import Report


class Severity(IntEnum):
    """Four grades; people answer each in their own way."""

    NOTE = 1
    WATCH = 2
    SERIOUS = 3
    GRAVE = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """From which values on a ground counts one, two or three points; officials set them."""

    senders: tuple[int, int, int] = (5, 15, 50)
    growth: tuple[float, float, float] = (1.5, 3.0, 6.0)
    amount: tuple[int, int, int] = (100_000, 1_000_000, 10_000_000)
    grades: tuple[int, int, int] = (2, 4, 6)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a warning is graver: which ground, the value measured, and its points."""

    name: str
    value: str
    points: int


@dataclass(frozen=True, slots=True)
class Graded:
    """A severity with the grounds that make it up."""

    severity: Severity
    grounds: tuple[Ground, ...]


def grade(reports: Sequence[Report], today: date, *, earlier: int = 0, scale: Scale | None = None) -> Graded:
    """Grade what these reports tell on a day; `earlier` warnings of the same place or organisation make it graver."""
    scale = scale or Scale()
    senders = len({one.sender for one in reports})
    growth = growth_of(reports, today)
    amount = sum((one.amount or Decimal(0) for one in reports), Decimal(0))
    grounds = (
        Ground("senders", str(senders), _points(senders, scale.senders)),
        Ground("growth", f"{growth:.1f}", _points(growth, scale.growth)),
        Ground("amount", str(amount), _points(amount, scale.amount)),
        Ground("vulnerable", str(sum(one.vulnerable for one in reports)), int(any(one.vulnerable for one in reports))),
        Ground("earlier", str(earlier), min(earlier, 1)),
    )
    points = sum(ground.points for ground in grounds)
    return Graded(Severity(1 + _points(points, scale.grades)), tuple(one for one in grounds if one.points))


def growth_of(reports: Sequence[Report], today: date) -> float:
    """How many times as many reports came in the last seven days as in the seven before; a first week counts alone."""
    week, before = (_between(reports, today, days) for days in ((0, 6), (7, 13)))
    return week / max(1, before)


def _between(reports: Sequence[Report], today: date, days: tuple[int, int]) -> int:
    last, first = (today - timedelta(days=number) for number in days)
    return sum(first <= one.at.date() <= last for one in reports)


def _points(value: float | Decimal, limits: tuple[float, float, float] | tuple[int, int, int]) -> int:
    return sum(value >= limit for limit in limits)
