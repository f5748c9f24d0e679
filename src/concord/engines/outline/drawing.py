"""Areas on a canvas: a projection that fits, SVG paths in whole units, and the point where a label stands."""

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from concord.engines.outline.areas import Area, Box, Point, Ring
from concord.engines.outline.edges import crossings, to_nearest

# Rings smaller than this many square units are left out beside larger ones: islets that would be a dot.
LEAST = 3.0
Spot = tuple[int, int]
Waiting = list[tuple[float, float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Canvas:
    """A drawing's size in units, and how degrees come to lie on it.

    Equirectangular, true to scale at the middle latitude: over a province (5°) lengths are off by less than 4 %,
    which no reader of a map of counts can see, and north is up everywhere.
    """

    west: float
    north: float
    wide: float
    scale: float
    width: int
    height: int

    def at(self, point: Point) -> tuple[float, float]:
        """Where a position lies, in units from the upper left."""
        return (point[0] - self.west) * self.wide * self.scale, (self.north - point[1]) * self.scale


def canvas_for(areas: Sequence[Area], width: int, margin: int = 8, tallest: float = 1.2) -> Canvas:
    """A canvas `width` units wide on which all `areas` fit, at most `tallest` times as high as wide."""
    west, south, east, north = _around([one.box for one in areas])
    wide = math.cos(math.radians((south + north) / 2))
    across, up = max((east - west) * wide, 1e-9), max(north - south, 1e-9)
    scale = min((width - 2 * margin) / across, (width * tallest - 2 * margin) / up)
    height = math.ceil(up * scale) + 2 * margin
    left = west - (width / scale - across) / 2 / wide
    return Canvas(left, north + margin / scale, wide, scale, width, height)


def _around(boxes: Sequence[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def path_of(area: Area, canvas: Canvas) -> str:
    """The area as the `d` of an SVG path.

    Points are rounded to whole units, and neighbours round alike, so that simplified borders still meet; points that
    fall together or on a line are left out. A county of 200 points takes some 400 bytes.
    """
    rings = [_rounded(ring, canvas) for ring in area.rings]
    rings.sort(key=_size, reverse=True)
    return "".join(_drawn(ring) for number, ring in enumerate(rings) if number == 0 or _size(ring) >= LEAST)


def _rounded(ring: Ring, canvas: Canvas) -> list[Spot]:
    spots: list[Spot] = []
    for point in ring:
        x, y = canvas.at(point)
        spot = round(x), round(y)
        if spots and spot == spots[-1]:
            continue
        if len(spots) > 1 and _on_line(spots[-2], spots[-1], spot):
            spots[-1] = spot
        else:
            spots.append(spot)
    return spots


def _on_line(a: Spot, b: Spot, c: Spot) -> bool:
    onward = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return onward > 0 and (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _size(ring: Iterable[tuple[float, float]]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def _drawn(ring: list[Spot]) -> str:
    """`M` to the first point, then relative steps; `z` closes."""
    steps = (f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(ring[:-1]))
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z" if len(ring) > 2 else f"M{ring[0][0]} {ring[0][1]}h1v1z"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a label stands, and how far it is from there to the nearest edge, in units."""

    x: int
    y: int
    room: int


def anchor_of(area: Area, canvas: Canvas) -> Anchor:
    """Where a label stands best: the middle of the widest place of the largest ring, to within two units.

    The search of `polylabel` (V. Agafonkin, Mapbox, 2016): squares, the most promising first, are cut in four until
    none can hold a point farther from every edge than the best one known.
    """
    ring = max(([canvas.at(point) for point in ring] for ring in area.rings), key=_size)
    left, right = min(x for x, _y in ring), max(x for x, _y in ring)
    top, bottom = min(y for _x, y in ring), max(y for _x, y in ring)
    half = max(min(right - left, bottom - top) / 2, 1.0)
    waiting: Waiting = []
    best = (-math.inf, (left + right) / 2, (top + bottom) / 2)
    for x, y in _middles(left, top, right, bottom, half):
        best = max(best, _weighed(ring, x, y, half, waiting))
    while waiting:
        promised, _inside, x, y, half = heapq.heappop(waiting)
        if -promised - best[0] <= 2:
            break
        for dx, dy in ((-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)):
            best = max(best, _weighed(ring, x + dx * half, y + dy * half, half / 2, waiting))
    return Anchor(round(best[1]), round(best[2]), max(0, round(best[0])))


def _middles(left: float, top: float, right: float, bottom: float, half: float) -> Iterable[Point]:
    for column in range(math.ceil((right - left) / (2 * half))):
        for row in range(math.ceil((bottom - top) / (2 * half))):
            yield left + (2 * column + 1) * half, top + (2 * row + 1) * half


def _weighed(ring: list[Point], x: float, y: float, half: float, waiting: Waiting) -> tuple[float, float, float]:
    """How far inside a square's middle lies; the square waits to be cut under the most it may promise."""
    inside = _inside(ring, x, y)
    heapq.heappush(waiting, (-(inside + half * math.sqrt(2)), inside, x, y, half))
    return inside, x, y


def _inside(ring: list[Point], x: float, y: float) -> float:
    """The distance to the nearest edge; less than nothing outside."""
    distance = to_nearest(ring, x, y)
    return distance if crossings(ring, x, y) % 2 else -distance
