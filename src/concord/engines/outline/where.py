"""In which area a position lies, and how far it is from one."""

import math

from concord.engines.outline.areas import Area
from concord.engines.outline.edges import crossings, to_nearest

KM_A_DEGREE = 111.2


def holds(area: Area, longitude: float, latitude: float) -> bool:
    """Whether the position lies inside."""
    return near_box(area, longitude, latitude, 0.0) and (
        sum(crossings(ring, longitude, latitude) for ring in area.rings) % 2 == 1
    )


def near_box(area: Area, longitude: float, latitude: float, margin: float) -> bool:
    """Whether the position lies in the box around the area, or within `margin` degrees of it."""
    west, south, east, north = area.box
    return west - margin <= longitude <= east + margin and south - margin <= latitude <= north + margin


def distance_km(area: Area, longitude: float, latitude: float) -> float:
    """How far the position is from the nearest edge."""
    wide = math.cos(math.radians(latitude))
    around = ([((x - longitude) * wide, y - latitude) for x, y in ring] for ring in area.rings)
    return KM_A_DEGREE * min(to_nearest(ring, 0.0, 0.0) for ring in around)
