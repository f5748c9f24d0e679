"""In which county a position lies, by the counties' outlines."""

import gzip
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

# As far beyond the outlines a position may be and still be given a county: on a pier, a bridge, a boat at the shore.
FARTHEST_KM = 5.0
KM_A_DEGREE = 111.2
Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A county's code, the rings that bound it (longitude, latitude), and the box around them."""

    code: str
    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether the position lies inside: a ray to the east crosses the rings an odd number of times."""
        west, south, east, north = self.box
        if not (west <= longitude <= east and south <= latitude <= north):
            return False
        return sum(_crosses(edge, longitude, latitude) for edge in self._edges()) % 2 == 1

    def distance_km(self, longitude: float, latitude: float) -> float:
        """How far the position is from the nearest edge."""
        return min(_to_edge(edge, longitude, latitude) for edge in self._edges())

    def _edges(self) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        for ring in self.rings:
            yield from pairwise(ring)


Edge = tuple[tuple[float, float], tuple[float, float]]


def _crosses(edge: Edge, longitude: float, latitude: float) -> bool:
    (x1, y1), (x2, y2) = edge
    return (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)


def _to_edge(edge: Edge, longitude: float, latitude: float) -> float:
    wide = math.cos(math.radians(latitude))
    (x1, y1), (x2, y2) = (((x - longitude) * wide, y - latitude) for x, y in edge)
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length))
    return KM_A_DEGREE * math.hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))


def _outline(code: str, polygons: list[list[list[list[float]]]]) -> Outline:
    rings = tuple([(point[0], point[1]) for point in ring] for polygon in polygons for ring in polygon)
    across = [x for ring in rings for x, _y in ring]
    up = [y for ring in rings for _x, y in ring]
    return Outline(code, rings, (min(across), min(up), max(across), max(up)))


@cache
def outlines() -> tuple[Outline, ...]:
    """The outlines of all counties (`data/places/counties.geojson.gz`; see the README there for source and limits)."""
    with gzip.open(str(files("concord") / "data/places/counties.geojson.gz"), "rt", encoding="utf-8") as told:
        features = json.load(told)["features"]
    return tuple(_outline(one["properties"]["code"], one["geometry"]["coordinates"]) for one in features)


def county_at(latitude: float, longitude: float) -> str:
    """The code of the county at a position, or of the nearest within five kilometres; '' where there is none."""
    for outline in outlines():
        if outline.holds(longitude, latitude):
            return outline.code
    margin = FARTHEST_KM / KM_A_DEGREE / 0.8
    around = [one for one in outlines() if _near_box(one.box, longitude, latitude, margin)]
    nearest = min(((one.distance_km(longitude, latitude), one.code) for one in around), default=(math.inf, ""))
    return nearest[1] if nearest[0] <= FARTHEST_KM else ""


def _near_box(box: tuple[float, float, float, float], longitude: float, latitude: float, margin: float) -> bool:
    west, south, east, north = box
    return west - margin <= longitude <= east + margin and south - margin <= latitude <= north + margin
