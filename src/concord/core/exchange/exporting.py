"""Matters taken out as a table by who may read them: written page by page, and the taking out is recorded (K10).

Without personal data: no party, no phone, no words of a person; what a sentence about each matter needs.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from openpyxl import Workbook
from orjson import OPT_APPEND_NEWLINE, dumps

from concord.core.acts.services import record
from concord.core.exchange.access import matters_exported_by
from concord.core.exchange.cells import guarded
from concord.core.exchange.facts import MattersExported
from concord.core.matters.access import declare_reader, within
from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.core.refusals import Refusal

PAGE = 500
MOST_ROWS = 10_000_000
MOST_IN_A_SHEET = 50_000
CSV, XLSX, JSON, JSON_LINES = "csv", "xlsx", "json", "jsonl"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which matters: of a kind, in a place, opened from one day to another, both included; all optional."""

    kind: str = ""
    place: str = ""
    first: date | None = None
    last: date | None = None
    only_open: bool = False

    @property
    def query(self) -> str:
        """The choice in one line, as the record keeps it."""
        told = {"kind": self.kind, "place": self.place, "first": self.first, "last": self.last, "open": self.only_open}
        return urlencode({name: value for name, value in told.items() if value})


def heads() -> list[str]:
    """The first row, in the reader's language."""
    return [_("Number"), _("What it is"), _("Title"), _("Topic"), _("Place"), _("State"), _("Lead"), _("Opened"),
            _("Due"), _("Closed")]  # fmt: skip


def _row(matter: Matter) -> list[str]:
    closed = localdate(matter.closed_at).isoformat() if matter.closed_at else ""
    return [
        matter.number, str(Matter.Kind(matter.kind).label), guarded(matter.title), matter.topic,
        guarded(matter.place.name), _("open") if matter.is_open else _("closed"),
        guarded(matter.lead.name) if matter.lead else "",
        localdate(matter.opened_at).isoformat(), matter.due_on.isoformat() if matter.due_on else "", closed,
    ]  # fmt: skip


def chosen_by(person: Person, by: Chosen) -> QuerySet[Matter]:
    """The matters that `person` may take out, as chosen."""
    found = matters_exported_by(person)
    if by.kind:
        found = found.filter(kind=by.kind)
    if by.place:
        found = within(found, by.place)
    if by.first:
        found = found.filter(opened_at__date__gte=by.first)
    if by.last:
        found = found.filter(opened_at__date__lte=by.last)
    return found.filter(is_open=True) if by.only_open else found


def _pages(person: Person, by: Chosen, last: int) -> Iterator[list[Matter]]:
    """The matters up to a key, in pages by key; each page is a transaction that says anew for whom it reads."""
    after = 0
    while True:
        with transaction.atomic():
            declare_reader(person)
            found = chosen_by(person, by).filter(pk__gt=after, pk__lte=last).select_related("place", "lead")
            rows = list(found.order_by("pk")[:PAGE])
        if not rows:
            return
        yield rows
        after = rows[-1].pk


@transaction.atomic
def begin_export(person: Person, by: Chosen, form: str) -> int:
    """Record that these matters are taken out; the key of the newest of them, 0 where there is none.

    Refuses more than a table of this form holds: choose fewer.
    """
    declare_reader(person)
    found = chosen_by(person, by)
    count = found.count()
    if count > (MOST_IN_A_SHEET if form == XLSX else MOST_ROWS):
        raise Refusal(_("Too many rows for one table: choose a place or a shorter time, or take them as CSV."))
    newest = found.order_by("-pk").values_list("pk", flat=True).first()
    record(MattersExported(matter_id=None, rows=count, form=form, filter=by.query), by=person)
    return newest or 0


class _Line:
    """A file whose writing hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(person: Person, by: Chosen, last: int) -> Iterator[str]:
    """The table as CSV, line by line, beginning with the mark by which Excel knows its coding."""
    language = get_language()
    writer = csv.writer(_Line())
    with override(language):
        first = writer.writerow(heads())
    yield f"\ufeff{first}"
    for rows in _pages(person, by, last):
        with override(language):
            lines = [writer.writerow(_row(matter)) for matter in rows]
        yield "".join(lines)


def told_of(matter: Matter) -> dict[str, object]:
    """A matter as programs take it over, by the same names in JSON lines and in the API."""
    return {
        "id": matter.pk, "number": matter.number, "kind": matter.kind, "title": matter.title, "topic": matter.topic,
        "place": matter.place_id, "lead": matter.lead.name if matter.lead else "", "stage": matter.stage,
        "is_open": matter.is_open, "opened_at": matter.opened_at, "due_on": matter.due_on,
        "closed_at": matter.closed_at,
    }  # fmt: skip


def json_lines(person: Person, by: Chosen, last: int) -> Iterator[str]:
    """The same matters as JSON lines: an object a line, for programs."""
    for rows in _pages(person, by, last):
        yield b"".join(dumps(told_of(matter), option=OPT_APPEND_NEWLINE) for matter in rows).decode()


def workbook(person: Person, by: Chosen, last: int) -> bytes:
    """The table as an Excel file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Matters"))
    sheet.append(heads())
    for rows in _pages(person, by, last):
        for matter in rows:
            sheet.append(_row(matter))
    out = BytesIO()
    book.save(out)
    return out.getvalue()
