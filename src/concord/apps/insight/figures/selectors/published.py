"""What everyone may see of a county: quarters that are over, with small counts hidden so that nobody works them out.

A count from 1 to `K` − 1 is hidden. Beside it so many others of the same table are hidden, the smallest first, that the
hidden ones together make at least twice `K`: the total less what is shown then tells none of them (complementary
suppression). A share is hidden where its part, or what is not its part, would be such a small count. Only quarters and
only counties are shown, so that no two tables differ by a small one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from concord.apps.insight.figures.access import sight_of_everyone
from concord.apps.insight.figures.definitions import Indicator
from concord.apps.insight.figures.periods import Period, period
from concord.apps.insight.figures.selectors.asking import Cut
from concord.apps.insight.figures.selectors.definitions import indicators
from concord.apps.insight.figures.selectors.tallies import tally
from concord.apps.insight.figures.selectors.values import Value, figures_of
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.matters.wording import names_of
from concord.core.people.models import Place

K = 5
QUARTERS = 8
SHOWN = ("intake", "per_inhabitants", "closure", "satisfaction", "days_median", "mediation", "overdue")


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """An indicator as everyone sees it; `value` is None where it is hidden or nothing was counted."""

    indicator: Indicator
    unit: str
    value: Value | None
    before: Value | None


@dataclass(frozen=True, slots=True)
class Published:
    """The figures of a county for a quarter; in `categories`, a count of None is hidden."""

    place: Place
    period: Period
    figures: list[OpenFigure]
    categories: list[tuple[str, int | None]]


def quarters_over(today: date, most: int = QUARTERS) -> list[Period]:
    """The quarters that are over, the newest first."""
    found: list[Period] = []
    year, quarter = today.year, (today.month + 2) // 3
    while len(found) < most:
        year, quarter = (year - 1, 4) if quarter == 1 else (year, quarter - 1)
        if one := period(f"{year}-Q{quarter}"):
            found.append(one)
    return found


def is_small(count: int) -> bool:
    """Whether a count could point to people."""
    return 0 < count < K


def suppressed(counts: Mapping[str, int]) -> dict[str, int | None]:
    """A table whose total is known, with its small counts hidden, and others that would give them away."""
    hidden = {name for name, count in counts.items() if is_small(count)}
    others = sorted((name for name in counts if counts[name] >= K), key=lambda name: (counts[name], name))
    while hidden and others and (sum(counts[name] for name in hidden) < 2 * K or len(hidden) < 2):
        hidden.add(others.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}


def as_shown(told: Indicator, value: Value) -> Value | None:
    """A value that may be shown to everyone, or None."""
    least = max(K, told.least)
    if told.shows in {"count", "per_inhabitants"}:
        return None if 0 < value.cases < 2 * K else value  # below that, nothing else could cover a small one
    if value.number is None or value.cases < least:
        return None
    if told.shows == "share" and (is_small(value.part) or is_small(value.cases - value.part)):
        return None
    return value


def published(place: Place, over: Period) -> Published:
    """What everyone may see of a county for a quarter that is over."""
    declare_system()
    sight, known = sight_of_everyone(place), indicators()
    figures = figures_of([known[code] for code in SHOWN if code in known], sight, over)
    shown = [
        OpenFigure(f.indicator, f.unit, as_shown(f.indicator, f.now), as_shown(f.indicator, f.before)) for f in figures
    ]
    dispute = (str(Matter.Kind.DISPUTE),)
    counted = tally(sight, over, Cut(side="category"))
    names = names_of("category", dispute)
    counts = {code: counted.of("opened", dispute, value=code) for code in sorted(counted.values)}
    rows = [
        (names.get(code, code), count) for code, count in suppressed({c: n for c, n in counts.items() if n}).items()
    ]
    return Published(place, over, shown, rows)
