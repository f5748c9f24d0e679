"""Areas and the rings that bound them; areas merged into a larger one along the borders they share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

Point = tuple[float, float]
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Area:
    """A place's code and the closed rings that bound it (longitude, latitude in degrees; first point = last)."""

    code: str
    rings: tuple[Ring, ...]

    @cached_property
    def box(self) -> Box:
        """West, south, east, north."""
        across = [x for ring in self.rings for x, _y in ring]
        up = [y for ring in self.rings for _x, y in ring]
        return min(across), min(up), max(across), max(up)


def read_areas(told: Mapping[str, object]) -> tuple[Area, ...]:
    """The areas of a GeoJSON FeatureCollection (RFC 7946): polygons whose property `code` names the place.

    Refuses (ValueError) what is not one, a feature without a code, and a shape that is no polygon.
    """
    features = told.get("features")
    if not isinstance(features, list):
        raise ValueError("This is not a GeoJSON FeatureCollection.")
    return tuple(_area(one) for one in features)


def _area(feature: Mapping[str, Mapping[str, object]]) -> Area:
    code, shape = feature["properties"].get("code"), feature["geometry"]
    parts = shape["coordinates"]
    if shape["type"] == "Polygon":
        parts = [parts]
    if not isinstance(code, str) or shape["type"] not in {"Polygon", "MultiPolygon"} or not isinstance(parts, list):
        raise ValueError(f"A feature needs a code and a polygon: {feature['properties']}")
    return Area(code, tuple(tuple((x, y) for x, y, *_height in ring) for part in parts for ring in part))


def merged(code: str, areas: Iterable[Area]) -> Area:
    """One area around several: borders that two of them share, point by point, are left out."""
    edges: dict[tuple[Point, Point], None] = {}
    for one in areas:
        for ring in one.rings:
            for begin, end in pairwise(ring):
                if (end, begin) in edges:
                    del edges[end, begin]
                else:
                    edges[begin, end] = None
    return Area(code, tuple(_chained(edges)))


def _chained(edges: Iterable[tuple[Point, Point]]) -> Iterable[Ring]:
    """Edges end to end, as closed rings; what does not close (borders that differ by a hair) is closed by its ends."""
    onward: dict[Point, list[Point]] = defaultdict(list)
    for begin, end in edges:
        onward[begin].append(end)
    for begin in list(onward):
        while onward[begin]:
            ring = [begin]
            while onward.get(ring[-1]):
                ring.append(onward[ring[-1]].pop())
            yield (*ring, begin) if ring[-1] != begin else tuple(ring)
