"""Places are found by name, down the tree, and where a phone is; loading them again changes nothing (K1)."""

import time

import pytest
from django.db import connection
from django.test import Client

from concord.core.acts.models import Act
from concord.core.matters.access import declare_reader
from concord.core.matters.grids import make_grid
from concord.core.people.load import load_places
from concord.core.people.models import Place
from concord.core.people.outlines import county_at, outlines
from concord.core.refusals import Refusal
from tests.ground.cast import Cast

VILLAGE = "330105001051"


@pytest.fixture
def all_places(db: None) -> None:
    load_places()


def found(client: Client, **asked: str) -> list[dict[str, str]]:
    answer = client.get("/places/", asked)
    assert answer.status_code == 200
    return list(answer.json())


def test_the_whole_province_is_loaded_quickly_and_again_without_a_change(cast: Cast) -> None:
    began = time.perf_counter()
    assert load_places() == 27_036
    assert time.perf_counter() - began < 4
    assert Place.objects.count() == 27_036
    Place.objects.filter(pk="330106").update(name="旧名")
    Place.objects.create(code=f"{VILLAGE}001", name="一网格", level=Place.Level.GRID, parent_id=VILLAGE)
    load_places()
    assert Place.objects.get(pk="330106").name == "西湖区"
    assert Place.objects.count() == 27_037


def test_every_place_lies_below_its_parent_by_code_and_level(all_places: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM people_place p LEFT JOIN people_place above ON above.code = p.parent_id
            WHERE p.level > 1 AND (above.code IS NULL OR NOT starts_with(p.code, above.code)
                                   OR above.level <> p.level - 1)"""
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("拱墅", "拱墅区"),
        ("米市", "拱墅区 · 米市巷街道"),
        ("拱墅区 · 米市巷", "拱墅区 · 米市巷街道"),
        (" 西湖区 ", "西湖区"),
        ("市巷街", "拱墅区 · 米市巷街道"),
    ],
)
def test_a_place_is_found_by_what_is_typed(client: Client, cast: Cast, typed: str, first: str) -> None:
    assert found(client, q=typed)[0]["path"] == first


@pytest.mark.parametrize("typed", ["", "   ", "不存在的地方", "%", "_", "'; DROP TABLE people_place; --", "😀" * 500])
def test_what_is_no_place_finds_nothing(client: Client, cast: Cast, typed: str) -> None:
    assert found(client, q=typed) == []


def test_what_is_no_text_is_refused(client: Client, cast: Cast) -> None:
    assert client.get("/places/", {"q": "西\0湖"}).status_code == 400


def test_a_search_can_stay_within_a_place(client: Client, cast: Cast) -> None:
    assert [one["name"] for one in found(client, q="西湖", within="330106")] == ["西湖区", "西湖街道"]
    assert found(client, q="西湖", within="330105") == []


@pytest.mark.parametrize(("code", "holds"), [("3301", "拱墅区"), ("330105", "米市巷街道")])
def test_one_walks_down_the_tree(client: Client, cast: Cast, code: str, holds: str) -> None:
    below = client.get(f"/places/children/{code}/").json()
    assert (holds, True) in [(one["name"], one["has_children"]) for one in below]
    assert client.get(f"/places/children/{VILLAGE}/").json() == []
    assert client.get("/places/children/99/").status_code == 404


def test_the_search_uses_its_indexes(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for pattern, index in (("米市%", "place_name"), ("%市巷街%", "place_name_within")):
            cursor.execute("EXPLAIN SELECT code FROM people_place WHERE name LIKE %s", [pattern])
            assert f"{index} " in str(cursor.fetchall())


@pytest.mark.parametrize(
    ("latitude", "longitude", "county"),
    [
        (30.3195, 120.1415, "330105"),
        (30.2592, 120.1302, "330106"),
        (29.8683, 121.5440, "330203"),
        (39.9042, 116.4074, ""),
        (0.0, 0.0, ""),
    ],
)
def test_a_position_lies_in_a_county_or_in_none(latitude: float, longitude: float, county: str) -> None:
    assert county_at(latitude, longitude) == county


def test_every_county_has_an_outline(all_places: None) -> None:
    codes = {code for code in outlines() if len(code) == 6}
    assert codes == set(Place.objects.filter(level=Place.Level.COUNTY).values_list("code", flat=True))


def test_a_phone_is_told_its_county(client: Client, cast: Cast) -> None:
    answer = client.get("/places/near", {"lat": "30.3195", "lon": "120.1415"})
    assert answer.json() == [{"code": "330105", "name": "拱墅区", "path": "拱墅区"}]


@pytest.mark.parametrize("lat", ["", "north", "91", "nan", "inf", "1e400"])
def test_what_is_no_position_is_refused(client: Client, cast: Cast, lat: str) -> None:
    assert client.get("/places/near", {"lat": lat, "lon": "120"}).status_code == 422


def test_the_operator_of_a_county_makes_grids_with_running_codes(cast: Cast) -> None:
    one = make_grid(VILLAGE, name="第一网格", by=cast["oscar"])
    two = make_grid(VILLAGE, name=" 第二网格 ", by=cast["oscar"])
    assert (one.pk, two.pk, two.name, two.level) == (f"{VILLAGE}001", f"{VILLAGE}002", "第二网格", Place.Level.GRID)
    declare_reader(cast["oscar"])
    assert Act.objects.get(kind="GridMade", payload__code=one.pk).actor == cast["oscar"]


@pytest.mark.parametrize("who", ["alice", "nina", "bo"])
def test_nobody_else_makes_a_grid(cast: Cast, who: str) -> None:
    with pytest.raises(Place.DoesNotExist):
        make_grid(VILLAGE, name="网格", by=cast[who])
    assert not Place.objects.filter(level=Place.Level.GRID).exists()


@pytest.mark.parametrize("name", ["", "   ", "第一网格", "长" * 81])
def test_a_grid_needs_a_name_of_its_own(cast: Cast, name: str) -> None:
    make_grid(VILLAGE, name="第一网格", by=cast["oscar"])
    with pytest.raises(Refusal) as refused:
        make_grid(VILLAGE, name=name, by=cast["oscar"])
    assert refused.value.field == "name"
    assert Place.objects.filter(level=Place.Level.GRID).count() == 1
