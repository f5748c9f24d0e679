"""How many matters lie where, for the same eyes as the lists: `matters_of` narrows the list behind each number.

What came and ended in a period is taken from the sums of `insight/figures`, however much there is; what is under way
now is counted from the matters themselves, which are few beside all there ever were.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left, Length

from concord.apps.insight.figures.access import sight_of
from concord.apps.insight.figures.periods import own
from concord.apps.insight.figures.selectors.asking import Cut, Only
from concord.apps.insight.figures.selectors.tallies import Tally, tally
from concord.core.matters.models import Matter
from concord.core.people.models import Person, Place
from concord.web.atlas.access import matters_counted_for
from concord.web.atlas.scope import Measure, Period, Scope

# How many digits the places right below a level have; below a grid there are none.
BELOW = {1: 4, 2: 6, 3: 9, 4: 12, 5: 15, 6: 16}
BY_DAY_AND_PLACE = Cut(pieces="day", side="place")
# What figures call that which came and that which ended.
SUMMED = {Measure.RECEIVED: "opened", Measure.CLOSED: "closed"}


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers by the code of each place below, and how many lie in the place itself and in none below it."""

    below: Mapping[str, int] = field(default_factory=dict)
    here: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.below.values()) + self.here


@dataclass(frozen=True, slots=True)
class Counts:
    """All that is counted of the matters of a place in one look.

    `before`: received and closed in the period before; `newly_late`: became late in the period; `days`: received a day.
    """

    by: Mapping[Measure, Counted]
    before: Mapping[Measure, int]
    newly_late: int
    days: Mapping[date, int]


def digits_below(place: Place, scope: Scope) -> int:
    """How long the codes are by which a place is divided: right below it, or a province at once by counties."""
    return max(BELOW[place.level], scope.depth)


def brought(person: Person, place: str, scope: Scope) -> QuerySet[Matter]:
    """What was brought in a place, of the kinds and category of the scope, at any time."""
    matters = matters_counted_for(person, place).filter(kind__in=scope.kinds)
    if scope.topic:
        matters = matters.filter(Q(topic=scope.topic) | Q(topic__startswith=f"{scope.topic}-"))
    return matters.filter(place=place) if scope.exact else matters


def matters_of(person: Person, place: str, scope: Scope) -> QuerySet[Matter]:
    """The matters behind one number of the map."""
    matters, within = brought(person, place, scope), scope.period
    match scope.measure:
        case Measure.RECEIVED:
            return matters.filter(opened_at__gte=within.start, opened_at__lt=within.end)
        case Measure.CLOSED:
            return matters.filter(closed_at__gte=within.start, closed_at__lt=within.end)
        case Measure.LATE:
            return matters.filter(is_open=True, due_on__lt=scope.today)
        case _:
            return matters.filter(is_open=True)


def counts_of(person: Person, place: Place, scope: Scope) -> Counts:
    """Count the matters of a place: three statements, however many there are."""
    now = _tallied(person, place, scope, scope.period, BY_DAY_AND_PLACE)
    before = _tallied(person, place, scope, scope.period.before, Cut())
    under_way, late, newly_late = _under_way(person, place, scope)
    parts = _parts(person, place, scope, now)
    summed = {measure: _summed(parts, name, now, place, scope) for measure, name in SUMMED.items()}
    return Counts(
        by={**summed, Measure.OPEN: under_way, Measure.LATE: late},
        before={measure: before.of(name, scope.kinds) for measure, name in SUMMED.items()},
        newly_late=newly_late,
        days=_by_day(now, scope),
    )


def _tallied(person: Person, place: Place, scope: Scope, period: Period, cut: Cut) -> Tally:
    only = Only(category=(scope.topic,)) if scope.topic else None
    return tally(sight_of(person, place), own(period.begins, period.ends), cut, only)


def _parts(person: Person, place: Place, scope: Scope, now: Tally) -> list[Tally]:
    """The tallies cut by the places that are asked for: figures cut a province into cities, and these into counties."""
    if not scope.depth or place.level != Place.Level.PROVINCE:
        return [now]
    cities = Place.objects.filter(parent=place).order_by("pk")
    return [_tallied(person, city, scope, scope.period, Cut(side="place")) for city in cities]


def _summed(parts: list[Tally], name: str, now: Tally, place: Place, scope: Scope) -> Counted:
    """The sums by place; what is in none of those below lies in the place itself."""
    below: dict[str, int] = {}
    for found in parts:
        for (_day, code, kind), measured in found.cells.items():
            if kind in scope.kinds and len(code) == digits_below(place, scope):
                below[code] = below.get(code, 0) + measured[name]
    return Counted(below, now.of(name, scope.kinds) - sum(below.values()))


def _by_day(found: Tally, scope: Scope) -> dict[date, int]:
    days: dict[date, int] = {}
    for (day, _code, kind), measured in found.cells.items():
        if day is not None and kind in scope.kinds:
            days[day] = days.get(day, 0) + measured["opened"]
    return days


def _under_way(person: Person, place: Place, scope: Scope) -> tuple[Counted, Counted, int]:
    """What is under way, what of it is late, and how much of that became late in the period; in one statement."""
    digits, late = digits_below(place, scope), Q(due_on__lt=scope.today)
    since = scope.period.begins - timedelta(days=1)
    matters = brought(person, place.pk, scope).filter(is_open=True).order_by()
    rows = list(
        matters.values_list(Left("place_id", digits)).annotate(
            all=Count("pk"), late=Count("pk", filter=late), new=Count("pk", filter=late & Q(due_on__gte=since))
        )
    )
    under_way = divided(((code, number) for code, number, _late, _new in rows), digits)
    return under_way, divided(((row[0], row[2]) for row in rows), digits), sum(row[3] for row in rows)


def live_warnings(person: Person, place: str) -> QuerySet[Matter]:
    """The warnings in a place that have not ended."""
    return matters_counted_for(person, place).filter(kind=Matter.Kind.WARNING, is_open=True)


def counts_of_warnings(person: Person, place: Place, scope: Scope) -> Counted:
    """Live warnings by place below."""
    digits = digits_below(place, scope)
    rows = live_warnings(person, place.pk).order_by().values_list(Left("place_id", digits)).annotate(number=Count("pk"))
    return divided(((code, number) for code, number in rows), digits)


def divided(rows: Iterable[tuple[str, int]], digits: int) -> Counted:
    """Numbers by code; a code shorter than those below is the place itself, or lies between."""
    below, here = {}, 0
    for code, number in rows:
        if len(code) == digits:
            below[code] = number
        else:
            here += number
    return Counted(below, here)


def places_below(place: Place, scope: Scope) -> list[Place]:
    """The places by which a place is divided, in the order of their codes."""
    inside = Place.objects.filter(code__startswith=place.pk).annotate(digits=Length("code"))
    return list(inside.filter(digits=digits_below(place, scope)).exclude(pk=place.pk).order_by("pk"))


def number_of(person: Person, place: Place, scope: Scope) -> int:
    """How many matters the list behind a number has, without counting them one by one where there are sums."""
    if scope.measure not in SUMMED:
        return matters_of(person, place.pk, scope).count()
    found = _tallied(person, place, scope, scope.period, Cut(side="place"))
    counted = _summed([found], SUMMED[scope.measure], found, place, replace(scope, by=""))
    return counted.here if scope.exact else counted.total
