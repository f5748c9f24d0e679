"""Two reckonings side by side, part by part: of two periods, or by two versions of a formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from concord.apps.grassroots.evaluation.formula import Formula
from concord.apps.grassroots.evaluation.measures import MEASURES
from concord.apps.grassroots.evaluation.models import Figure


@dataclass(frozen=True, slots=True)
class Side:
    """One reckoning: what it is called, its formula, its figures by part, and its points of those that had enough."""

    name: str
    formula: Formula
    figures: Mapping[str, Figure]

    @property
    def total(self) -> Decimal:
        """The sum of the points."""
        return sum((one.points for one in self.figures.values() if one.points is not None), Decimal(0))

    @property
    def weight(self) -> int:
        """Of how many points: the weights of the parts that had enough to count."""
        shown = {code for code, one in self.figures.items() if one.points is not None}
        return sum(part.weight for part in self.formula.parts if part.code in shown)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one reckoning gave for a part; without a key where the figure is not kept."""

    value: Decimal | None
    points: Decimal | None
    weight: int
    figure: int | None


@dataclass(frozen=True, slots=True)
class PartCompared:
    """One part in both; None where a version does not have it."""

    name: str
    in_days: bool
    one: Cell | None
    other: Cell | None

    @property
    def change(self) -> Decimal | None:
        """By how much the value differs, in per cent points or days; None where one of them has no number."""
        if self.one is None or self.other is None or self.one.value is None or self.other.value is None:
            return None
        return self.other.value - self.one.value


def _cell(side: Side, code: str) -> Cell | None:
    weights = {part.code: part.weight for part in side.formula.parts}
    figure = side.figures.get(code)
    if figure is None or code not in weights:
        return None
    return Cell(figure.value, figure.points, weights[code], figure.pk)


def parts_compared(one: Side, other: Side) -> list[PartCompared]:
    """Each part that either of them has, in the order of the newer formula."""
    known = {part.code: part for side in (other, one) for part in reversed(side.formula.parts)}
    named = {code: known[code] for side in (other, one) for code in (part.code for part in side.formula.parts)}
    return [
        PartCompared(part.name, MEASURES[part.measure].in_days, _cell(one, code), _cell(other, code))
        for code, part in named.items()
    ]
