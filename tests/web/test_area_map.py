"""A map in any page: counties with what lies in them, and the same as a table."""

import re

from django.template import engines
from django.utils.translation import override

from concord.web.atlas.drawing import Weighed, county_map, drawn
from tests.ground.cast import COUNTY, NEXT_COUNTY, TOWNSHIP, Cast

PAGE = "{% load atlas %}{% area_map places label %}"


def shown(places: list[tuple[str, float]]) -> str:
    with override("zh-hans"):
        return engines["django"].from_string(PAGE).render({"places": places, "label": "报告"})


def test_what_lies_below_a_county_counts_in_it(cast: Cast) -> None:
    drawing = county_map([(TOWNSHIP, 3), (f"{TOWNSHIP}001", 2), (NEXT_COUNTY, 1), ("33", 100)])
    assert [(one.place.code, one.place.told) for one in drawing.shapes] == [(COUNTY, "5"), (NEXT_COUNTY, "1")]
    # The other eleven counties of the city are outlines without a number.
    assert len(drawing.around) == 11
    assert not drawing.schematic


def test_every_number_of_the_map_stands_in_the_table(cast: Cast) -> None:
    page = shown([(TOWNSHIP, 1234), (NEXT_COUNTY, 1)])
    table = page[page.index("<table") :]
    assert re.findall(r"<th scope=\"row\">([^<]+)</th><td[^>]*>([^<]+)<", table) == [
        ("拱墅区", "1,234"),
        ("西湖区", "1"),
    ]
    assert page.count("<title>") == 2


def test_nothing_counted_is_said_and_not_drawn(cast: Cast) -> None:
    assert "没有可显示的地方" in shown([])
    assert "<svg" not in shown([])


def test_a_place_without_an_outline_makes_all_of_them_fields_and_says_so(cast: Cast) -> None:
    places = [Weighed(f"{COUNTY}00{number}", f"街道{number}", number, str(number)) for number in range(5)]
    drawing = drawn(places)
    assert drawing.schematic
    assert not any(one.path for one in drawing.shapes)
    page = engines["django"].from_string("{% load atlas %}{% drawn_map d '事项' %}").render({"d": drawing})
    assert "不表示位置" in page


def test_the_largest_number_keeps_its_label_where_two_collide(cast: Cast) -> None:
    # Two districts in the middle of the city: too near for two labels.
    small = [
        Weighed(code, name * 6, value, str(value)) for code, name, value in ((COUNTY, "拱", 1), ("330102", "上", 9))
    ]
    far = Weighed("330127", "淳安县", 5, "5")
    labelled = {one.place.code for one in drawn([*small, far]).shapes if one.labelled}
    assert "330102" in labelled
    assert COUNTY not in labelled
