"""How the looks at a county's counts do: quiet years against their budget, and clusters planted in a village.

A county of ten townships with ten villages each; reports of one topic by Poisson, fewer on days of rest, villages of
unequal size. Each night of the last year is looked at once.
"""

import sys
from datetime import date, timedelta

import numpy as np

from concord.engines.law.calendar import presumed_rest_day
from concord.engines.risk.areas import Counts, look_at_areas, look_at_day, series_of
from concord.engines.risk.looks import Budget

START, DAYS, YEAR, COUNTIES = date(2024, 1, 1), 730, 365, 3
A_DAY, REST, BORNE = 6.0, 0.5, 12
PLANTED, WITHIN = (6, 10, 16), 10
VILLAGES = [f"33010500{town}{village:03d}" for town in range(10) for village in range(1, 11)]


def quiet(seed: int) -> dict[str, list[int]]:
    """Two years of a county in which nothing happens."""
    chance = np.random.default_rng(seed)
    shares = chance.dirichlet(np.full(len(VILLAGES), 3.0))
    rest = [REST if presumed_rest_day(START + timedelta(days=day)) else 1.0 for day in range(DAYS)]
    return {
        place: [int(one) for one in chance.poisson(A_DAY * share * np.array(rest))]
        for place, share in zip(VILLAGES, shares, strict=True)
    }


def alarms(days: dict[str, list[int]], today: int) -> dict[str, bool]:
    """Whether the looks of one night are alarms: over areas, and day by day."""
    counts = Counts(START, {place: tuple(one[: today + 1]) for place, one in days.items()})
    areas, found = series_of(counts), look_at_areas(counts, presumed_rest_day, seed=today)
    looks = [look for area in areas if (look := look_at_day(counts, area, presumed_rest_day))]
    by_day = Budget(BORNE, len(areas))
    return {
        "areas": bool(found and Budget(BORNE, 1).is_alarm(found.probability)),
        "days": any(by_day.is_alarm(look.probability) for look in looks),
    }


def tell() -> None:
    """Print false alarms a year, and for clusters of some sizes the share seen and the delay in days."""
    false = {"areas": 0, "days": 0}
    for seed in range(COUNTIES):
        days = quiet(seed)
        for today in range(DAYS - YEAR, DAYS):
            for kind, alarm in alarms(days, today).items():
                false[kind] += alarm
    sys.stdout.write("\nlooks at a county's counts, budget 12 false alarms a year for each kind\n")
    sys.stdout.write(
        "".join(f"{kind}: {number / COUNTIES:.1f} false alarms a year\n" for kind, number in false.items())
    )
    for size in PLANTED:
        delays = [delay for seed in range(20) if (delay := _delay(seed, size)) is not None]
        share, mean = len(delays) / 20, float(np.mean(delays)) if delays else 0.0
        sys.stdout.write(
            f"{size} people of one village within {WITHIN} days: seen {share:.2f}, after {mean:.1f} days\n"
        )


def _delay(seed: int, size: int) -> int | None:
    """After how many days a planted cluster is seen over areas, or None."""
    chance, days = np.random.default_rng(900 + seed), quiet(100 + seed)
    begin, place = int(chance.integers(DAYS - 200, DAYS - 40)), VILLAGES[int(chance.integers(len(VILLAGES)))]
    for day in chance.integers(0, WITHIN, size):
        days[place][begin + int(day)] += 1
    return next((day for day in range(WITHIN + 4) if alarms(days, begin + day)["areas"]), None)
