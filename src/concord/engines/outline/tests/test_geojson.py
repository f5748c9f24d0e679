"""What is given out as GeoJSON can be read back, with holes as holes."""

from concord.engines.outline.areas import Area, Ring, merged, read_areas
from concord.engines.outline.geojson import polygons_of


def square(west: float, south: float, size: float) -> Ring:
    east, north = west + size, south + size
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def test_parts_lie_side_by_side_and_holes_in_their_own_part() -> None:
    land, lake, island, far = square(0, 0, 9), square(2, 2, 4), square(3, 3, 1), square(20, 0, 3)
    told = polygons_of(Area("x", (land, lake, island, far)))
    assert told == [[list(land), list(lake)], [list(island)], [list(far)]]


def test_a_ring_around_a_town_of_its_own_keeps_its_hole() -> None:
    town = Area("T", (square(2, 2, 1),))
    around = Area("A", (square(0, 0, 5), tuple(reversed(town.rings[0]))))
    assert [len(polygon) for polygon in polygons_of(around)] == [2]
    assert [len(polygon) for polygon in polygons_of(merged("W", [around, town]))] == [1]


def test_what_was_given_out_is_read_back() -> None:
    area = Area("330105", (square(120, 30, 1), square(122, 30, 1)))
    feature = {"properties": {"code": "330105"}, "geometry": {"type": "MultiPolygon", "coordinates": polygons_of(area)}}
    assert read_areas({"features": [feature]}) == (area,)
