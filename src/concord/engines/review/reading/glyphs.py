"""Signs with their boxes, and the lines that they make."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from concord.engines.review.reading.lines import Box, Line

WIDE_GAP = 1.0
CLOSE = 0.4
# A sign from another font may stand some signs too late in the file.
BACK = 2.5


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign and its box, in points from the upper left corner of the page as it is shown."""

    text: str
    box: Box

    @property
    def size(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Signs that stand behind each other on one height, as lines."""
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        if groups and _same_line(groups[-1][-1], glyph):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [_line(sorted(group, key=lambda one: one.box[0]), page) for group in groups]


def _same_line(before: Glyph, glyph: Glyph) -> bool:
    overlap = min(before.box[3], glyph.box[3]) - max(before.box[1], glyph.box[1])
    return overlap > 0.5 * min(before.size, glyph.size) and glyph.box[0] > before.box[0] - BACK * before.size


def _line(group: list[Glyph], page: int) -> Line:
    text = group[0].text
    for before, glyph in pairwise(group):
        text += _space(before, glyph) + glyph.text
    box = (
        min(one.box[0] for one in group), min(one.box[1] for one in group),
        max(one.box[2] for one in group), max(one.box[3] for one in group),
    )  # fmt: skip
    return Line(text, box, median(one.size for one in group), group[0].box[2] - group[0].box[0], page)


def _space(before: Glyph, glyph: Glyph) -> str:
    """What stands between two signs: a wide gap is two spaces, a narrow one a space between Latin words only."""
    gap = (glyph.box[0] - before.box[2]) / max(before.size, 1)
    if gap > WIDE_GAP:
        return "  "
    latin = before.text.isascii() and glyph.text.isascii() and (before.text.isalpha() or glyph.text.isalpha())
    return " " if gap > (0.12 if latin else CLOSE) else ""
