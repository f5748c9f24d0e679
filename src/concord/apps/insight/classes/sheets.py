"""Accuracy as a spreadsheet."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from concord.apps.insight.classes.selectors.accuracy import Row, accuracy
from concord.core.exchange.cells import guarded
from concord.core.people.models import Person


def _cells(row: Row) -> list[object]:
    first, three = row.first, row.three
    return [guarded(row.name), first.of, round(first.share, 4), round(first.low, 4), round(first.high, 4),
            round(three.share, 4), round(three.low, 4), round(three.high, 4)]  # fmt: skip


def accuracy_sheet(person: Person, *, by: str, only_sample: bool) -> bytes:
    """The table of the page, shares from 0 to 1, with the bounds of Wilson's 95 % interval."""
    whole, rows = accuracy(person, by=by, only_sample=only_sample)
    book = Workbook(write_only=True)
    page = book.create_sheet(_("Accuracy"))
    bounds = [_("at least"), _("at most")]
    page.append([_("Group"), _("Answers"), _("Category right"), *bounds, _("Among the first three"), *bounds])
    for row in (*rows, whole):
        page.append(_cells(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()
