"""Lines of print become paragraphs: what a page broke is joined, what its margins repeat is told once."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Box = tuple[float, float, float, float]
# A line that begins so begins a clause, if the line before has ended its sentence.
CLAUSE = re.compile(
    r"(第[〇零一二三四五六七八九十百\d]+[章节条款]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+([.．]\d+)*[、.．\s]|[①-⑳]|附件)"
)
ENDED = re.compile(r"[。；：！？;:!?…」”]$")
PAGE_NUMBER = re.compile(r"[-—–·\s]*(第?\s*\d+\s*页?)([\s/／,，共of]*\d+\s*页?)?[-—–·\s]*")
CLOSING = "，。、；：！？）》」』”’％,.;:!?)%"
LATIN = re.compile(r"[A-Za-z]")
# What printers never break: an amount with its sign, a number, a code. Its letters are half as wide as signs.
FIGURE = re.compile(r"[￥¥$（(]?[A-Za-z\d][A-Za-z\d,.\-/]*%?")
HALF = 0.5
MARGIN = 0.1
# In a narrower column, in signs, nobody can tell a full line from a short one.
NARROWEST = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: text, box (points from the upper left corner), height of its signs, width of the first."""

    text: str
    box: Box
    size: float
    first: float
    page: int

    @property
    def top(self) -> float:
        return self.box[1]


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph of one or more lines; the boxes are those on its first page."""

    text: str
    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """How the text of a document is set: left and right edge, and the distance from line to line."""

    left: float
    right: float
    pitch: float


def margins(lines: Sequence[Line], heights: dict[int, float]) -> tuple[list[Line], list[Line], list[Line]]:
    """Page headers, the text, and page footers; a header that stands on many pages is told once."""
    high = [line for line in lines if line.box[3] < heights[line.page] * MARGIN]
    low = [line for line in lines if line.top > heights[line.page] * (1 - MARGIN)]
    headers, footers = _repeated(high, len(heights)), _repeated(low, len(heights))
    footers |= {line for line in low if PAGE_NUMBER.fullmatch(line.text)}
    text = [line for line in lines if line not in headers and line not in footers]
    return _once(headers), text, _once(footers)


def _repeated(lines: list[Line], pages: int) -> set[Line]:
    counts = Counter(_same(line) for line in lines)
    return {line for line in lines if counts[_same(line)] >= max(2, pages * 0.4)}


def _same(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _once(lines: Iterable[Line]) -> list[Line]:
    first: dict[str, Line] = {}
    for line in sorted(lines, key=lambda one: (one.page, one.top)):
        first.setdefault(_same(line), line)
    return list(first.values())


def column(lines: Sequence[Line]) -> Column:
    """The column in which these lines are set."""
    if not lines:
        return Column(0, 0, 0)
    pitches = sorted(
        below.top - above.top
        for above, below in pairwise(lines)
        if above.page == below.page and 0.5 * above.size < below.top - above.top < 4 * above.size
    )
    rights = sorted(line.box[2] for line in lines)
    lefts = sorted(line.box[0] for line in lines)
    return Column(lefts[len(lefts) // 20], rights[-1 - len(rights) // 50], pitches[len(pitches) // 5] if pitches else 0)


def paragraphs(lines: Sequence[Line], setting: Column) -> list[Printed]:
    """The paragraphs that these neighbouring lines make."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, setting):
            found[-1].append(line)
        else:
            found.append([line])
    return [_printed(group) for group in found]


def _goes_on(group: list[Line], line: Line, setting: Column) -> bool:
    last, size = group[-1], group[-1].size
    if setting.right - setting.left < NARROWEST * size:
        return False
    if abs(line.size - size) > 0.3 * size or last.box[2] + _needed(line) < setting.right - size:
        return False
    if line.page == last.page and not 0 < line.top - last.top < max(1.35 * setting.pitch, 1.2 * size):
        return False
    if line.page not in (last.page, last.page + 1) or line.box[0] > group[0].box[0] + 0.3 * size:
        return False
    return not (CLAUSE.match(line.text) and ENDED.search(last.text))


def _needed(line: Line) -> float:
    """How much room the beginning of a line needs: the first sign with a closing one behind it, or a whole number."""
    if number := FIGURE.match(line.text):
        return line.first + HALF * line.size * (number.end() - 1)
    return line.first * (2 if line.text[1:2] and line.text[1:2] in CLOSING else 1)


def _printed(group: list[Line]) -> Printed:
    page = group[0].page
    return Printed(joined(line.text for line in group), page, tuple(line.box for line in group if line.page == page))


def joined(texts: Iterable[str]) -> str:
    """Broken lines as one: a space only between Latin words."""
    whole = ""
    for text in texts:
        space = " " if LATIN.match(whole[-1:]) and LATIN.match(text[:1]) else ""
        whole += space + text
    return whole
