"""The text of a Word file before 2007 (MS-DOC), where no office program is at hand to turn it into docx.

Read are paragraphs, tables cell by cell, notes, page headers and tracked changes. Not seen are automatic numbers,
merged cells and text boxes; the document says so in its warnings.
"""

import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from concord.engines.review.document import Block, Cell, Document, Format, Kind, Revised, Revision
from concord.engines.review.reading.binary import IN_TABLE, ROW_END, Binary
from concord.engines.review.reading.compound import Compound
from concord.engines.review.refused import Refused

WARNING = "Read without an office program: automatic numbers, merged cells and text boxes are not seen."
CELL_END, BEGIN, RESULT, END = "\x07", "\x13", "\x14", "\x15"
BLOT = "\x01"
SIGNS = {ord(one): None for one in "\x01\x02\x03\x04\x05\x08\x0c\x1f"} | {0x0B: "\n", 0x1E: "-"}
PARAGRAPH = re.compile(f"([^\r{CELL_END}]*)([\r{CELL_END}])")
# The stories of the text, one behind the other: where their lengths stand in the head of the file, and what they are.
STORIES = (
    (0x4C, Kind.PARAGRAPH, ""), (0x50, Kind.FOOTNOTE, "fn"), (0x54, Kind.HEADER, "h"), (0x58, None, ""),
    (0x5C, None, ""), (0x60, Kind.FOOTNOTE, "en"),
)  # fmt: skip


class Changes:
    """The open changes in the order of the text."""

    def __init__(self, places: list[tuple[int, int, bool]]) -> None:
        self._places = places
        self._starts, self._ends = [one[0] for one in places], [one[1] for one in places]

    def within(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Those between two places, counted from the first, and whether words were deleted."""
        near = self._places[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        return [(first - start, behind - start, gone) for first, behind, gone in near]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text, whether it lies in a table, ends a cell, or only ends a row."""

    text: str
    revisions: tuple[Revised, ...]
    in_table: bool
    ends_cell: bool
    ends_row: bool


def read_doc(content: bytes, sha256: str) -> Document:
    """The document in a .doc file. Refuses a locked, older (before Word 97) or damaged file."""
    try:
        file = Binary(Compound(content))
        blocks = tuple(_blocks(file))
    except (struct.error, IndexError) as broken:
        raise Refused("The file is damaged: its text cannot be found.") from broken
    if not blocks:
        raise Refused("The file is damaged: its text cannot be found.")
    return Document(Format.DOC, sha256, blocks, warnings=(WARNING,))


def _blocks(file: Binary) -> Iterator[Block]:
    text, changes = without_instructions(file.text), Changes(file.changes())
    begin, tables = 0, 0
    for place, kind, prefix in STORIES:
        end = begin + file.length(place)
        if kind is not None:
            for block in _story(_paragraphs(text, changes, file, begin, end), kind, prefix, tables):
                tables = max(tables, block.cell.table + 1 if block.cell else 0)
                yield block
        begin = end


def _paragraphs(text: str, changes: Changes, file: Binary, begin: int, end: int) -> Iterator[Paragraph]:
    for found in PARAGRAPH.finditer(text, begin, min(end, len(text))):
        switches = file.switches(found.end() - 1)
        ends_cell = found[2] == CELL_END
        shown, revisions = _revised(found[1], changes.within(*found.span(1)))
        yield Paragraph(shown, revisions, IN_TABLE in switches or ends_cell, ends_cell, ROW_END in switches)


def _story(paragraphs: Iterable[Paragraph], kind: Kind, prefix: str, table: int) -> Iterator[Block]:
    """The blocks of one story; neighbouring rows are one table, whose number counts on from `table`."""
    lines: list[Paragraph] = []
    row = column = 0
    for count, one in enumerate(paragraphs, start=1):
        if not one.in_table:
            table, row, column = (table + 1, 0, 0) if row or column else (table, row, column)
            if one.text.strip():
                yield Block(f"{prefix}p{count}", kind, one.text, path=str(count), revisions=one.revisions)
        elif one.ends_row:
            row, column, lines = row + 1, 0, []
        else:
            lines.append(one)
        if one.ends_cell and not one.ends_row:
            cell = Cell(table, row, column)
            yield _cell(lines, Block(f"{prefix}t{table}r{row}c{column}", Kind.CELL, "", cell=cell, path=str(count)))
            column, lines = column + 1, []


def _cell(lines: list[Paragraph], block: Block) -> Block:
    text, revisions = "", []
    for one in lines:
        text += "\n" if text else ""
        revisions += [replace(each, start=each.start + len(text), end=each.end + len(text)) for each in one.revisions]
        text += one.text
    return replace(block, text=text.rstrip("\n"), revisions=tuple(revisions))


def without_instructions(text: str) -> str:
    """The text of the same length, in which the instructions of fields are blotted out and their results stay."""
    shown, open_fields = list(text), []
    for at, sign in enumerate(text):
        if sign == BEGIN:
            open_fields.append(True)
        elif sign == RESULT and open_fields:
            open_fields[-1] = False
        elif sign == END and open_fields:
            open_fields.pop()
        elif not any(open_fields) or sign in f"\r{CELL_END}":
            continue
        shown[at] = BLOT
    return "".join(shown)


def _revised(text: str, changes: list[tuple[int, int, bool]]) -> tuple[str, tuple[Revised, ...]]:
    """The text without what was deleted, and its open changes."""
    shown, revisions, at = "", [], 0
    for first, behind, gone in changes:
        start, end = max(first, at), min(behind, len(text))
        shown += text[at:start].translate(SIGNS)
        words = text[start:end].translate(SIGNS)
        kind, last = (Revision.DELETED, len(shown)) if gone else (Revision.INSERTED, len(shown) + len(words))
        if words:
            revisions.append(Revised(kind, len(shown), last, words))
        shown, at = shown if gone else shown + words, end
    return shown + text[at:].translate(SIGNS), tuple(revisions)
