"""Where a point lies to the edges of a ring, in whatever unit the ring has."""

import math
from collections.abc import Iterable
from itertools import pairwise

from concord.engines.outline.areas import Point


def crossings(ring: Iterable[Point], x: float, y: float) -> int:
    """How often a ray to the east crosses the ring: an odd number of times from inside."""
    return sum(_crosses(begin, end, x, y) for begin, end in pairwise(ring))


def _crosses(begin: Point, end: Point, x: float, y: float) -> bool:
    (x1, y1), (x2, y2) = begin, end
    return (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)


def to_nearest(ring: Iterable[Point], x: float, y: float) -> float:
    """The distance to the ring's nearest edge."""
    return min(_to_edge(x1 - x, y1 - y, x2 - x, y2 - y) for (x1, y1), (x2, y2) in pairwise(ring))


def _to_edge(x1: float, y1: float, x2: float, y2: float) -> float:
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length))
    return math.hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))
