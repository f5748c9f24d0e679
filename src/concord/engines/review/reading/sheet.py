"""One page of a PDF: its signs with their boxes, the lines that are drawn on it, and its picture."""

import ctypes
from collections.abc import Iterator
from itertools import islice

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from concord.engines.review.reading.glyphs import Glyph
from concord.engines.review.reading.lines import Box
from concord.engines.review.reading.ruled import SHORTEST, Rule

MOST_SIGNS, MOST_DRAWN = 100_000, 20_000
THIN = 2.5
PICTURE = 0.4
DOTS_PER_POINT = 150 / 72
MOST_DOTS = 20_000_000


class Sheet:
    """A page of a PDF, turned as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._left, self._bottom, right, top = page.get_cropbox()
        self._across, self._up = right - self._left, top - self._bottom
        self._turn = page.get_rotation()
        self.width, self.height = page.get_size()

    def glyphs(self) -> list[Glyph]:
        """The signs in the order of the file; spaces and line ends are left out, for the boxes tell them."""
        text = self._page.get_textpage()
        box = raw.FS_RECTF()
        found = []
        for at in range(min(raw.FPDFText_CountChars(text), MOST_SIGNS)):
            code = raw.FPDFText_GetUnicode(text, at)
            if code <= 32 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
                continue
            if raw.FPDFText_GetLooseCharBox(text, at, box):
                found.append(Glyph(chr(code), self._turned(box.left, box.bottom, box.right, box.top)))
        text.close()
        return found

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """The straight lines that are drawn, level and upright; thin boxes count as lines."""
        level: list[Rule] = []
        upright: list[Rule] = []
        for one in islice(self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3), MOST_DRAWN):
            for left, top, right, bottom in self._strokes(one):
                if bottom - top <= THIN and right - left >= SHORTEST:
                    level.append(Rule((top + bottom) / 2, left, right))
                elif right - left <= THIN and bottom - top >= SHORTEST:
                    upright.append(Rule((left + right) / 2, top, bottom))
        return level, upright

    def pictured(self) -> bool:
        """Whether a picture covers much of the page."""
        for one in islice(self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), MOST_DRAWN):
            left, bottom, right, top = one.get_bounds()
            if (right - left) * (top - bottom) > PICTURE * self.width * self.height:
                return True
        return False

    def picture(self) -> tuple[Image.Image, float]:
        """The page as a picture, and how many points each of its dots is wide."""
        scale = min(DOTS_PER_POINT, (MOST_DOTS / max(self.width * self.height, 1)) ** 0.5)
        return self._page.render(scale=scale).to_pil().convert("RGB"), 1 / scale

    def _strokes(self, path: pypdfium2.PdfObject) -> Iterator[Box]:
        bounds = self._turned(*path.get_bounds())
        if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= THIN:
            yield bounds
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(path, fill, stroke) or not stroke.value:
            return
        matrix = path.get_matrix()
        before = start = None
        for at in range(min(raw.FPDFPath_CountSegments(path), 2000)):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = matrix.on_point(x.value, y.value)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                start = point
            elif before is not None:
                yield self._line(before, point)
            before = point
            if raw.FPDFPathSegment_GetClose(segment) and start is not None:
                yield self._line(point, start)

    def _line(self, one: tuple[float, float], other: tuple[float, float]) -> Box:
        return self._turned(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))

    def _turned(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file (from the lower left corner) as it is shown (from the upper left)."""
        left, right, bottom, top = left - self._left, right - self._left, bottom - self._bottom, top - self._bottom
        if self._turn == 90:
            return bottom, left, top, right
        if self._turn == 180:
            return self._across - right, bottom, self._across - left, top
        if self._turn == 270:
            return self._up - top, self._across - right, self._up - bottom, self._across - left
        return left, self._up - top, right, self._up - bottom
