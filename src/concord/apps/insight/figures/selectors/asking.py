"""How a tally asks the database: from which sums, and what of it from the entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import EmptyResultSet

from concord.apps.insight.figures.access import Sight
from concord.apps.insight.figures.measures import MEASURES
from concord.apps.insight.figures.periods import Period
from concord.apps.insight.figures.services.rolling import NAMES, SIDES, TOOK, events
from concord.core.people.models import Place

COUNTY = 6
# The digits of a place, and those of the places right below it.
DIGITS_BELOW = {2: 4, 4: 6, 6: 9, 9: 12, 12: 15, 15: 15}
WHOLE = "e.kind = ANY(%(whole)s)"
STALE_DAY = "SELECT FROM figures_stale s WHERE s.county = r.county AND s.day = r.first"
STALE_MONTH = """SELECT FROM figures_stale s
    WHERE s.county = r.county AND s.day >= r.first AND s.day < r.first + interval '1 month'"""
BY_DAY = "figures_stale s JOIN figures_entry e ON e.county = s.county AND e.{day} = s.day"
BY_MONTH = """(SELECT DISTINCT county, date_trunc('month', day)::date AS month FROM figures_stale
     WHERE county = ANY(%(counties)s) AND day BETWEEN %(first)s AND %(last)s) s
    JOIN figures_entry e ON e.county = s.county AND e.{day} >= s.month AND e.{day} < s.month + interval '1 month'"""
ENTRIES = "figures_entry e"


@dataclass(frozen=True, slots=True)
class Only:
    """To what a count is narrowed besides kind and place; empty means all."""

    category: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    level: tuple[str, ...] = ()

    @property
    def sides(self) -> dict[str, tuple[str, ...]]:
        """What is asked of each side."""
        told = {name: getattr(self, name) for name in ("category", "source", "stage", "lead", "level")}
        return {side: values for side, values in told.items() if values}


@dataclass(frozen=True, slots=True)
class Cut:
    """By what a tally is cut: pieces of time (`day`, `week`, `month`), and `place` or one of `SIDES`."""

    pieces: str = ""
    side: str = ""


def column_of(side: str) -> str:
    """Where an entry keeps one of its sides, as text."""
    return SIDES.get(side, f"e.{side}")


def narrowing(only: Only, given: dict[str, object]) -> list[str]:
    """The conditions on an entry that narrow a count; what they are given is added."""
    for side, values in only.sides.items():
        given[f"only_{side}"] = list(values)
    return [f"{column_of(side)} = ANY(%(only_{side})s)" for side in only.sides]


def whole_months(period: Period) -> tuple[date, date] | None:
    """The months that lie whole within a period, from the first day to the last; None where there is none."""
    first = period.first if period.first.day == 1 else (period.first.replace(day=1) + timedelta(days=32)).replace(day=1)
    after = (period.last + timedelta(days=1)).replace(day=1)
    return (first, after - timedelta(days=1)) if first < after else None


@dataclass(slots=True)
class Question:
    """One tally as it is put to the database; `took`: how long matters took, instead of how many there are."""

    sight: Sight
    period: Period
    cut: Cut
    only: Only
    took: bool
    given: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        code = self.sight.place.pk
        inside = Place.objects.filter(level__lte=Place.Level.COUNTY, code__startswith=code[:COUNTY])
        # What lies in a city or the province itself, and in no county, has its code for a county's.
        self.given |= {
            "counties": sorted({*inside.values_list("pk", flat=True), code[:COUNTY]}),
            "whole": list(self.sight.whole),
            "place": f"{code}%",
            "first": self.period.first,
            "last": self.period.last,
        }

    def parts(self) -> list[str]:
        """What is to be added up."""
        return [*(self._of_whole() if self.sight.whole else ()), *(self._of_rest() if self.sight.rest else ())]

    def _of_whole(self) -> Iterator[str]:
        """Of the kinds that are seen to the last matter."""
        side, months = self._sums(), whole_months(self.period)
        if side == "":
            yield self._summed("", STALE_DAY)
            yield self._live(WHOLE, BY_DAY, "first", "last")
        elif side and months and self.cut.pieces in {"", "month"}:
            yield from self._by_months(side, months)
        else:
            yield self._live(WHOLE, ENTRIES, "first", "last")

    def _by_months(self, side: str, months: tuple[date, date]) -> Iterator[str]:
        day = timedelta(days=1)
        edges = {"head": (self.period.first, months[0] - day), "tail": (months[1] + day, self.period.last)}
        self.given |= {"first": months[0], "last": months[1]}
        yield self._summed(side, STALE_MONTH)
        yield self._live(WHOLE, BY_MONTH, "first", "last")
        for name, (first, last) in edges.items():
            if first <= last:
                self.given |= {f"{name}_first": first, f"{name}_last": last}
                yield self._live(WHOLE, ENTRIES, f"{name}_first", f"{name}_last")

    def _of_rest(self) -> Iterator[str]:
        """Of the kinds that are seen matter by matter."""
        if joined := self._mine():
            yield self._live("true", joined, "all_first", "all_last")

    def matters(self, measure: str) -> list[str]:
        """Which matters a measure counts, of the kinds in `kinds` and before the key `before`, if there is one."""
        told = MEASURES[measure]
        day = f"e.{told.day} BETWEEN %(first)s AND %(last)s AND {told.condition}"
        page = "e.kind = ANY(%(kinds)s) AND (%(before)s::bigint IS NULL OR e.matter_id < %(before)s)"
        where = " AND ".join([day, page, *self._place(), *narrowing(self.only, self.given)])
        found = [(WHOLE, ENTRIES)] if self.sight.whole else []
        if self.sight.rest and (joined := self._mine()):
            found.append(("true", joined.format()))
        return [f"SELECT e.matter_id FROM {joined} WHERE {whose} AND {where}" for whose, joined in found]  # noqa: S608

    def _place(self) -> list[str]:
        return ["e.county = ANY(%(counties)s)", "e.place_id LIKE %(place)s"]

    def _mine(self) -> str:
        """The entries of what is seen matter by matter: lists ask in the same way which these are."""
        mine = self.sight.matters.filter(kind__in=self.sight.rest).values("pk")
        try:
            asked, values = mine.query.sql_with_params()
        except EmptyResultSet:
            return ""
        names = [f"mine_{at}" for at in range(len(values))]
        self.given |= {**dict(zip(names, values, strict=True)), "all_first": self.period.first}
        self.given["all_last"] = self.period.last
        joined = (
            f"({asked % tuple(f'%({name})s' for name in names)}) AS mine (id) JOIN {ENTRIES} ON e.matter_id = mine.id"
        )
        return joined.replace("{", "{{").replace("}", "}}")

    def _sums(self) -> str | None:
        """The side of the sums from which it can be read; None: only from the entries."""
        digits, side = len(self.sight.place.pk), self.cut.side
        if digits > COUNTY or (side == "place" and digits == COUNTY):
            return None
        if self.took:
            return "days" if side in {"", "place"} and not self.only.sides else None
        if not self.only.sides:
            return "" if side in {"", "place"} else side
        asked, *others = self.only.sides
        return asked if not others and asked in SIDES and side in {"", "place", asked} else None

    def _value(self, place: str, kept: str) -> str:
        if self.cut.side == "place":
            return f"left({place}, {DIGITS_BELOW[len(self.sight.place.pk)]})"
        return kept if self.cut.side else "''"

    def _piece(self, day: str) -> str:
        return f"date_trunc('{self.cut.pieces}', {day})::date" if self.cut.pieces else "NULL::date"

    def _summed(self, side: str, stale: str) -> str:
        asked = f"r.side = '{side}' AND r.county = ANY(%(counties)s) AND r.kind = ANY(%(whole)s)"
        if self.only.sides:
            (self.given["only"],) = (list(values) for values in self.only.sides.values())
            asked += " AND r.value = ANY(%(only)s)"
        wanted = "r.value::int, r.closed" if self.took else NAMES
        return f"""SELECT {self._piece("r.first")}, {self._value("r.county", "r.value")}, r.kind, {wanted}
            FROM figures_rollup r
            WHERE {asked} AND r.first BETWEEN %(first)s AND %(last)s AND NOT EXISTS ({stale})"""  # noqa: S608

    def _live(self, whose: str, joined: str, first: str, last: str) -> str:
        value = self._value("e.place_id", column_of(self.cut.side))
        asked = [f"{{day}} BETWEEN %({first})s AND %({last})s", whose, *self._place()]
        where = " AND ".join([*asked, *narrowing(self.only, self.given)])
        if self.took:
            return f"""SELECT {self._piece("e.closed_on")}, {value}, e.kind, {TOOK}, 1
                FROM {joined.format(day="closed_on")} WHERE {where.format(day="e.closed_on")}"""  # noqa: S608
        told = events(f"{value} AS value, e.kind", joined, where)
        return f"SELECT {self._piece('day')}, value, kind, {NAMES} FROM ({told}) AS told"  # noqa: S608
