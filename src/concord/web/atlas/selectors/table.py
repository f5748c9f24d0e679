"""The table behind a map: a row for each place with all that is counted there, and the list behind each number."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from concord.apps.insight.figures.definitions import population
from concord.core.people.models import Place
from concord.web.atlas.scope import OF_MATTERS, Measure, Scope
from concord.web.atlas.selectors.addresses import bodies_of, list_of, map_of
from concord.web.atlas.selectors.counts import Counted

PER = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the table (None: not known), and the list behind it ('': none that could be opened)."""

    measure: Measure
    value: float | None
    address: str = ""

    @property
    def told(self) -> str:
        """The number in groups of three digits."""
        if self.value is None:
            return "—"
        return f"{self.value:,}" if isinstance(self.value, int) else f"{self.value:,.2f}"


@dataclass(frozen=True, slots=True)
class Row:
    """A place with all that is counted there. `address` is its own map ('': what lies in the place itself)."""

    code: str
    name: str
    address: str
    cells: tuple[Cell, ...]
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """What was counted, as rows of places."""

    scope: Scope
    counted: Mapping[Measure, Counted]
    warned: Counted

    def row(self, place: Place) -> Row:
        """A place below."""
        values = {measure: found.below.get(place.pk, 0) for measure, found in self.counted.items()}
        cells = self._cells(place.pk, values, exact=False)
        return Row(place.pk, place.name, map_of(place.pk, self.scope), cells, self.warned.below.get(place.pk, 0))

    def here(self, place: Place) -> list[Row]:
        """What lies in the place itself and in none below: a line of its own, so that the lines make up the total."""
        values = {measure: found.here for measure, found in self.counted.items()}
        if not (self.warned.here or any(values.values())):
            return []
        name = _("%(place)s itself") % {"place": place.name}
        return [Row(place.pk, name, "", self._cells(place.pk, values, exact=True), self.warned.here)]

    def total(self, place: Place) -> float | None:
        """What is counted, in the whole place."""
        if self.scope.measure == Measure.RATE:
            return per_residents(place.pk, self.counted[Measure.RECEIVED].total)
        return self.counted[self.scope.measure].total

    def _cells(self, code: str, values: Mapping[Measure, int], *, exact: bool) -> tuple[Cell, ...]:
        return tuple(self._cell(code, measure, values, exact=exact) for measure in Measure)

    def _cell(self, code: str, measure: Measure, values: Mapping[Measure, int], *, exact: bool) -> Cell:
        if measure == Measure.RATE:
            return Cell(measure, None if exact else per_residents(code, values[Measure.RECEIVED]))
        if measure in OF_MATTERS:
            return Cell(measure, values[measure], list_of(code, self.scope.counting(measure, exact=exact)))
        return Cell(measure, values[measure], bodies_of(code) if measure == Measure.BODIES else "")


def per_residents(code: str, number: int) -> float | None:
    """How many for every 10,000 residents; None where the number of residents is not known."""
    residents = population().residents.get(code)
    return round(PER * number / residents, 2) if residents else None
