"""Whether a day is unusual: the classical detectors as they were published, and ours with a calendar.

EARS C1, C2 and C3: Hutwagner, Thompson, Seeman and Treadwell, Journal of Urban Health 80 (2003). They know neither
weekday nor holiday and are the baseline of the benchmark.
"""

import statistics
from dataclasses import dataclass
from datetime import date

from concord.engines.risk.series import RestDay, Series, expected

BASELINE, LAG, LEAST_SPREAD = 7, 2, 0.5
C_LIMIT, C3_LIMIT = 3.0, 2.0


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one day: what was seen, what was to be expected, and how unlikely so much is."""

    day: date
    seen: int
    mean: float
    probability: float


def ears_c1(series: Series, day: int) -> float:
    """C1: how many standard deviations the day lies above the seven days before it."""
    return _standing(series.counts, day, lag=0)


def ears_c2(series: Series, day: int) -> float:
    """C2: the same against seven days that end three days before it."""
    return _standing(series.counts, day, lag=LAG)


def ears_c3(series: Series, day: int) -> float:
    """C3: what C2 exceeded 1 by, summed over the day and the two before it."""
    return sum(max(0.0, ears_c2(series, one) - 1.0) for one in range(day - 2, day + 1) if one >= BASELINE + LAG)


def _standing(counts: tuple[int, ...], day: int, *, lag: int) -> float:
    known = counts[max(0, day - lag - BASELINE) : max(0, day - lag)]
    if len(known) < BASELINE:
        return 0.0
    return (counts[day] - statistics.fmean(known)) / max(LEAST_SPREAD, statistics.stdev(known))


def look(series: Series, day: date, is_rest: RestDay) -> Look:
    """Look at one day with a baseline that knows weekdays, days of rest and trend."""
    known = expected(series, day, is_rest)
    seen = series[day]
    return Look(day, seen, known.mean, known.tail(seen))
