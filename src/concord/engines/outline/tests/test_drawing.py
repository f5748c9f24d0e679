"""Areas fit their canvas, stay neighbours when points are rounded, and carry their label inside."""

import re

from hypothesis import given
from hypothesis import strategies as st

from concord.engines.outline.areas import Area
from concord.engines.outline.drawing import anchor_of, canvas_for, path_of
from concord.engines.outline.edges import crossings
from concord.engines.outline.where import distance_km, holds

SQUARE = Area("S", (((120.0, 30.0), (121.0, 30.0), (121.0, 31.0), (120.0, 31.0), (120.0, 30.0)),))
# Like a horseshoe: the middle of its box lies outside of it.
SHOE = Area("U", (((0, 0), (9, 0), (9, 9), (6, 9), (6, 2), (3, 2), (3, 9), (0, 9), (0, 0)),))


def test_north_is_up_and_all_of_it_is_on_the_canvas() -> None:
    canvas = canvas_for([SQUARE], 400)
    left, top = canvas.at((120.0, 31.0))
    right, bottom = canvas.at((121.0, 30.0))
    assert 0 <= left < right <= 400
    assert 0 <= top < bottom <= canvas.height
    # One degree to the east is shorter than one to the north by the cosine of the latitude.
    assert round((right - left) / (bottom - top), 2) == 0.86


def test_what_is_high_and_narrow_does_not_grow_without_end() -> None:
    tower = Area("T", (((0, 0), (0.1, 0), (0.1, 9), (0, 9), (0, 0)),))
    assert canvas_for([tower], 400, tallest=1.2).height <= 480


def test_a_path_begins_goes_by_steps_and_closes() -> None:
    path = path_of(SQUARE, canvas_for([SQUARE], 400))
    assert re.fullmatch(r"M\d+ \d+l-?\d+ -?\d+( -?\d+ -?\d+){2}z", path)


def test_points_on_a_line_or_on_each_other_are_left_out() -> None:
    more = Area("M", (((120.0, 30.0), (120.5, 30.0), (120.50001, 30.0), *SQUARE.rings[0][1:]),))
    canvas = canvas_for([SQUARE], 400)
    assert path_of(more, canvas) == path_of(SQUARE, canvas)


def test_an_islet_beside_a_mainland_is_left_out_but_a_lone_one_is_a_dot() -> None:
    islet = ((125.0, 30.0), (125.0001, 30.0), (125.0, 30.0001), (125.0, 30.0))
    canvas = canvas_for([SQUARE], 400)
    assert path_of(Area("I", (*SQUARE.rings, islet)), canvas) == path_of(SQUARE, canvas)
    assert path_of(Area("I", (islet,)), canvas).endswith("h1v1z")


def test_a_label_stands_inside_even_where_the_middle_is_outside() -> None:
    canvas = canvas_for([SHOE], 400)
    anchor = anchor_of(SHOE, canvas)
    ring = [canvas.at(point) for point in SHOE.rings[0]]
    assert crossings(ring, anchor.x, anchor.y) % 2 == 1
    assert anchor.room > 30


@given(st.floats(119, 122), st.floats(29, 32))
def test_a_position_is_inside_or_has_a_distance(longitude: float, latitude: float) -> None:
    inside = holds(SQUARE, longitude, latitude)
    assert inside == (120 < longitude < 121 and 30 < latitude < 31) or distance_km(SQUARE, longitude, latitude) < 0.1
    assert distance_km(SQUARE, longitude, latitude) >= 0
