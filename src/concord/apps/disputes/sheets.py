"""Lists taken out as a spreadsheet; every taking out is recorded."""

from datetime import date
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from concord.apps.disputes.access import matters_exported_by
from concord.apps.disputes.facts import DisputesExported
from concord.apps.disputes.models import Dispute
from concord.apps.disputes.selectors.following import item_title
from concord.apps.disputes.selectors.lists import Filter, narrowed, shown
from concord.core.acts.services import record
from concord.core.exchange.cells import guarded
from concord.core.people.models import Person
from concord.core.refusals import Refusal

MOST_ROWS = 50_000


def _row(dispute: Dispute) -> list[object]:
    matter = dispute.matter
    return [
        matter.number,
        guarded(matter.title),
        item_title(dispute),
        matter.place.name,
        dispute.stage_label,
        matter.lead.name if matter.lead else "",
        matter.opened_at.date().isoformat(),
        matter.due_on.isoformat() if matter.due_on else "",
        dispute.amount,
    ]


@transaction.atomic
def disputes_sheet(person: Person, by: Filter, today: date) -> bytes:
    """The disputes that a filter lets through, as an Excel file of at most 50,000 rows, without personal data.

    Refuses more rows than that: narrow the filter.
    """
    found = shown(narrowed(matters_exported_by(person), by, person, today))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Disputes"))
    heads = [
        _("Number"),
        _("Title"),
        _("Kind"),
        _("Place"),
        _("Step"),
        _("Lead"),
        _("Reported"),
        _("Due"),
        _("Amount (yuan)"),
    ]
    sheet.append([_bold(sheet, head) for head in heads])
    count = 0
    for count, dispute in enumerate(found[: MOST_ROWS + 1].iterator(chunk_size=2000), 1):
        if count > MOST_ROWS:
            raise Refusal(_("More than 50,000 rows: narrow the list first, by place, step or time."))
        sheet.append(_row(dispute))
    record(DisputesExported(matter_id=None, rows=count, filter=by.query), by=person)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _bold(sheet: WriteOnlyWorksheet, head: str) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, value=head)
    cell.font = Font(bold=True)
    return cell
