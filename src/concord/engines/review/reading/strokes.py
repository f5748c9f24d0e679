"""Straight lines in the picture of a page, as the rules of its tables."""

from collections.abc import Iterator

import numpy
from numpy.typing import NDArray
from PIL import Image

from concord.engines.review.reading.ruled import Rule

DARK = 150
# Shorter than any cell, longer than any stroke of a sign, in points.
SHORTEST = 24.0
# How much of a line may be missing: scans are never clean.
GAPS = 0.04


def strokes(picture: Image.Image, scale: float) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright lines of a picture, in points; a dot is `scale` points wide."""
    dark = numpy.asarray(picture.convert("L")) < DARK
    length = max(8, round(SHORTEST / scale))
    return list(_rules(dark, length, scale)), list(_rules(dark.T, length, scale))


def _rules(dark: NDArray[numpy.bool_], length: int, scale: float) -> Iterator[Rule]:
    """Where at least so many dots in a row are dark."""
    if dark.shape[1] <= length:
        return
    sums = numpy.cumsum(numpy.pad(dark, ((0, 0), (1, 0))), axis=1, dtype=numpy.int32)
    full = sums[:, length:] - sums[:, :-length] >= length * (1 - GAPS)
    for row in numpy.flatnonzero(full.any(axis=1)):
        turns = numpy.flatnonzero(numpy.diff(numpy.pad(full[row].astype(numpy.int8), 1)))
        for start, end in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True):
            yield Rule(row * scale, start * scale, (end - 1 + length) * scale)
