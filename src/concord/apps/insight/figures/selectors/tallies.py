"""The one way in which anything is counted: sums where they are up to date, entries where they are not or cannot help.

A tally is for one sight (whose, which place), one period and one cut: by piece of time, and by one side of the matters.
Each is one statement, so that all of it is of one instant.
"""

from dataclasses import dataclass
from datetime import date

from concord.apps.insight.figures.access import Sight
from concord.apps.insight.figures.measures import MEASURES
from concord.apps.insight.figures.periods import Period
from concord.apps.insight.figures.selectors.asking import Cut, Only, Question
from concord.apps.insight.figures.services.rolling import NAMES, SUMS
from concord.apps.insight.figures.statements import Row, rows_of

Sums = dict[str, int]
Key = tuple[date | None, str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums by (first day of the piece or None, value of the side, kind)."""

    cells: dict[Key, Sums]

    def of(self, measure: str, kinds: tuple[str, ...], *, piece: date | None = None, value: str | None = None) -> int:
        """How many of these kinds, in one piece or value or in all of them."""
        return sum(sums[measure] for key, sums in self.cells.items() if _meant(key, kinds, piece, value))

    @property
    def values(self) -> set[str]:
        """The values of the side by which it was cut."""
        return {value for _piece, value, _kind in self.cells}


@dataclass(frozen=True, slots=True)
class Spread:
    """How many matters took how many days, by (first day of the piece or None, value of the side, kind)."""

    cells: dict[Key, Sums]

    def of(
        self, kinds: tuple[str, ...], *, piece: date | None = None, value: str | None = None
    ) -> list[tuple[int, int]]:
        """(days, how many) of these kinds, the fewest days first."""
        found: dict[int, int] = {}
        for key, took in self.cells.items():
            if _meant(key, kinds, piece, value):
                for days, number in took.items():
                    found[int(days)] = found.get(int(days), 0) + number
        return sorted(found.items())


def _meant(key: Key, kinds: tuple[str, ...], piece: date | None, value: str | None) -> bool:
    return key[2] in kinds and (piece is None or key[0] == piece) and (value is None or key[1] == value)


def _asked(question: Question, columns: str, wanted: str, grouped: str) -> list[Row]:
    parts = question.parts()
    if not parts:
        return []
    told = " UNION ALL ".join(parts)
    return rows_of(f"SELECT {wanted} FROM ({told}) AS parts ({columns}) GROUP BY {grouped}", question.given)  # noqa: S608


def tally(sight: Sight, period: Period, cut: Cut | None = None, only: Only | None = None) -> Tally:
    """Count everything on the days of the period, whose last day is not after today."""
    question = Question(sight, period, cut or Cut(), only or Only(), took=False)
    rows = _asked(question, f"piece, value, kind, {NAMES}", f"piece, value, kind, {SUMS}", "1, 2, 3")
    return Tally({row[:3]: {name: int(str(n)) for name, n in zip(MEASURES, row[3:], strict=True)} for row in rows})  # type: ignore[misc]


def days_taken(sight: Sight, period: Period, cut: Cut | None = None, only: Only | None = None) -> Spread:
    """How many of the matters that ended in the period took how many days from report to end."""
    question = Question(sight, period, cut or Cut(), only or Only(), took=True)
    columns = "piece, value, kind, days, number"
    cells: dict[Key, Sums] = {}
    for row in _asked(question, columns, "piece, value, kind, days, sum(number)", "1, 2, 3, 4"):
        piece, value, kind, days, number = row
        cells.setdefault((piece, value, kind), {})[str(days)] = int(str(number))  # type: ignore[arg-type]
    return Spread(cells)
