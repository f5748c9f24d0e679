"""Pictures of pages: their text is recognised, which takes seconds a page and is never certain.

The recognition itself is an optional package; a caller brings it, or gets ours from `recogniser`.
"""

import importlib
import importlib.util
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from PIL import Image, UnidentifiedImageError

from concord.engines.review.document import Block, Document, Format, Kind
from concord.engines.review.reading.lines import Box, Line, column, paragraphs
from concord.engines.review.refused import Refused

DOTS_PER_INCH = 150
POINTS = 72
# Boxes around recognised lines are loose: a line counts as full when so much of a sign more is missing.
LOOSE = 1.6
MOST_DOTS = 60_000_000
WARNING = "The text was recognised from pictures: check numbers and names by eye."


class NeedsRecognition(Refused):
    """A file whose pages are pictures: it can be read, but by recognition, in a job of its own."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A recognised line: its text, its box in dots from the upper left corner, and how sure it is, 0 to 1."""

    text: str
    box: Box
    sure: float


Recognise = Callable[[Image.Image], Sequence[Recognised]]


def read_picture(content: bytes, sha256: str, recognise: Recognise | None) -> Document:
    """The document in a picture, or in a file of several. Refuses damaged and huge pictures."""
    if recognise is None:
        raise NeedsRecognition("The pages are pictures: their text has to be recognised first.")
    found: list[Line] = []
    pages = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                for pages in range(1, getattr(picture, "n_frames", 1) + 1):
                    picture.seek(pages - 1)
                    if picture.width * picture.height > MOST_DOTS:
                        raise Refused("A picture has more than {most} million dots.", most=MOST_DOTS // 1_000_000)
                    found += _lines(recognise(picture.convert("RGB")), pages)
    except (OSError, EOFError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning,
            UnidentifiedImageError) as broken:  # fmt: skip
        if isinstance(broken, Refused):
            raise
        raise Refused("The picture is damaged or too large.") from broken
    return Document(Format.SCAN, sha256, _blocks(found), pages=pages, recognised=True, warnings=(WARNING,))


def recognised_lines(page: pypdfium2.PdfPage, recognise: Recognise, number: int) -> list[Line]:
    """The lines of a page of a PDF that is a picture, in points."""
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / POINTS, (MOST_DOTS / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    return _lines(recognise(picture), number, 1 / scale)


def _lines(found: Sequence[Recognised], page: int, scale: float = 1.0) -> list[Line]:
    ordered = sorted((one for one in found if one.text.strip()), key=lambda one: (one.box[1] + one.box[3]) / 2)
    rows: list[list[Recognised]] = []
    for one in ordered:
        if rows and (one.box[1] + one.box[3]) / 2 < rows[-1][0].box[3] - 0.25 * (one.box[3] - one.box[1]):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [_line(sorted(row, key=lambda one: one.box[0]), page, scale) for row in rows]


def _line(row: list[Recognised], page: int, scale: float) -> Line:
    box = (
        min(one.box[0] for one in row) * scale, min(one.box[1] for one in row) * scale,
        max(one.box[2] for one in row) * scale, max(one.box[3] for one in row) * scale,
    )  # fmt: skip
    size = (row[0].box[3] - row[0].box[1]) * scale
    return Line("  ".join(one.text.strip() for one in row), box, size, LOOSE * size, page)


def _blocks(lines: list[Line]) -> tuple[Block, ...]:
    printed = enumerate(paragraphs(lines, column(lines)), start=1)
    return tuple(
        Block(f"p{count}", Kind.PARAGRAPH, one.text, page=one.page, path=f"page {one.page}", boxes=one.boxes)
        for count, one in printed
    )


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
