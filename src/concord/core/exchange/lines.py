"""The rows of a file one at a time, however large it is: CSV, Excel, or JSON lines (an object a line)."""

import csv
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from orjson import JSONDecodeError, loads

from concord.core.exchange.cells import unguarded
from concord.core.exchange.mapping import Mapped
from concord.core.refusals import Refusal

MOST_COLUMNS, CHUNK = 100, 1 << 20
CODINGS = ("utf-8", "gb18030")
BROKEN_SHEET = (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError, SyntaxError, EOFError)
Named = dict[str, object]
Numbered = tuple[int, Named]


def rows_in(file: BinaryIO, mapped: Mapped) -> Iterator[Numbered]:
    """The rows of a file of a source, with their numbers as a spreadsheet or an editor counts them.

    Refuses what is no table, and a table without a column that the mapping needs. A line that holds no JSON object
    comes as a row without fields, so that it is told of by its number and holds nothing up.
    """
    return rows_with(file, needed_by(mapped))


def rows_with(file: BinaryIO, needed: Sequence[str]) -> Iterator[Numbered]:
    """The same for a file of which these columns are needed."""
    head = file.read(CHUNK)
    file.seek(0)
    if head[:4] == b"PK\x03\x04":
        return _named(_of_sheet(file), needed)
    if head.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
        return _objects(file)
    return _named(_of_csv(file), needed)


def needed_by(mapped: Mapped) -> list[str]:
    """The columns without which no row of a table could be taken in."""
    read = [mapped.reading(field) for field in mapped.required]
    return [mapped.id, *(column for one in read if one for column in one.columns if one.link == "")]


def _objects(file: BinaryIO) -> Iterator[Numbered]:
    for number, line in enumerate(file, 1):
        if said := line.removeprefix(BOM_UTF8).strip():
            yield number, _object(said)


def _object(line: bytes) -> Named:
    try:
        told = loads(line)
    except JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}


def _named(lines: Iterator[list[str]], needed: Sequence[str]) -> Iterator[Numbered]:
    heads = [head.strip() for head in next(lines, [])]
    missing = [column for column in needed if column not in heads]
    if missing:
        told = _("The first row must name the columns. These are missing: %(columns)s.")
        raise Refusal(told % {"columns": ", ".join(missing)}, field="file")
    for number, line in enumerate(lines, 2):
        if any(line):
            yield number, dict(zip(heads, line, strict=False))


def _of_csv(file: BinaryIO) -> Iterator[list[str]]:
    coding = next((one for one in CODINGS if _is_in(file, one)), None)
    if coding is None:
        raise _no_table()
    file.seek(0)
    text = TextIOWrapper(file, encoding="utf-8-sig" if coding == "utf-8" else coding, newline="")
    return _cells(csv.reader(text))


def _is_in(file: BinaryIO, coding: str) -> bool:
    """Whether the whole file is text in this coding."""
    file.seek(0)
    decoder = getincrementaldecoder(coding)()
    try:
        for part in iter(partial(file.read, CHUNK), b""):
            if "\0" in decoder.decode(part):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _of_sheet(file: BinaryIO) -> Iterator[list[str]]:
    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        for line in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_cell(value) for value in line]
    except BROKEN_SHEET as broken:
        raise damaged() from broken


def damaged() -> Refusal:
    """What is said of an Excel file that cannot be read."""
    return Refusal(_("This Excel file cannot be read. Save it anew as .xlsx, or as CSV."), field="file")


def _no_table() -> Refusal:
    told = _("This is no table that can be read. Send an Excel file (.xlsx), a CSV file, or JSON lines (.jsonl).")
    return Refusal(told, field="file")


def _cells(lines: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    try:
        for line in lines:
            yield [_cell(value) for value in line][:MOST_COLUMNS]
    except csv.Error as broken:
        raise _no_table() from broken


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
