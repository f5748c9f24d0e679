"""The words of a document as rules search them: one folded string, in which every place leads back to a block.

Folding makes full-width letters, digits and signs plain, character for character, so that offsets stay true. Blocks are
joined by a line break; cells of one row by a tab, so that "甲方" in one cell and the name in the next read as one line.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from concord.engines.review.document import Block, Document, Kind, Span

APART = {Kind.HEADER, Kind.FOOTER}
ENDS = re.compile(r"[。;!?\n\t]")
# Circled numbers mark options, raised ones units: folded, they would be digits of the text.
_KEPT = set("①②③④⑤⑥⑦⑧⑨²³…")


# Radicals that fonts show like the character itself, and NFKC leaves as they are (unlike ⽅, which it makes 方).
_RADICALS = ("⺠⻓⻔⻅⻋⻆⻉⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻰⻘⻄⻣⺟", "民长门见车角贝页风飞食马鱼鸟麦黄齐龙青西骨母")


class _Fold(dict[int, int]):
    def __missing__(self, code: int) -> int:
        """The plain form of a character where that is one character; else the character itself."""
        plain = unicodedata.normalize("NFKC", chr(code))
        self[code] = ord(plain) if len(plain) == 1 and chr(code) not in _KEPT else code
        return self[code]


_FOLD = _Fold(str.maketrans(*_RADICALS))


def folded(words: str) -> str:
    """Words with full-width signs, digits and variants made plain; as many characters as before."""
    return words.translate(_FOLD)


@dataclass(frozen=True, slots=True, order=True)
class At:
    """A place in the joined text: characters from 0, the end not included."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        """Whether a character lies in this place."""
        return self.start <= place < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece between full stops, semicolons and line breaks."""

    at: At
    words: str


class Text:
    """A document's words joined; headers and footers, which repeat on each page, are left out."""

    def __init__(self, document: Document) -> None:
        self.blocks = tuple(block for block in document.blocks if block.kind not in APART)
        pieces: list[str] = []
        self.starts: list[int] = []
        length = 0
        for before, block in zip((None, *self.blocks), self.blocks, strict=False):
            join = "" if before is None else _join(before, block)
            pieces += [join, block.text]
            self.starts.append(length + len(join))
            length += len(join) + len(block.text)
        self.written = "".join(pieces)
        self.words = folded(self.written)

    def __len__(self) -> int:
        return len(self.words)

    def index(self, place: int) -> int:
        """Which block (from 0) holds a character."""
        return max(bisect_right(self.starts, place) - 1, 0)

    def spans(self, at: At) -> tuple[Span, ...]:
        """A place as characters of blocks: more than one where it runs over a border; none where it is empty."""
        found = []
        for number in range(self.index(at.start), self.index(max(at.end - 1, at.start)) + 1) if self.blocks else ():
            block, begin = self.blocks[number], self.starts[number]
            start, end = max(at.start - begin, 0), min(at.end - begin, len(block.text))
            if start < end:
                found.append(Span(block.id, start, end))
        return tuple(found)

    def quote(self, at: At) -> str:
        """The words of a place as they are written."""
        return self.written[at.start : at.end].strip()

    def find(self, pattern: re.Pattern[str], within: At | None = None) -> Iterator[re.Match[str]]:
        """Every match, in the whole text or in a place of it."""
        at = within or At(0, len(self.words))
        return pattern.finditer(self.words, at.start, at.end)

    @cached_property
    def _borders(self) -> list[int]:
        return [-1, *(found.start() for found in ENDS.finditer(self.words)), len(self.words)]

    def sentence(self, place: int) -> Sentence:
        """The sentence that holds a character."""
        later = bisect_right(self._borders, place)
        earlier = self._borders[later - 1]
        start = place if earlier == place else earlier + 1
        at = At(start, self._borders[later] if later < len(self._borders) else len(self.words))
        return Sentence(at, self.words[at.start : at.end])

    def sentences(self, pattern: re.Pattern[str], within: At | None = None) -> Iterator[Sentence]:
        """Each sentence in which a pattern is found, once."""
        last = -1
        for found in self.find(pattern, within):
            if found.start() >= last:
                sentence = self.sentence(found.start())
                last = sentence.at.end
                yield sentence

    def paragraph(self, place: int) -> Sentence:
        """The line that holds a character."""
        start = self.words.rfind("\n", 0, place) + 1
        end = self.words.find("\n", place)
        at = At(start, len(self.words) if end < 0 else end)
        return Sentence(at, self.words[at.start : at.end])


def _join(before: Block, block: Block) -> str:
    one, other = before.cell, block.cell
    same_row = one and other and (one.table, one.row, one.inside) == (other.table, other.row, other.inside)
    return "\t" if same_row else "\n"
