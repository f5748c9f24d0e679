"""The rows of an uploaded file, CSV or Excel, by the names in its first row; of other files the reason why not."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from concord.core.exchange.cells import unguarded
from concord.core.exchange.mapping import Mapped
from concord.core.papers.kinds import SHEET, kind_of
from concord.core.refusals import Refusal

MOST_ROWS, MOST_COLUMNS, MOST_BYTES = 20_000, 100, 10 * 1024 * 1024
Named = dict[str, object]


def rows_of(content: bytes, mapped: Mapped) -> list[tuple[int, Named]]:
    """The rows of a file of a source; refuses one that lacks a column the mapping needs."""
    return rows_under(content, _needed(mapped))


def rows_under(content: bytes, needed: Sequence[str]) -> list[tuple[int, Named]]:
    """The rows of a file with their numbers as a spreadsheet counts them; empty ones are left out.

    Refuses what is no table, larger than 10 MB or 20,000 rows, and one that lacks a needed column.
    """
    if not content or len(content) > MOST_BYTES:
        raise Refusal(_("Send a file of up to 10 MB that is not empty."), field="file")
    lines = _of_sheet(content) if content[:4] == b"PK\x03\x04" else _of_csv(content)
    return _named(lines, needed)


def _named(lines: Iterator[list[str]], needed: Sequence[str]) -> list[tuple[int, Named]]:
    heads = [head.strip() for head in next(lines, [])]
    missing = [column for column in needed if column not in heads]
    if missing:
        told = _("The first row must name the columns. These are missing: %(columns)s.")
        raise Refusal(told % {"columns": ", ".join(missing)}, field="file")
    rows: list[tuple[int, Named]] = []
    for number, line in enumerate(lines, 2):
        if any(line):
            rows.append((number, dict(zip(heads, line, strict=False))))
        if len(rows) > MOST_ROWS:
            raise Refusal(_("The file has more than 20,000 rows. Send it in parts."), field="file")
    if not rows:
        raise Refusal(_("The file has no row below its first one."), field="file")
    return rows


def _needed(mapped: Mapped) -> list[str]:
    read = [mapped.reading(field) for field in mapped.required]
    return [mapped.id, *(column for one in read if one for column in one.columns if one.link == "")]


def _of_csv(content: bytes) -> Iterator[list[str]]:
    for coding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return _cells(csv.reader(StringIO(text, newline="")))
    raise Refusal(_("This is no table that can be read. Send an Excel file (.xlsx) or a CSV file."), field="file")


def _of_sheet(content: bytes) -> Iterator[list[str]]:
    damaged = _("This Excel file cannot be read. Save it anew as .xlsx, or as CSV.")
    if kind_of(content).media_type != SHEET:
        raise Refusal(damaged, field="file")
    try:
        sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
        return _cells([*sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)])
    except (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError, SyntaxError) as broken:
        raise Refusal(damaged, field="file") from broken


def _cells(lines: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    try:
        for line in lines:
            yield [_cell(value) for value in line][:MOST_COLUMNS]
    except csv.Error as broken:
        raise Refusal(_("This is no table that can be read. Send an Excel file (.xlsx) or a CSV file."),
                      field="file") from broken  # fmt: skip


def _cell(value: object) -> str:
    """A cell as text: days and instants as people write them, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unguarded(str(value).strip())
