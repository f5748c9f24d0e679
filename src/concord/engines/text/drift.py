"""Whether a classifier still does what it did: agreement with people in time, and the mix of categories.

Two watches. A Bernoulli CUSUM over answers in their order (Reynolds & Stoumbos 1999) rings when the agreement has
fallen by `FALL` or more; its threshold is found so that, while nothing has changed, it rings once in `RUN` answers on
average (Markov chain of Brook & Evans 1972). The population stability index compares the shares of categories of two
periods; under no change it is about (1/n + 1/m) times chi-squared (Yurdakul 2018), and rings once in a thousand looks.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

import numpy as np

FALL, RUN, STATES = 0.10, 2_000, 160
LOWEST, HIGHEST = 0.15, 0.98
ONCE_IN_A_THOUSAND = 3.090
FEWEST = 5.0
SURE = 1.96


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its 95 % interval."""

    share: float
    low: float
    high: float
    of: int


def wilson(right: int, of: int) -> Interval:
    """A share of `of` answers with Wilson's interval; of no answers anything from 0 to 1 may be true."""
    if not of:
        return Interval(0.0, 0.0, 1.0, 0)
    share, weight = right / of, SURE * SURE / of
    middle = (share + weight / 2) / (1 + weight)
    half = SURE * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half), of)


@dataclass(frozen=True, slots=True)
class Watch:
    """A statistic and the threshold above which it rings; `since` is where the change probably began."""

    statistic: float
    threshold: float
    since: int = 0

    @property
    def rings(self) -> bool:
        """Whether it rings."""
        return self.statistic > self.threshold


def _steps(expected: float) -> tuple[float, float]:
    """What an answer adds: one that agrees (less than nothing), one that does not."""
    fallen = expected - FALL
    return log(fallen / expected), log((1 - fallen) / (1 - expected))


def _run_length(expected: float, threshold: float) -> float:
    """How many answers pass on average before it rings though nothing has changed."""
    width = threshold / STATES
    points = np.arange(STATES + 1) * width
    moves = np.zeros((STATES + 1, STATES + 2))
    for step, chance in zip(_steps(expected), (expected, 1 - expected), strict=True):
        onto = np.clip(points + step, 0.0, threshold + width) / width
        below = np.minimum(onto.astype(int), STATES + 1)
        above, part = np.minimum(below + 1, STATES + 1), onto - below
        np.add.at(moves, (np.arange(STATES + 1), below), chance * (1 - part))
        np.add.at(moves, (np.arange(STATES + 1), above), chance * part)
    stays = moves[:, : STATES + 1]
    return float(np.linalg.solve(np.eye(STATES + 1) - stays, np.ones(STATES + 1))[0])


@cache
def threshold_for(expected: float, run: int = RUN) -> float:
    """The threshold at which it rings by chance once in `run` answers on average."""
    low, high = 0.5, 12.0
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if _run_length(expected, middle) < run else (low, middle)
    return round(high, 3)


def watch_agreement(answers: Sequence[bool], expected: float) -> Watch:
    """Watch answers, oldest first, for a fall of agreement below what is expected (a share from .15 to .98)."""
    expected = round(min(max(expected, LOWEST), HIGHEST), 2)
    agrees, differs = _steps(expected)
    statistic, highest, since, begun = 0.0, 0.0, 0, 0
    for at, agreed in enumerate(answers):
        statistic = max(0.0, statistic + (agrees if agreed else differs))
        begun = at + 1 if statistic == 0.0 else begun
        if statistic > highest:
            highest, since = statistic, begun
    return Watch(round(highest, 3), threshold_for(expected), since)


def _joined(before: Mapping[str, int], now: Mapping[str, int]) -> list[tuple[float, float]]:
    """Counts of both periods by category, those too rare to compare put together."""
    whole = sum(before.values()) + sum(now.values())
    share = min(sum(before.values()), sum(now.values())) / whole
    pairs, rare = [], [0.0, 0.0]
    for category in sorted({*before, *now}):
        both = before.get(category, 0), now.get(category, 0)
        if sum(both) * share < FEWEST:
            rare = [rare[0] + both[0], rare[1] + both[1]]
        else:
            pairs.append((float(both[0]), float(both[1])))
    return [*pairs, (rare[0], rare[1])] if any(rare) else pairs


def _chi_squared(degrees: int) -> float:
    """What chi-squared passes once in a thousand times (Wilson and Hilferty's approximation)."""
    part = 2 / (9 * degrees)
    return float(degrees * (1 - part + ONCE_IN_A_THOUSAND * sqrt(part)) ** 3)


def watch_shares(before: Mapping[str, int], now: Mapping[str, int]) -> Watch:
    """Compare the mix of categories of two periods; without enough texts in both it never rings."""
    n, m = sum(before.values()), sum(now.values())
    if not n or not m:
        return Watch(0.0, 1.0)
    pairs = _joined(before, now)
    if len(pairs) < 2:
        return Watch(0.0, 1.0)
    size = len(pairs)
    shares = [((a + 0.5) / (n + size / 2), (b + 0.5) / (m + size / 2)) for a, b in pairs]
    index = sum((b - a) * log(b / a) for a, b in shares)
    return Watch(round(index, 4), round((1 / n + 1 / m) * _chi_squared(size - 1), 4))


def grown(before: Mapping[str, int], now: Mapping[str, int], most: int = 3) -> list[tuple[str, float, float]]:
    """The categories whose share changed most, with both shares."""
    n, m = max(1, sum(before.values())), max(1, sum(now.values()))
    old, new = Counter(before), Counter(now)
    told = [(category, old[category] / n, new[category] / m) for category in {*before, *now}]
    return sorted(told, key=lambda one: (-abs(one[2] - one[1]), one[0]))[:most]
