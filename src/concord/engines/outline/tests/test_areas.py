"""Areas are read from GeoJSON, and merged along the borders they share."""

import pytest

from concord.engines.outline.areas import Area, merged, read_areas

LEFT = Area("L", (((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)),))
RIGHT = Area("R", (((1, 0), (2, 0), (2, 1), (1, 1), (1, 0)),))
ISLAND = Area("I", (((5, 5), (6, 5), (6, 6), (5, 5)),))


def feature(kind: str, coordinates: object, code: object = "330105") -> dict[str, object]:
    return {"properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates}}


def test_polygons_and_parts_of_polygons_are_read_with_their_code_and_box() -> None:
    ring = [[120.0, 30.0], [121.0, 30.0, 12.5], [121.0, 31.0], [120.0, 30.0]]
    one, many = read_areas({"features": [feature("Polygon", [ring]), feature("MultiPolygon", [[ring], [ring]], "33")]})
    assert (one.code, len(one.rings), one.box) == ("330105", 1, (120.0, 30.0, 121.0, 31.0))
    assert (many.code, len(many.rings), many.rings[0][1]) == ("33", 2, (121.0, 30.0))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"features": "none"},
        {"features": [feature("Point", [120.0, 30.0])]},
        {"features": [feature("Polygon", [], 7)]},
    ],
)
def test_what_bounds_no_place_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"GeoJSON|code and a polygon"):
        read_areas(told)


def test_a_shared_border_goes_and_the_outer_one_stays() -> None:
    whole = merged("LR", [LEFT, RIGHT])
    (ring,) = whole.rings
    assert ring[0] == ring[-1]
    assert sorted(ring[:-1]) == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]


def test_what_shares_no_border_stays_a_part_of_its_own() -> None:
    assert len(merged("x", [LEFT, RIGHT, ISLAND]).rings) == 2
    assert merged("x", [ISLAND]).rings == ISLAND.rings
