"""The few figures above a map, each with its change and its definition; and the curve."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from concord.web.atlas.scope import Measure, Scope
from concord.web.atlas.selectors.addresses import list_of
from concord.web.atlas.selectors.counts import Counts

DAYS_AS_DAYS = 92


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure, by how much it changed, the list behind it, and what exactly is counted."""

    measure: Measure
    value: int
    change: int
    address: str
    definition: str

    @property
    def told(self) -> str:
        """The figure in groups of three digits."""
        return f"{self.value:,}"

    @property
    def shown_change(self) -> str:
        """The change with its sign: `+12`, `−3`, `±0`."""
        return f"+{self.change:,}" if self.change > 0 else f"−{-self.change:,}" if self.change else "±0"


@dataclass(frozen=True, slots=True)
class Bar:
    """A day, or a week, of the curve: its number, and its height as a share of the highest, from 0 to 100."""

    begins: date
    value: int
    height: int

    @property
    def top(self) -> int:
        """Where its bar begins, from above."""
        return 100 - self.height


def headlines_of(place: str, scope: Scope, counts: Counts) -> list[Headline]:
    """Received, closed, under way and late, for what the scope narrows."""
    received, closed = (counts.by[measure].total for measure in (Measure.RECEIVED, Measure.CLOSED))
    changes = {
        Measure.RECEIVED: received - counts.before[Measure.RECEIVED],
        Measure.CLOSED: closed - counts.before[Measure.CLOSED],
        Measure.OPEN: received - closed,
        Measure.LATE: counts.newly_late,
    }
    meant = definitions(scope.days)
    return [
        Headline(one, counts.by[one].total, change, list_of(place, scope.counting(one)), meant[one])
        for one, change in changes.items()
    ]


def definitions(days: int) -> dict[Measure, str]:
    """What each figure counts, and against what its change is reckoned."""
    told = {
        Measure.RECEIVED: _("Disputes and sightings received in these %(days)s days; change: against the days before."),
        Measure.CLOSED: _("Of all, those closed in these %(days)s days; change: against the days before."),
        Measure.OPEN: _("Not closed now; change: received less closed in these %(days)s days."),
        Measure.LATE: _("Not closed, and past the day they were due; change: those that became late in %(days)s days."),
        Measure.RATE: _("Received in these %(days)s days for every 10,000 residents, where their number is published."),
        Measure.BODIES: _("Centres, committees, township platforms, village committees and courts."),
        Measure.STAFF: _("People with a role in a body of the place today."),
    }
    return {measure: words % {"days": days} for measure, words in told.items()}


def bars_of(days: Mapping[date, int], scope: Scope) -> list[Bar]:
    """The curve over the period: a bar a day, or a week where there would be too many."""
    length = 1 if scope.days <= DAYS_AS_DAYS else 7
    period, sums = scope.period, Counter[int]()
    for day, number in days.items():
        sums[(day - period.begins).days // length] += number
    most = max(sums.values(), default=0) or 1
    begins = (period.begins + timedelta(days=number * length) for number in range(-(-scope.days // length)))
    return [Bar(day, sums[number], round(100 * sums[number] / most)) for number, day in enumerate(begins)]
