"""The ledger taken out as a spreadsheet; every taking out is recorded."""

from datetime import date
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook

from concord.apps.contracts.facts.life import LedgerExported
from concord.apps.contracts.models import Contract
from concord.apps.contracts.selectors.ledger import Filter, narrowed
from concord.core.acts.services import record
from concord.core.exchange.cells import guarded
from concord.core.people.models import Person
from concord.core.refusals import Refusal

MOST_ROWS = 50_000


def _row(contract: Contract) -> list[object]:
    matter = contract.matter
    return [
        matter.number,
        contract.filed_number or "",
        guarded(matter.title),
        matter.lead.name if matter.lead else "",
        guarded(contract.counterpart),
        str(contract.get_nature_display()),
        str(contract.get_procurement_display()),
        contract.amount,
        contract.stage_label,
        contract.signed_on.isoformat() if contract.signed_on else "",
        matter.due_on.isoformat() if matter.due_on else "",
    ]


@transaction.atomic
def ledger_sheet(person: Person, by: Filter, today: date) -> bytes:
    """The ledger that a filter lets through, as an Excel file. Refuses more than 50,000 rows: narrow the filter."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Contracts"))
    heads = [_("Number"), _("Filed as"), _("Title"), _("Body"), _("Counterparty"), _("Kind")]
    sheet.append([*heads, _("Procurement"), _("Amount (yuan)"), _("Step"), _("Signed on"), _("Due")])
    count = 0
    for count, contract in enumerate(narrowed(person, by, today)[: MOST_ROWS + 1].iterator(chunk_size=2000), 1):
        if count > MOST_ROWS:
            raise Refusal(_("More than 50,000 rows: narrow the list first."))
        sheet.append(_row(contract))
    record(LedgerExported(matter_id=None, rows=count, filter=by.query), by=person)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
