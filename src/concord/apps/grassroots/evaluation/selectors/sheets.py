"""What leaders, bodies and members of staff see: sheets of a period, one sheet in words, the matters of a figure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.apps.grassroots.evaluation.access import counted_seen_by, figures_objected_by, sheets_seen_by
from concord.apps.grassroots.evaluation.formula import Formula, Part, load
from concord.apps.grassroots.evaluation.measures import MEASURES
from concord.apps.grassroots.evaluation.models import Counted, Figure, Objection, Sheet
from concord.apps.grassroots.evaluation.periods import Period, code_of
from concord.apps.grassroots.evaluation.selectors.satisfaction import wilson
from concord.core.matters.access import matters_read_by
from concord.core.matters.models import Matter
from concord.core.people.models import Person

PAGE = 30


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A sheet, its formula, and by how much its total differs from the one of the period before."""

    sheet: Sheet
    formula: Formula
    change: Decimal | None

    @property
    def period(self) -> str:
        """The period as it is written."""
        return code_of(self.sheet.first, self.sheet.last)


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One figure in words: its part, what is measured, and the objection to it, if any."""

    figure: Figure
    part: Part
    objection: Objection | None

    @property
    def says(self) -> str:
        """What is counted."""
        return str(MEASURES[self.part.measure].says)

    @property
    def in_days(self) -> bool:
        """Whether the value is in days."""
        return MEASURES[self.part.measure].in_days

    @property
    def apart(self) -> bool:
        """Whether nobody reads which matter was counted how."""
        return MEASURES[self.part.measure].apart

    @property
    def said(self) -> bool:
        """Whether residents said it, so that who was asked and who answered belongs beside it."""
        return MEASURES[self.part.measure].said

    @property
    def interval(self) -> tuple[float, float] | None:
        """Within what a share of answers lies with 95 % certainty; None where no share is shown."""
        if not self.said or self.figure.value is None:
            return None
        return wilson(self.figure.numerator, self.figure.denominator)

    @property
    def kept(self) -> int | None:
        """How many kept the duty; not told of the few who could be found out by it."""
        return None if self.apart and self.figure.value is None else self.figure.numerator


def _before(sheets: list[Sheet]) -> dict[tuple[int, int | None, str, date], Sheet]:
    """The newest sheet of each unit (and person) by its formula and last day."""
    wanted = Sheet.objects.filter(unit__in={one.unit_id for one in sheets}).select_related("formula").order_by("pk")
    return {(one.unit_id, one.person_id, one.formula.code, one.last): one for one in wanted}


def _alike(last: Sheet, one: Sheet) -> bool:
    """Whether two sheets may be compared: both of months or of quarters, and the same parts had enough to count."""
    lengths = {"Q" in code_of(sheet.first, sheet.last) for sheet in (last, one)}
    return len(lengths) == 1 and last.weight == one.weight > 0


def shown(sheets: list[Sheet]) -> list[SheetShown]:
    """Sheets with the change from the period before; in two statements, however many."""
    known = _before(sheets)
    found = []
    for one in sheets:
        day_before = date.fromordinal(one.first.toordinal() - 1)
        last = known.get((one.unit_id, one.person_id, one.formula.code, day_before))
        change = one.total - last.total if last is not None and _alike(last, one) else None
        found.append(SheetShown(one, load(one.formula.source), change))
    return found


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of sheets, and the key of the next."""

    rows: list[SheetShown]
    next_before: int | None


def listed(
    person: Person, *, over: Period | None = None, code: str = "", unit: int | None = None, before: int | None = None,
    size: int = PAGE,
) -> SheetPage:  # fmt: skip
    """The sheets a person may see, newest first; those that were corrected come with those that correct them."""
    found = sheets_seen_by(person)
    if over is not None:
        found = found.filter(first=over.first, last=over.last)
    if code:
        found = found.filter(formula__code=code)
    if unit is not None:
        found = found.filter(unit=unit)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("corrected_by").order_by("-pk")[: size + 1])
    return SheetPage(shown(rows[:size]), rows[size - 1].pk if len(rows) > size else None)


def figures_of(sheet: Sheet) -> list[FigureShown]:
    """The figures of a sheet in the order of its formula."""
    parts = {part.code: part for part in load(sheet.formula.source).parts}
    known = {one.figure_id: one for one in Objection.objects.filter(figure__sheet=sheet)}
    figures = {one.part: one for one in sheet.figures.all()}
    return [FigureShown(figures[code], part, known.get(figures[code].pk)) for code, part in parts.items()]


def is_apart(figure: Figure) -> bool:
    """Whether nobody reads which matter this figure counted how."""
    parts = load(figure.sheet.formula.source).parts
    return any(MEASURES[part.measure].apart for part in parts if part.code == figure.part)


@dataclass(frozen=True, slots=True)
class Behind:
    """The matters behind a figure that one may see, a page of them, and how many there are that one may not see."""

    rows: list[Counted]
    next_after: int | None
    unseen: int


def behind(person: Person, figure: Figure, *, after: int = 0, size: int = PAGE) -> Behind:
    """What a figure counted, oldest first, as far as this person may read it; of too few answers, nothing."""
    seen = counted_seen_by(person, figure)
    if figure.value is None and is_apart(figure):
        seen = seen.none()
    rows = list(seen.filter(pk__gt=after).order_by("pk")[: size + 1])
    unseen = figure.denominator - seen.count()
    return Behind(rows[:size], rows[size - 1].pk if len(rows) > size else None, unseen)


def may_object(person: Person, figure: Figure, today: date) -> bool:
    """Whether this person may still object to this figure today."""
    if today > figure.sheet.objection_until or Sheet.objects.filter(corrects=figure.sheet_id).exists():
        return False
    if figure.value is None and is_apart(figure):  # nothing is shown that one could object to
        return False
    return figures_objected_by(person).filter(pk=figure.pk, objections=None).exists()


def matters_named(person: Person, objection: Objection) -> list[Matter]:
    """The matters that an objection names, as far as this person may read them."""
    return list(matters_read_by(person).filter(pk__in=objection.matters).order_by("pk"))
