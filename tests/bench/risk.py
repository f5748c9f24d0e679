"""How soon an outbreak of reports is seen, and how often it is seen where there is none: ours beside EARS.

The design follows Noufaily et al. (Statistics in Medicine 32, 2013): counts are negative binomial around a mean with
trend, days of rest and a yearly season; an outbreak's size is Poisson with a mean of some standard deviations of the
baseline, spread over days by a lognormal distribution. Each detector looks at every day of the last year once.
"""

import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from concord.engines.law.calendar import presumed_rest_day
from concord.engines.risk.detectors import C3_LIMIT, C_LIMIT, ears_c1, ears_c2, ears_c3, look
from concord.engines.risk.looks import Budget
from concord.engines.risk.series import Series
from tests.bench import areas, issues

START, DAYS, YEAR = date(2024, 1, 1), 3 * 365, 365
SERIES, OUTBREAKS, SPREAD = 12, 4, 0.5
BUDGET = Budget(false_alarms_a_year=12, looks_a_day=1)
AFTER = 21


@dataclass(frozen=True, slots=True)
class Place:
    """What a place is like: reports a day, growth a year, share of them on days of rest, season, overdispersion."""

    name: str
    mean: float
    growth: float = 0.0
    rest: float = 1.0
    season: float = 0.0
    wide: float = 1.2


PLACES = [
    Place("a village", 0.2),
    Place("a township", 1.5, rest=0.5),
    Place("a county, growing", 12, growth=0.3, rest=0.4),
    Place("a county, with a season", 12, rest=0.4, season=0.4),
    Place("a city, overdispersed", 60, growth=0.1, rest=0.35, wide=3.0),
]
SIZES = (2, 4, 8)


@dataclass(frozen=True, slots=True)
class Outbreak:
    """Reports added on some days, each by its index."""

    days: tuple[int, ...]
    sizes: tuple[int, ...]


@dataclass(slots=True)
class Tally:
    """What one detector did in one kind of place with one size of outbreak."""

    outbreaks: int = 0
    seen: int = 0
    delay: int = 0
    reports: int = 0
    quiet_days: int = 0
    false: int = 0

    def row(self) -> str:
        """Probability of detection, delay in days and in reports, false alarms a year."""
        seen = max(1, self.seen)
        a_year = self.false / max(1, self.quiet_days) * YEAR
        share, days, reports = self.seen / max(1, self.outbreaks), self.delay / seen, self.reports / seen
        return f"{share:5.2f} {days:6.1f} {reports:8.1f} {a_year:8.1f}"


def means(place: Place) -> list[float]:
    """What a place expects of each day."""
    found = []
    for number in range(DAYS):
        day = START + timedelta(days=number)
        rest = place.rest if presumed_rest_day(day) else 1.0
        season = 1 + place.season * math.sin(2 * math.pi * day.timetuple().tm_yday / 365)
        found.append(place.mean * math.exp(place.growth * number / 365) * rest * season)
    return found


def quiet(place: Place, chance: np.random.Generator) -> list[int]:
    """Counts without any outbreak."""
    counts = []
    for mean in means(place):
        rate = chance.gamma(mean / (place.wide - 1), place.wide - 1) if place.wide > 1 else mean
        counts.append(int(chance.poisson(rate)))
    return counts


def planted(place: Place, size: float, chance: np.random.Generator) -> Iterator[Outbreak]:
    """Outbreaks of the last year, far enough from each other."""
    deviation = math.sqrt(place.mean * place.wide)
    for number in range(OUTBREAKS):
        begin = DAYS - YEAR + number * YEAR // OUTBREAKS + int(chance.integers(5, 40))
        total = max(2, int(chance.poisson(size * max(deviation, 1.0))))
        at = sorted(begin + int(one) for one in chance.lognormal(0.0, SPREAD, total) * 3)
        yield Outbreak(tuple(dict.fromkeys(at)), tuple(at.count(day) for day in dict.fromkeys(at)))


Alarm = Callable[[Series, int], bool]


def ours(series: Series, day: int) -> bool:
    """Whether our detector calls a day an alarm within its budget."""
    return BUDGET.is_alarm(look(series, START + timedelta(days=day), presumed_rest_day).probability)


DETECTORS: dict[str, Alarm] = {
    "ours": ours,
    "EARS C1": lambda series, day: ears_c1(series, day) > C_LIMIT,
    "EARS C2": lambda series, day: ears_c2(series, day) > C_LIMIT,
    "EARS C3": lambda series, day: ears_c3(series, day) > C3_LIMIT,
}


def judge(tally: Tally, series: Series, outbreaks: list[Outbreak], alarm: Alarm) -> None:
    """Let a detector look at each day of the last year, and count what it saw, how late, and what it imagined."""
    alarms = {day for day in range(DAYS - YEAR, DAYS) if alarm(series, day)}
    busy: set[int] = set()
    for outbreak in outbreaks:
        begin, end = outbreak.days[0], min(DAYS - 1, outbreak.days[-1] + 3)
        busy |= set(range(begin, min(DAYS, end + AFTER)))
        hits = sorted(alarms & set(range(begin, end + 1)))
        tally.outbreaks += 1
        if hits:
            tally.seen += 1
            tally.delay += hits[0] - begin
            tally.reports += sum(
                size for day, size in zip(outbreak.days, outbreak.sizes, strict=True) if day <= hits[0]
            )
    tally.quiet_days += YEAR - len(busy & set(range(DAYS - YEAR, DAYS)))
    tally.false += len(alarms - busy)


def main() -> None:
    """Print the table."""
    sys.stdout.write(
        f"{SERIES} series of 3 years each, {OUTBREAKS} outbreaks a series; budget 12 false alarms a year\n"
    )
    sys.stdout.write(f"{'place':26}{'size':>5}  {'detector':9} detected   days  reports  false/year\n")
    for place in PLACES:
        for size in SIZES:
            tallies = {name: Tally() for name in DETECTORS}
            for number in range(SERIES):
                chance = np.random.default_rng([number, size, len(place.name)])
                counts, outbreaks = quiet(place, chance), list(planted(place, size, chance))
                for outbreak in outbreaks:
                    for day, more in zip(outbreak.days, outbreak.sizes, strict=True):
                        counts[min(day, DAYS - 1)] += more
                for name, alarm in DETECTORS.items():
                    judge(tallies[name], Series(START, tuple(counts)), outbreaks, alarm)
            for name, tally in tallies.items():
                sys.stdout.write(f"{place.name:26}{size:>5}  {name:9} {tally.row()}\n")
    areas.tell()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        issues.tell(Path(sys.argv[1]))
    else:
        main()
