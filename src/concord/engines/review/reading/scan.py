"""Pictures of pages: their text is recognised, which takes seconds a page and is never certain.

The recognition itself is an optional package; a caller brings it, or gets ours from `recogniser`.
"""

import importlib
import importlib.util
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from concord.engines.review.document import Document, Format
from concord.engines.review.reading.glyphs import Glyph
from concord.engines.review.reading.lines import Box
from concord.engines.review.reading.pages import Pages, blocks
from concord.engines.review.reading.ruled import Rule
from concord.engines.review.reading.strokes import strokes
from concord.engines.review.refused import Refused

PAPER = (595.0, 842.0)
MOST_DOTS = 60_000_000
NARROW = 0.55
RECOGNISED = "The text was recognised from pictures: check numbers and names by eye."
BROKEN = (OSError, EOFError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning)


class NeedsRecognition(Refused):
    """A file whose pages are pictures: it can be read, but by recognition, in a job of its own."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A recognised line: its text, its box in dots from the upper left corner, and how sure it is, 0 to 1."""

    text: str
    box: Box
    sure: float


Recognise = Callable[[Image.Image], Sequence[Recognised]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """A picture of a page, and how many points each of its dots is wide."""

    picture: Image.Image
    scale: float

    def read(self, recognise: Recognise) -> tuple[list[Glyph], tuple[list[Rule], list[Rule]]]:
        """The signs and the drawn lines of the page, in points."""
        found = [one for one in recognise(self.picture) if one.text.strip()]
        glyphs = [glyph for row in _rows(found) for one in row for glyph in self._glyphs(one)]
        return glyphs, strokes(self.picture, self.scale)

    def _glyphs(self, one: Recognised) -> Iterator[Glyph]:
        """The signs of a line, each with its share of the line's box: of letters and digits two are as wide as one."""
        left, top, right, bottom = (edge * self.scale for edge in one.box)
        widths = [NARROW if sign.isascii() else 1.0 for sign in one.text]
        wide = (right - left) / sum(widths)
        for sign, width in zip(one.text, widths, strict=True):
            yield Glyph(sign, (left, top, left + width * wide, bottom))
            left += width * wide


def read_picture(content: bytes, sha256: str, recognise: Recognise | None) -> Document:
    """The document in a picture, or in a file of several. Refuses damaged and huge pictures."""
    if recognise is None:
        raise NeedsRecognition("The pages are pictures: their text has to be recognised first.")
    pages = Pages()
    for number, picture in enumerate(_pictures(content), start=1):
        scale = PAPER[picture.width > picture.height] / picture.width
        pages.add(number, picture.height * scale, *Recognition(picture, scale).read(recognise))
    return Document(
        Format.SCAN, sha256, tuple(blocks(pages)), pages=len(pages.heights), recognised=True, warnings=(RECOGNISED,)
    )


def _pictures(content: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                for count in range(getattr(picture, "n_frames", 1)):
                    picture.seek(count)
                    if picture.width * picture.height > MOST_DOTS:
                        raise Refused("A picture has more than {most} million dots.", most=MOST_DOTS // 1_000_000)
                    yield picture.convert("RGB")
    except Refused:
        raise
    except BROKEN as broken:
        raise Refused("The picture is damaged or too large.") from broken


def _rows(found: Sequence[Recognised]) -> list[list[Recognised]]:
    """Recognised lines in reading order: those on one height from left to right."""
    rows: list[list[Recognised]] = []
    for one in sorted(found, key=lambda one: (one.box[1] + one.box[3]) / 2):
        if rows and (one.box[1] + one.box[3]) / 2 < rows[-1][0].box[3] - 0.25 * (one.box[3] - one.box[1]):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda one: one.box[0]) for row in rows]


def recogniser() -> Recognise | None:
    """Our recognition (RapidOCR on one thread), None where the package is not installed; loading takes a second."""
    if importlib.util.find_spec("rapidocr") is None:
        return None
    engine = importlib.import_module("rapidocr").RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})

    def recognise(picture: Image.Image) -> Sequence[Recognised]:
        import numpy

        answer = engine(numpy.asarray(picture)[:, :, ::-1])
        if answer.boxes is None:
            return []
        return [
            Recognised(text, (min(xs), min(ys), max(xs), max(ys)), float(sure))
            for text, points, sure in zip(answer.txts, answer.boxes.tolist(), answer.scores, strict=True)
            for xs, ys in [tuple(zip(*points, strict=True))]
        ]

    return recognise
