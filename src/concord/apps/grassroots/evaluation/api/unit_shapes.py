"""What is answered about a body over time, and about two reckonings side by side."""

from ninja import Schema

from concord.apps.grassroots.evaluation.api.shapes import ObjectionShown, objection_shown
from concord.apps.grassroots.evaluation.compared import Cell, PartCompared, Side, parts_compared
from concord.apps.grassroots.evaluation.periods import code_of
from concord.apps.grassroots.evaluation.selectors.units import FormulaOverTime, UnitPage


class FigureThen(Schema):
    """One figure of a period; without a value where too little was counted."""

    period: str
    figure: int | None
    value: float | None
    points: float | None


class PartThen(Schema):
    """One part over the periods."""

    part: str
    name: str
    in_days: bool
    figures: list[FigureThen]


class FormulaThen(Schema):
    """A formula over the periods, oldest first."""

    formula: str
    version: int
    periods: list[str]
    sheets: list[int]
    parts: list[PartThen]


class CorrectionShown(Schema):
    """A sheet that corrects another; both stay."""

    sheet: int
    corrects: int
    was: float
    total: float
    why: str


class UnitShown(Schema):
    """A body: its figures over the periods, its latest objections and corrections."""

    id: int
    name: str
    formulae: list[FormulaThen]
    objections: list[ObjectionShown]
    corrections: list[CorrectionShown]


class CellCompared(Schema):
    """What one of the two gives for a part."""

    value: float | None
    points: float | None
    weight: int
    figure: int | None


class PartOfBoth(Schema):
    """One part in both; null where a version does not have it."""

    name: str
    in_days: bool
    one: CellCompared | None
    other: CellCompared | None
    change: float | None


class SideShown(Schema):
    """One of the two: a period or a version, its points, and out of how many."""

    name: str
    version: int
    total: float
    weight: int


class ReckoningsCompared(Schema):
    """Two reckonings, part by part."""

    one: SideShown
    other: SideShown
    parts: list[PartOfBoth]


def unit_shown(page: UnitPage) -> UnitShown:
    """The page of a body."""
    corrections = [
        CorrectionShown(
            sheet=one.pk, corrects=one.corrects_id or 0, was=float(one.corrects.total if one.corrects else 0),
            total=float(one.total), why=one.why,
        )
        for one in page.corrections
    ]  # fmt: skip
    return UnitShown(
        id=page.unit.pk,
        name=page.unit.name,
        formulae=[_over_time(one) for one in page.formulae],
        objections=[objection_shown(one) for one in page.objections],
        corrections=corrections,
    )


def _over_time(one: FormulaOverTime) -> FormulaThen:
    parts = [
        PartThen(
            part=row.part.code,
            name=row.part.name,
            in_days=row.in_days,
            figures=[
                FigureThen.model_validate(
                    {"period": over}
                    | {"figure": figure and figure.pk, "value": figure and figure.value}
                    | {"points": figure and figure.points}
                )
                for over, figure in row.cells
            ],
        )
        for row in one.parts
    ]
    return FormulaThen(
        formula=one.formula.code,
        version=one.formula.version,
        periods=[code_of(sheet.first, sheet.last) for _over, sheet in one.sheets],
        sheets=[sheet.pk for _over, sheet in one.sheets],
        parts=parts,
    )


def both_compared(one: Side, other: Side) -> ReckoningsCompared:
    """Two reckonings side by side."""
    parts = [_part(part) for part in parts_compared(one, other)]
    return ReckoningsCompared(one=_side(one), other=_side(other), parts=parts)


def _side(side: Side) -> SideShown:
    return SideShown(name=side.name, version=side.formula.version, total=float(side.total), weight=side.weight)


def _part(part: PartCompared) -> PartOfBoth:
    change = None if part.change is None else float(part.change)
    return PartOfBoth(name=part.name, in_days=part.in_days, one=_cell(part.one), other=_cell(part.other), change=change)


def _cell(cell: Cell | None) -> CellCompared | None:
    if cell is None:
        return None
    told = {"value": cell.value, "points": cell.points, "weight": cell.weight, "figure": cell.figure}
    return CellCompared.model_validate(told)
