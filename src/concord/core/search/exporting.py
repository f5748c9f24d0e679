"""What was found, taken out as a table: the purpose is recorded before the first row leaves (K10, K11).

Without personal data: no party, no number, no words of a person.
"""

import csv
from collections.abc import Iterator
from io import BytesIO

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from openpyxl import Workbook

from concord.core.acts.services import record
from concord.core.exchange.access import matters_exported_by
from concord.core.exchange.cells import guarded
from concord.core.exchange.exporting import CSV
from concord.core.matters.access import declare_reader
from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.core.search.facts import SearchExported
from concord.core.search.newest import among, newest
from concord.core.search.rooms import stage_label, topic_name
from concord.core.search.services import purpose_stated
from concord.core.search.wanted import Wanted

PAGE = 1_000
MOST_ROWS = 50_000


def _pages(person: Person, by: Wanted) -> Iterator[list[int]]:
    """The keys of what may be taken out, page by page."""
    before: int | None = None
    while before != 0:
        found = newest(person, by, PAGE, before)
        yield list(among(matters_exported_by(person), found.keys).order_by("-pk").values_list("pk", flat=True))
        before = found.floor


@transaction.atomic
def begin_export(person: Person, by: Wanted, form: str, purpose: str) -> list[int]:
    """Record that what was found is taken out; the keys of it, newest first.

    Refuses an export without a purpose, and more than 50,000 rows: narrow the search.
    """
    purpose = purpose_stated(purpose)
    keys: list[int] = []
    for page in _pages(person, by):
        keys += page
        if len(keys) > MOST_ROWS:
            raise Refusal(_("More than 50,000 rows: narrow the list first, by place, step or time."))
    declare_reader(person)
    record(SearchExported(matter_id=None, rows=len(keys), form=form, filter=by.query, purpose=purpose), by=person)
    return keys


def _heads() -> list[str]:
    return [_("Number"), _("What it is"), _("Title"), _("Topic"), _("Place"), _("Step"), _("Lead"), _("Opened"),
            _("Due")]  # fmt: skip


def _row(matter: Matter) -> list[str]:
    return [
        matter.number, str(Matter.Kind(matter.kind).label), guarded(matter.title), topic_name(matter.topic),
        guarded(matter.place.name), stage_label(matter.kind, matter.stage) or matter.stage,
        guarded(matter.lead.name) if matter.lead else "",
        localdate(matter.opened_at).isoformat(), matter.due_on.isoformat() if matter.due_on else "",
    ]  # fmt: skip


def _rows(person: Person, keys: list[int]) -> Iterator[list[str]]:
    """The rows of these matters; each page is a transaction that asks anew what `person` may take out."""
    language = get_language()
    for at in range(0, len(keys), PAGE):
        with transaction.atomic(), override(language):
            declare_reader(person)
            found = among(matters_exported_by(person), keys[at : at + PAGE]).select_related("place", "lead")
            rows = [_row(matter) for matter in found.order_by("-pk")]
        yield from rows


class _Line:
    """A file whose writing hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_of(person: Person, keys: list[int]) -> Iterator[str]:
    """The table as CSV, line by line, beginning with the mark by which Excel knows its coding."""
    writer = csv.writer(_Line())
    yield f"\ufeff{writer.writerow(_heads())}"
    for row in _rows(person, keys):
        yield writer.writerow(row)


def workbook_of(person: Person, keys: list[int]) -> bytes:
    """The table as an Excel file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Matters"))
    sheet.append(_heads())
    for row in _rows(person, keys):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


FORMS = (CSV, "xlsx")
