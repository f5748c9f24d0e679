"""The few figures that a leader sees first, for other rooms of insight: the map, the big screen."""

from datetime import date

from concord.apps.insight.figures.access import place_seen_by, sight_of
from concord.apps.insight.figures.periods import Period, last_year
from concord.apps.insight.figures.selectors.asking import Cut
from concord.apps.insight.figures.selectors.definitions import indicators
from concord.apps.insight.figures.selectors.values import Figure, count_for, figures_of
from concord.core.people.models import Person

HEADLINE = ("intake", "closure", "satisfaction", "days_median", "mediation", "overdue", "repeats", "per_inhabitants")


def headline(person: Person, place: str, today: date, period: Period | None = None) -> list[Figure]:
    """The headline figures of a place for `person`, in the order of `HEADLINE`; ended indicators are missing.

    `place` is a code at or below a place of the person's duties, or "" for their own first one; for any other place
    `Place.DoesNotExist`. `period` is `periods.period("2026-10")`, `period("2026-Q3")` …, or the last twelve months.
    Of a `Figure`: `indicator.code`, `.name` and `.says` (its definition) in the reader's language; `unit` ("percent",
    "days", "per_10000", or "" for a count); `now.number` (float, None where nothing is known), `now.cases` (on how many
    matters it stands), `now.low` and `now.high` (95 % interval or None); `before` the same a year earlier; `change`
    (points, days, or per cent of a count) and `is_better` (None where neither way is better). Four statements or so.
    """
    sight, known = sight_of(person, place_seen_by(person, place)), indicators()
    over = (period or last_year(today)).until(today)
    return figures_of([known[code] for code in HEADLINE if code in known], sight, over)


def by_places_below(
    person: Person, place: str, code: str, today: date, period: Period | None = None
) -> dict[str, Figure]:
    """One indicator (by its code) in each place right below `place`, by place code; in four statements at most.

    Places without any matter are missing. The same refusals as `headline`; `KeyError` for an indicator not in use.
    """
    sight, told = sight_of(person, place_seen_by(person, place)), indicators()[code]
    over = (period or last_year(today)).until(today)
    cut = Cut(side="place")
    now, before = (count_for([told], sight, one, cut) for one in (over, over.before))
    below = (now.values | before.values) - {sight.place.pk}
    return {
        one: Figure(told, now.value(told, one, value=one), before.value(told, one, value=one)) for one in sorted(below)
    }
