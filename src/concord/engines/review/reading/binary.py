"""The binary file of Word 97 to 2003 (MS-DOC): its text, put together from pieces, and what is on for its parts."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from concord.engines.review.reading.compound import Compound
from concord.engines.review.refused import Refused

LONGEST = 20_000_000
IN_TABLE, ROW_END = 0x2416, 0x2417
DELETED, INSERTED = 0x0800, 0x0801
# Where the head says which pages hold the formatting of characters, and of paragraphs.
OF_CHARACTERS, OF_PARAGRAPHS = 0xFA, 0x102
TABLE_SHAPE = 0xD608
LOCKED, SECOND_TABLE, NARROW = 0x0100, 0x0200, 0x40000000
PAGE = 512


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its first and last place in the text, and in the file, where a sign has one or two bytes."""

    start: int
    end: int
    at: int
    width: int


class Binary:
    """The text of a .doc, and what is on for each of its paragraphs. Raises IndexError and struct.error on damage."""

    def __init__(self, file: Compound) -> None:
        self._head = file.stream("WordDocument")
        flags = struct.unpack_from("<H", self._head, 10)[0]
        if flags & LOCKED:
            raise Refused("The file is locked with a password; take the password away and send it again.")
        if struct.unpack_from("<H", self._head, 2)[0] < 0xC1:
            raise Refused("The file was written by a Word before 1997; save it as .docx.")
        self._table = file.stream("1Table" if flags & SECOND_TABLE else "0Table")
        self._pieces = self._piece_table()
        self._starts = [piece.start for piece in self._pieces]
        self._formats = {end: format_ for _start, end, format_ in self._formatted(OF_PARAGRAPHS)}
        self.text = "".join(self._decoded(piece) for piece in self._pieces)

    def length(self, place: int) -> int:
        """A length that stands in the head of the file."""
        return int(struct.unpack_from("<I", self._head, place)[0])

    def switches(self, at: int) -> set[int]:
        """What is on for the paragraph that ends with this sign of the text."""
        piece = self._pieces[bisect_right(self._starts, at) - 1]
        return _switched_on(self._formats.get(piece.at + (at + 1 - piece.start) * piece.width, b""))

    def _decoded(self, piece: Piece) -> str:
        raw = self._head[piece.at : piece.at + (piece.end - piece.start) * piece.width]
        return raw.decode("cp1252" if piece.width == 1 else "utf-16-le", errors="replace")

    def _piece_table(self) -> list[Piece]:
        """The pieces in the order of the text (2.9.38, 2.9.177)."""
        start, size = struct.unpack_from("<II", self._head, 0x1A2)
        table, at = self._table[start : start + size], 0
        while table[at] == 1:
            at += 3 + struct.unpack_from("<H", table, at + 1)[0]
        count = (struct.unpack_from("<I", table, at + 1)[0] - 4) // 12
        places = struct.unpack_from(f"<{count + 1}I", table, at + 5)
        if list(places) != sorted(places) or places[-1] > LONGEST:
            raise IndexError(places[-1])
        first = at + 5 + 4 * (count + 1)
        wheres = [struct.unpack_from("<I", table, first + 8 * number + 2)[0] for number in range(count)]
        return [
            Piece(begin, end, (where & ~NARROW) // 2, 1) if where & NARROW else Piece(begin, end, where, 2)
            for begin, end, where in zip(places, places[1:], wheres, strict=False)
        ]

    def _formatted(self, where: int) -> Iterator[tuple[int, int, bytes]]:
        """From where to where in the file which formatting holds (2.8.5, 2.8.6, and their pages 2.9.33, 2.9.174)."""
        start, size = struct.unpack_from("<II", self._head, where)
        count = max(0, min(size, len(self._table)) - 4) // 8
        for number in struct.unpack_from(f"<{count}I", self._table, start + 4 * (count + 1)):
            page = self._head[PAGE * (number & 0x3FFFFF) :][:PAGE]
            runs = page[PAGE - 1]
            ends = struct.unpack_from(f"<{runs + 1}I", page)
            for run in range(runs):
                step = 1 if where == OF_CHARACTERS else 13
                offset = page[4 * (runs + 1) + step * run] * 2
                yield ends[run], ends[run + 1], _formatting(page, offset, where)

    def changes(self) -> list[tuple[int, int, bool]]:
        """The open changes in the order of the text: from where to where, and whether it was deleted."""
        found = []
        for start, end, formatting in self._formatted(OF_CHARACTERS):
            switches = _switched_on(formatting)
            if DELETED in switches or INSERTED in switches:
                found += [(*place, DELETED in switches) for place in self._in_text(start, end)]
        return sorted(found)

    def _in_text(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for piece in self._pieces:
            last = piece.at + (piece.end - piece.start) * piece.width
            if start < last and end > piece.at:
                begin, stop = max(start, piece.at), min(end, last)
                yield piece.start + (begin - piece.at) // piece.width, piece.start + (stop - piece.at) // piece.width


def _formatting(page: bytes, offset: int, where: int) -> bytes:
    if not offset:
        return b""
    length = page[offset]
    if where == OF_CHARACTERS:
        return page[offset + 1 : offset + 1 + length]
    begin, size = (offset + 1, 2 * length - 1) if length else (offset + 2, 2 * page[offset + 1])
    return page[begin + 2 : begin + size]


def _switched_on(formatting: bytes) -> set[int]:
    """The one-byte properties that are on; longer ones are passed over by their size (2.2.5.1)."""
    found, at = set(), 0
    while at + 3 <= len(formatting):
        name = struct.unpack_from("<H", formatting, at)[0]
        size = (1, 1, 2, 4, 2, 2, formatting[at + 2] + 1, 3)[name >> 13]
        if name == TABLE_SHAPE and at + 4 <= len(formatting):
            size = struct.unpack_from("<H", formatting, at + 2)[0] + 1
        elif size == 1 and formatting[at + 2]:
            found.add(name)
        at += 2 + size
    return found
