"""An area as GeoJSON (RFC 7946), for maps made elsewhere."""

from concord.engines.outline.areas import Area, Ring
from concord.engines.outline.edges import crossings

Position = tuple[float, float]
Polygon = list[list[Position]]


def polygons_of(area: Area) -> list[Polygon]:
    """The coordinates of a MultiPolygon: each outer ring with the holes in it."""
    depths = [sum(_holds(other, ring) for other in area.rings if other is not ring) for ring in area.rings]
    outer = [ring for ring, depth in zip(area.rings, depths, strict=True) if depth % 2 == 0]
    polygons = {id(ring): [list(ring)] for ring in outer}
    for ring, depth in zip(area.rings, depths, strict=True):
        if depth % 2:
            around = min((one for one in outer if _holds(one, ring)), key=_span)
            polygons[id(around)].append(list(ring))
    return list(polygons.values())


def _holds(outer: Ring, ring: Ring) -> bool:
    return crossings(outer, *ring[0]) % 2 == 1


def _span(ring: Ring) -> float:
    across = [x for x, _y in ring]
    return max(across) - min(across)
