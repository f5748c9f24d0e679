"""The counts of a county as the engine reads them: at most two years, one statement, never the reports (D7, G4)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import add

from django.db.models import Min, Sum
from django.utils.timezone import make_aware

from concord.apps.insight.warnings.models import DayCount
from concord.engines.law.calendar import presumed_rest_day
from concord.engines.risk.areas import Counts
from concord.engines.risk.series import Series, baseline

MOST_DAYS = 728


def begin_of(day: date) -> datetime:
    """The instant at which a day begins."""
    return make_aware(datetime.combine(day, time()))


@dataclass(frozen=True, slots=True)
class Known:
    """The counts of a county up to a day: of each topic, and ("") of all together."""

    county: str
    by_topic: dict[str, Counts]


def known_of(county: str, today: date) -> Known:
    """What is known of a county: up to two years, in one statement."""
    kept = DayCount.objects.filter(county=county, day__gt=today - timedelta(days=MOST_DAYS), day__lte=today)
    start = kept.aggregate(first=Min("day"))["first"] or today
    span = (today - start).days + 1
    numbers: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * span))
    for place, topic, day, number in kept.values_list("place", "topic", "day", "number"):
        numbers[topic][place][(day - start).days] += number
    found = {
        topic: Counts(start, {place: tuple(days) for place, days in places.items()})
        for topic, places in numbers.items()
    }
    return Known(county, {topic: counts for topic, counts in found.items() if topic} | {"": _together(found.values())})


def _together(topics: Iterable[Counts]) -> Counts:
    """All topics together, as far as something is usual of each: a source just connected brings no warning."""
    places: dict[str, tuple[int, ...]] = {}
    start = date.max
    for counts in topics:
        if counts.is_known:
            start = counts.start
            for place, days in counts.by_place.items():
                places[place] = tuple(map(add, places[place], days)) if place in places else days
    return Counts(start, places)


def counties_with_reports(since: date) -> list[str]:
    """The counties in which anything was counted since a day."""
    recent = DayCount.objects.filter(day__gte=since, number__gt=0)
    return sorted(recent.values_list("county", flat=True).distinct())


def days_of(county: str, place: str, topic: str, first: date, last: date) -> dict[date, int]:
    """How many people reported a topic (or all) in a place on each of some days."""
    kept = DayCount.objects.filter(county=county, day__range=(first, last), place__startswith=place)
    if topic:
        kept = kept.filter(topic=topic)
    return dict(kept.values("day").annotate(all=Sum("number")).values_list("day", "all"))


def usual_of(county: str, place: str, topic: str, days: Sequence[date], *, before: date) -> list[float]:
    """How many people usually report a topic in a place on each of these days, by what came before one of them."""
    first = before - timedelta(days=MOST_DAYS)
    counted = days_of(county, place, topic, first, days[-1])
    start = min(counted, default=before)
    span = (days[-1] - start).days + 1
    series = Series(start, tuple(counted.get(start + timedelta(days=number), 0) for number in range(span)))
    return list(baseline(series, days, presumed_rest_day, known_until=before - timedelta(days=1)).means)
