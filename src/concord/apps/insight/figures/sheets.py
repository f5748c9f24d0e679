"""Figures taken out as a spreadsheet or as CSV; every taking out is recorded."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO, StringIO

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook

from concord.apps.insight.figures.definitions import Indicator
from concord.apps.insight.figures.facts import FiguresExported
from concord.apps.insight.figures.selectors.asked import Asked
from concord.apps.insight.figures.selectors.definitions import indicators
from concord.apps.insight.figures.selectors.pages import by_side
from concord.apps.insight.figures.selectors.values import Figure, figures_of
from concord.core.acts.services import record
from concord.core.exchange.cells import guarded
from concord.core.people.models import Person

Cell = str | float | int | None
Line = list[Cell]


def _line(name: str, figure: Figure) -> Line:
    now, before = figure.now, figure.before
    numbers = (now.number, now.low, now.high, before.number, figure.change)
    return [
        guarded(name),
        figure.unit,
        *(None if one is None else round(one, 2) for one in numbers),
        now.part,
        now.cases,
    ]


def _heads(first: str) -> Line:
    return [first, _("Unit"), _("Value"), _("At least"), _("At most"), _("A year before"), _("Change"), _("Counted"),
            _("Of cases")]  # fmt: skip


def lines(person: Person, asked: Asked, told: Indicator | None, side: str, today: date) -> Iterator[Line]:
    """All figures of a place, or one of them by a side, with what they stand on."""
    sight, over = asked.sight(person), asked.over(today)
    yield [sight.place.name, str(over.first), str(over.last)]
    if told is None:
        yield _heads(_("Figure"))
        for figure in figures_of(indicators().values(), sight, over, asked.only):
            yield _line(figure.indicator.name, figure)
        return
    yield [told.name, guarded(told.says)]
    yield _heads(_("By"))
    for row in by_side(told, sight, asked, side, today).rows:
        yield _line(row.name, row.figure)


def _as_csv(rows: Iterable[Line]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _as_xlsx(rows: Iterable[Line]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Figures and index"))
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


WAYS = {
    "csv": (_as_csv, "text/csv; charset=utf-8"),
    "xlsx": (_as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@transaction.atomic
def take_out(person: Person, asked: Asked, told: Indicator | None, *, side: str, way: str, today: date) -> bytes:
    """The figures as a file (`way` is csv or xlsx); nothing in it points to a person."""
    rows = list(lines(person, asked, told, side, today))
    record(FiguresExported(matter_id=None, rows=len(rows), filter=asked.query), by=person)
    return WAYS[way][0](rows)
