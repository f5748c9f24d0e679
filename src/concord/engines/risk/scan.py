"""Where in space and time there is more than expected: all areas of a tree of places, all windows that end today.

The expectation-based space-time scan (Kulldorff, J. R. Statist. Soc. A 164, 2001; Neill, Int. J. Forecasting 25, 2009):
each area and window is scored by its likelihood ratio, and the best score of the day is held against the best scores of
simulated days, so that a day counts as one look, however many areas it looked at. Small probabilities come from a
Gumbel distribution fitted to the simulated ones (Abrams, Kulldorff and Kleinman, Int. J. Health Geographics 9, 2010).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from concord.engines.risk.series import Numbers

LONGEST_WINDOW, SIMULATED_DAYS = 14, 199
AREA_DIGITS = (4, 6, 9, 12, 15)
EULER = 0.5772156649


@dataclass(frozen=True, slots=True)
class Cluster:
    """An area and the days of a window that ends today, with more reports than expected there.

    `probability` is that of a best score so high on a day on which nothing happens; `score` the log-likelihood ratio.
    """

    place: str
    days: int
    seen: int
    expected: float
    score: float
    probability: float

    @property
    def recurrence(self) -> float:
        """After how many quiet days so high a score comes once, by chance (Kleinman et al. 2004)."""
        return math.inf if self.probability == 0 else 1 / self.probability


def areas_of(places: Sequence[str]) -> list[str]:
    """All areas that hold one of these places: city, county, township, village, grid, as far as their codes go."""
    found = {place[:digits] for place in places for digits in AREA_DIGITS if len(place) >= digits}
    return sorted(found | set(places), key=lambda code: (len(code), code))


def scan(
    seen: Mapping[str, Sequence[int]],
    known: Mapping[str, Sequence[float]],
    *,
    seed: int,
    dispersion: float = 1.0,
    fewest: int = 1,
    simulations: int = SIMULATED_DAYS,
) -> Cluster | None:
    """The strongest cluster of today, or None where nowhere is more than expected.

    `seen` and `known` hold for each place the counts and what was expected of the same last days, today last;
    `dispersion` is how much wider than Poisson counts vary; fewer than `fewest` are no cluster. The same seed gives the
    same answer.
    """
    places = sorted(seen)
    if not places:
        return None
    counts = np.array([seen[place] for place in places], dtype=np.float64)[:, -LONGEST_WINDOW:]
    means = np.array([known[place] for place in places], dtype=np.float64)[:, -LONGEST_WINDOW:]
    areas = areas_of(places)
    member = np.array([[float(place.startswith(area)) for place in places] for area in areas])
    expected = _windows(member @ means)
    scores = _scores(_windows(member @ counts), expected, fewest) / dispersion
    area, window = np.unravel_index(int(scores.argmax()), scores.shape)
    best = float(scores[area, window])
    if best <= 0:
        return None
    quiet = Quiet(means, dispersion, fewest, simulations, seed)
    simulated = quiet.best_scores(member, expected)
    return Cluster(
        place=areas[area],
        days=int(window) + 1,
        seen=int(_windows(member @ counts)[area, window]),
        expected=float(expected[area, window]),
        score=best,
        probability=_probability(best, simulated),
    )


def _windows(days: Numbers) -> Numbers:
    """Sums of the last 1, 2, 3 … days, for each row."""
    return np.cumsum(days[..., ::-1], axis=-1)


def _scores(seen: Numbers, expected: Numbers, fewest: int) -> Numbers:
    """Log-likelihood ratios of Poisson counts where enough, and more than expected, were seen; else 0."""
    mean = np.maximum(expected, 1e-9)
    more = (seen > mean) & (seen >= fewest)
    ratio = np.where(more, seen / mean, 1.0)
    return np.where(more, seen * np.log(ratio) + mean - seen, 0.0)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days on which nothing happens: counts that vary around what is expected."""

    means: Numbers
    dispersion: float
    fewest: int
    simulations: int
    seed: int

    def best_scores(self, member: Numbers, expected: Numbers) -> Numbers:
        """The best score of each simulated day."""
        chance = np.random.default_rng(self.seed)
        wider = self.dispersion - 1.0
        best = np.empty(self.simulations)
        for number in range(self.simulations):
            rates = self.means if wider <= 0 else chance.gamma(np.maximum(self.means, 1e-9) / wider, wider)
            counts = chance.poisson(rates).astype(np.float64)
            best[number] = float((_scores(_windows(member @ counts), expected, self.fewest) / self.dispersion).max())
        return best


def _probability(score: float, simulated: Numbers) -> float:
    """How often a quiet day scores so high: counted where it was seen among the simulated, else by the Gumbel tail."""
    higher = int((simulated >= score).sum())
    if higher >= 10:
        return (higher + 1) / (len(simulated) + 1)
    scale = float(simulated.std()) * math.sqrt(6) / math.pi
    if scale <= 0:
        return (higher + 1) / (len(simulated) + 1)
    place = float(simulated.mean()) - EULER * scale
    return -math.expm1(-math.exp(-(score - place) / scale))
