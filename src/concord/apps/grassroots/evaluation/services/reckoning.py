"""Reckon sheets from what happened, and keep them: each measure one statement for all units, nothing overwritten."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from concord.apps.grassroots.evaluation.formula import Formula, Part
from concord.apps.grassroots.evaluation.measures import MEASURES, Row, counted
from concord.apps.grassroots.evaluation.models import Counted, Figure, Sheet
from concord.apps.grassroots.evaluation.periods import Period
from concord.apps.grassroots.evaluation.rules import rules

Whom = tuple[int, int | None]
BATCH = 5_000


@dataclass(slots=True)
class Reckoned:
    """What one unit (or person) gets: the rows counted for each part, and the figures made of them."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    figures: list[Figure] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        """The sum of the points of the parts."""
        return sum((one.points for one in self.figures if one.points is not None), Decimal(0))

    def same_as(self, sheet: Sheet) -> bool:
        """Whether a sheet shows just this."""
        names = ("part", "numerator", "denominator", "value", "points")
        now = {tuple(getattr(one, name) for name in names) for one in self.figures}
        return now == set(sheet.figures.values_list(*names))


def reckon(
    formula: Formula, units: Iterable[int], over: Period, *, without: Mapping[str, set[int]] | None = None
) -> dict[Whom, Reckoned]:
    """What a formula gives for these units in a period; `without` are matters that a part leaves out."""
    wanted, left_out = list(units), without or {}
    found: dict[Whom, Reckoned] = {} if formula.people else {(unit, None): Reckoned() for unit in wanted}
    for part in formula.parts:
        for row in counted(part.measure, wanted, over.first, over.last):
            if row.matter in left_out.get(part.code, ()) or (formula.people and row.person is None):
                continue
            whom = (row.unit, row.person if formula.people else None)
            found.setdefault(whom, Reckoned()).rows[part.code].append(row)
    for one in found.values():
        one.figures = [_figure(part, one.rows[part.code], formula.least) for part in formula.parts]
    return found


def _figure(part: Part, rows: list[Row], least: int) -> Figure:
    kept = sum(row.kept for row in rows)
    if MEASURES[part.measure].apart:
        least = max(least, rules().fewest)
    if len(rows) < least:
        return Figure(part=part.code, numerator=kept, denominator=len(rows))
    value = MEASURES[part.measure].value(rows)
    return Figure(
        part=part.code, numerator=kept, denominator=len(rows), value=value, points=part.points(value)
    )  # fmt: skip


def weight_of(formula: Formula, reckoned: Reckoned) -> int:
    """The sum of the weights of the parts that had enough to count."""
    shown = {one.part for one in reckoned.figures if one.points is not None}
    return sum(part.weight for part in formula.parts if part.code in shown)


def keep(sheets: list[tuple[Sheet, Reckoned]]) -> None:
    """Enter sheets with their figures and all that these counted."""
    Sheet.objects.bulk_create(sheet for sheet, _reckoned in sheets)
    for sheet, reckoned in sheets:
        for figure in reckoned.figures:
            figure.sheet = sheet
    Figure.objects.bulk_create(figure for _sheet, reckoned in sheets for figure in reckoned.figures)
    Counted.objects.bulk_create(
        (
            Counted(figure=figure, matter_id=row.matter, subject=row.subject, kept=row.kept, days=row.days)
            for _sheet, reckoned in sheets
            for figure in reckoned.figures
            for row in reckoned.rows[figure.part]
        ),
        batch_size=BATCH,
    )
