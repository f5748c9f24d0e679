"""A body's own page: its figures over the periods, each opening to its matters; its objections and corrections."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from concord.apps.grassroots.evaluation.access import objections_seen_by, sheets_seen_by
from concord.apps.grassroots.evaluation.compared import Side
from concord.apps.grassroots.evaluation.formula import Formula, Part, load
from concord.apps.grassroots.evaluation.measures import MEASURES
from concord.apps.grassroots.evaluation.models import Figure, Objection, Sheet
from concord.apps.grassroots.evaluation.periods import Period, code_of
from concord.core.people.models import Organisation, Person

PERIODS, LATEST = 6, 20


@dataclass(frozen=True, slots=True)
class PartOverTime:
    """One part of a formula: each period as it is written, and its figure then, None where there is none."""

    part: Part
    cells: list[tuple[str, Figure | None]]

    @property
    def in_days(self) -> bool:
        """Whether its values are in days."""
        return MEASURES[self.part.measure].in_days


@dataclass(frozen=True, slots=True)
class FormulaOverTime:
    """What a formula gave for a body in its latest periods, oldest first, by the newest sheet of each."""

    formula: Formula
    sheets: list[tuple[str, Sheet]]
    parts: list[PartOverTime]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """All that is published about a body, and what was objected to and corrected."""

    unit: Organisation
    formulae: list[FormulaOverTime]
    objections: list[Objection]
    corrections: list[Sheet]


def _newest(sheets: Iterable[Sheet]) -> dict[tuple[str, str], Sheet]:
    """The newest sheet for each formula and period; quarters and months apart."""
    return {(one.formula.code, code_of(one.first, one.last)): one for one in sheets}


def _over_time(sheets: list[Sheet]) -> FormulaOverTime:
    formula = load(max(sheets, key=lambda one: one.formula.version).formula.source)
    known = {(figure.sheet_id, figure.part): figure for one in sheets for figure in one.figures.all()}
    named = [(code_of(one.first, one.last), one) for one in sheets]
    parts = [
        PartOverTime(part, [(over, known.get((one.pk, part.code))) for over, one in named]) for part in formula.parts
    ]
    return FormulaOverTime(formula, named, parts)


def unit_page(person: Person, unit: Organisation) -> UnitPage:
    """What `person`, who was found to see the body, reads on its page; sheets of its staff are not among them."""
    seen = sheets_seen_by(person).filter(unit=unit, person=None).order_by("last", "-first", "pk")
    newest = _newest(seen.prefetch_related("figures"))
    by_formula: dict[str, list[Sheet]] = {}
    for (code, over), one in newest.items():
        by_formula.setdefault(f"{code} {'Q' in over}", []).append(one)
    corrections = seen.exclude(corrects=None).select_related("corrects").order_by("-pk")[:LATEST]
    objections = objections_seen_by(person).filter(figure__sheet__unit=unit, figure__sheet__person=None)
    return UnitPage(
        unit,
        [_over_time(sheets[-PERIODS:]) for sheets in by_formula.values()],
        list(objections.order_by("-pk")[:LATEST]),
        list(corrections),
    )


def two_periods(person: Person, unit: Organisation, code: str, one: Period, other: Period) -> tuple[Side, Side]:
    """What a formula gave for a body in two periods, by the newest sheet of each; 404 where one is not published."""
    seen = sheets_seen_by(person).filter(unit=unit, person=None, formula__code=code).order_by("pk")
    newest = _newest(seen.prefetch_related("figures"))
    return _side(newest.get((code, one.code))), _side(newest.get((code, other.code)))


def _side(sheet: Sheet | None) -> Side:
    if sheet is None:
        raise Http404
    figures = {figure.part: figure for figure in sheet.figures.all()}
    return Side(code_of(sheet.first, sheet.last), load(sheet.formula.source), figures)
