"""Counts a day, and what is to be expected of a day: day of rest, trend and season, by a quasi-Poisson regression.

After Farrington, Andrews, Beale and Catchpole (J. R. Statist. Soc. A 159, 1996) and Noufaily et al. (Statistics in
Medicine 32, 2013): past outbreaks weigh less, the newest days do not count, and the spread is estimated from the data.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
RestDay = Callable[[date], bool]
DAYS_KNOWN, DAYS_LEFT_OUT, FEWEST_DAYS, DAYS_FOR_SEASON = 728, 14, 28, 546
ROUNDS, LARGE_RESIDUAL, RIDGE, SETTLED, TINY = 25, 2.58, 1e-6, 1e-8, 1e-14


@dataclass(frozen=True, slots=True)
class Series:
    """How many a day, from `start` on, without gaps."""

    start: date
    counts: tuple[int, ...]

    @classmethod
    def of(cls, days: Iterable[date], start: date, end: date) -> "Series":
        """Count the days from `start` to `end`, both included; others are left out."""
        counts = [0] * ((end - start).days + 1)
        for day in days:
            if start <= day <= end:
                counts[(day - start).days] += 1
        return cls(start, tuple(counts))

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=len(self.counts) - 1)

    def __getitem__(self, day: date) -> int:
        return self.counts[(day - self.start).days]


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to be expected of a day: the mean, and by how much the variance exceeds it (1: Poisson)."""

    mean: float
    dispersion: float

    def tail(self, count: int) -> float:
        """The probability of so many or more, by a negative binomial of this mean and variance."""
        if count <= 0:
            return 1.0
        mean = max(self.mean, 1e-9)
        if self.dispersion <= 1.0 + 1e-9:
            return _poisson_tail(count, mean)
        return _negative_binomial_tail(count, mean, mean / (self.dispersion - 1.0))


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is to be expected of some days, one mean each, and the spread that all of them share."""

    means: tuple[float, ...]
    dispersion: float


def expected(series: Series, day: date, is_rest: RestDay, *, left_out: int = DAYS_LEFT_OUT) -> Expected:
    """What is to be expected of a day from up to two years before it, the last `left_out` days not counted.

    With fewer than four weeks known it is their mean, with the spread of Poisson at least doubled: little is known.
    """
    known = baseline(series, [day], is_rest, known_until=day - timedelta(days=left_out + 1))
    return Expected(known.means[0], known.dispersion)


def baseline(series: Series, wanted: Sequence[date], is_rest: RestDay, *, known_until: date) -> Baseline:
    """What is to be expected of some days, from up to two years that end with `known_until`."""
    last = min(series.end, known_until)
    first = max(series.start, last - timedelta(days=DAYS_KNOWN - 1))
    days = [first + timedelta(days=n) for n in range(max(0, (last - first).days + 1))]
    if len(days) < FEWEST_DAYS:
        known = [series[one] for one in days]
        return Baseline((sum(known) / len(known) if known else 0.0,) * len(wanted), 2.0)
    today, season = wanted[-1], len(days) >= DAYS_FOR_SEASON
    counts = np.array([series[one] for one in days], dtype=np.float64)
    design = np.array([_row(one, today, is_rest, season=season) for one in days])
    weights, fitted, coefficients = _fit(design, counts)
    rows = np.array([_row(one, today, is_rest, season=season) for one in wanted])
    means = np.exp(np.clip(rows @ coefficients, -20, 20))
    return Baseline(tuple(float(one) for one in means), _dispersion(counts, fitted, weights, design.shape[1]))


def _row(day: date, today: date, is_rest: RestDay, *, season: bool) -> list[float]:
    """Constant, trend in years, day of rest, Monday; the season of the year where a year and a half is known."""
    row = [1.0, (day - today).days / 365.0, float(is_rest(day)), float(day.weekday() == 0)]
    angle = 2 * math.pi * day.timetuple().tm_yday / 365
    return [*row, math.sin(angle), math.cos(angle)] if season else row


def _fit(design: Numbers, counts: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Quasi-Poisson by iteratively reweighted least squares, twice: days far above the first fit weigh less."""
    weights: Numbers = np.ones(len(counts))
    fitted, _first = _solve(design, counts, weights)
    dispersion = _dispersion(counts, fitted, weights, design.shape[1])
    residuals = (counts - fitted) / np.sqrt(dispersion * np.maximum(fitted, 1e-9))
    large = residuals > LARGE_RESIDUAL
    weights[large] = residuals[large] ** -2.0
    weights *= len(weights) / weights.sum()
    return weights, *_solve(design, counts, weights)


def _solve(design: Numbers, counts: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    width = design.shape[1]
    coefficients: Numbers = np.zeros(width, dtype=np.float64)
    coefficients[0] = math.log(max(float(counts.mean()), 1e-3))
    for _round in range(ROUNDS):
        linear = np.clip(design @ coefficients, -20, 20)
        mean = np.exp(linear)
        working = linear + (counts - mean) / mean
        scaled = design * (weights * mean)[:, None]
        last, coefficients = coefficients, _solved(scaled.T @ design + RIDGE * np.eye(width), scaled.T @ working)
        if np.max(np.abs(coefficients - last)) < SETTLED:
            break
    return np.exp(np.clip(design @ coefficients, -20, 20)), coefficients


def _solved(matrix: Numbers, right: Numbers) -> Numbers:
    return np.asarray(np.linalg.solve(matrix, right), dtype=np.float64)


def _dispersion(counts: Numbers, fitted: Numbers, weights: Numbers, width: int) -> float:
    squares = weights * (counts - fitted) ** 2 / np.maximum(fitted, 1e-9)
    return max(1.0, float(squares.sum()) / max(1, len(counts) - width))


def _poisson_tail(count: int, mean: float) -> float:
    first = count * math.log(mean) - mean - math.lgamma(count + 1)
    return _upper(count, mean, first, lambda number: mean / (number + 1))


def _negative_binomial_tail(count: int, mean: float, size: float) -> float:
    share = mean / (size + mean)
    choose = math.lgamma(count + size) - math.lgamma(size) - math.lgamma(count + 1)
    first = choose + size * math.log(size / (size + mean)) + count * math.log(share)
    return _upper(count, mean, first, lambda number: (number + size) / (number + 1) * share)


def _upper(count: int, mean: float, first: float, ratio: Callable[[int], float]) -> float:
    """The sum of all terms from `count` on, given the logarithm of the first and the ratio of each to the one before.

    Above the mean they are summed upwards, which keeps small tails exact; below it the rest is taken from 1.
    """
    if count <= mean:
        below, term = 0.0, math.exp(first)
        for number in range(count - 1, -1, -1):
            term /= ratio(number)
            below += term
        return min(1.0, max(0.0, 1.0 - below))
    total, term, number = 0.0, math.exp(first), count
    while term > total * TINY:
        total += term
        term *= ratio(number)
        number += 1
    return min(1.0, total)
