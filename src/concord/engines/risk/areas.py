"""Look at the counts of a county: each topic in each place, day by day; over areas and windows, and series by series.

What an area expects is what the county expects (day of rest, trend, season), times its share of what came before. A
look at a day that is not over compares a part of its reports with what the whole day expects: it can only miss what
the evening will show, never imagine it, so looking every hour costs no more false alarms than looking once a night.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from concord.engines.risk.detectors import Look
from concord.engines.risk.scan import LONGEST_WINDOW, Cluster, areas_of, scan
from concord.engines.risk.series import Baseline, Expected, RestDay, Series, baseline

FEWEST_KNOWN, FEWEST_BEFORE, FEWEST_SEEN = 56, 8, 5
EVEN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Counts:
    """How many different people reported a topic, from `start` to today: in each place, day by day, without gaps."""

    start: date
    by_place: Mapping[str, tuple[int, ...]]

    @property
    def days(self) -> int:
        """How many days are known."""
        return max((len(counts) for counts in self.by_place.values()), default=0)

    @property
    def today(self) -> date:
        """The last day."""
        return self.start + timedelta(days=self.days - 1)

    def within(self, area: str = "") -> Series:
        """The counts of an area: of all places whose code begins with its own."""
        held = (counts for place, counts in self.by_place.items() if place.startswith(area))
        return Series(self.start, tuple(map(sum, zip(*held, strict=True))) or (0,) * self.days)

    @property
    def is_known(self) -> bool:
        """Whether enough is known to say what is usual: since eight weeks and more before the longest window, some
        reports. What nobody reported so far, or a source that was just connected, has no usual.
        """
        before = self.within().counts[:-LONGEST_WINDOW]
        first = next((number for number, count in enumerate(before) if count), len(before))
        return len(before) - first >= FEWEST_KNOWN and sum(before) >= FEWEST_BEFORE


def look_at_areas(counts: Counts, is_rest: RestDay, *, seed: int) -> Cluster | None:
    """The strongest cluster of a topic today, at any size of area and of up to 14 days.

    None where nowhere is more than expected, or fewer than five people, or where too little is known.
    """
    if not counts.is_known:
        return None
    seen = {place: days[-LONGEST_WINDOW:] for place, days in counts.by_place.items()}
    if sum(map(sum, seen.values())) < FEWEST_SEEN:
        return None
    usual = usual_days(counts, "", is_rest)
    known = {place: [share * mean for mean in usual.means] for place, share in _shares(counts).items()}
    return scan(seen, known, seed=seed, dispersion=usual.dispersion, fewest=FEWEST_SEEN)


def usual_days(counts: Counts, area: str, is_rest: RestDay) -> Baseline:
    """What is usual in an area on each day of the longest window, from what was known before it.

    Where nothing came so far, half a report in all the days known.
    """
    today = counts.today
    window = [today - timedelta(days=number) for number in reversed(range(LONGEST_WINDOW))]
    usual = baseline(counts.within(area), window, is_rest, known_until=today - timedelta(days=LONGEST_WINDOW))
    least = EVEN_SHARE / counts.days
    return Baseline(tuple(max(mean, least) for mean in usual.means), usual.dispersion)


def _shares(counts: Counts) -> dict[str, float]:
    """Each place's share of what came before the window; where little came, nearer to an equal share."""
    before = {place: sum(days[:-LONGEST_WINDOW]) + EVEN_SHARE for place, days in counts.by_place.items()}
    total = sum(before.values())
    return {place: number / total for place, number in before.items()}


def look_at_day(counts: Counts, area: str, is_rest: RestDay) -> Look | None:
    """Today in one area: what was seen, what is usual, how unlikely so much is; None where fewer than five people."""
    seen = counts.within(area).counts[-1] if counts.is_known else 0
    if seen < FEWEST_SEEN:
        return None
    usual = usual_days(counts, area, is_rest)
    return Look(counts.today, seen, usual.means[-1], Expected(usual.means[-1], usual.dispersion).tail(seen))


def series_of(counts: Counts, *, digits: tuple[int, ...] = (6, 9)) -> list[str]:
    """The areas that are looked at as a series each: county and townships."""
    return [area for area in areas_of(sorted(counts.by_place)) if len(area) in digits]
