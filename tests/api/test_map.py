"""The map by API: the same counts as the page, lists page by page, outlines that other maps can draw."""

import pytest

from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.engines.outline.areas import read_areas
from tests.api.caller import Caller
from tests.api.world import World
from tests.ground.cast import COUNTY, NEXT_COUNTY, TOWNSHIP


def test_the_rows_make_up_the_total_and_the_list_has_as_many(world: World) -> None:
    alice = Caller(world, "alice")
    assert [one["code"] for one in alice.get("/map").json()] == [COUNTY]
    shown = alice.get(f"/map/{COUNTY}", measure="open").json()
    declare_system()
    assert shown["total"] == Matter.objects.filter(kind="dispute", county=COUNTY, is_open=True).count() > 3
    assert sum(one["counts"]["open"] for one in shown["rows"]) == shown["total"]
    assert next(one for one in shown["figures"] if one["measure"] == "open")["value"] == shown["total"]
    seen, cursor = [], ""
    while cursor is not None:
        page = alice.get(f"/map/{COUNTY}/matters", measure="open", size=2, cursor=cursor).json()
        seen += [one["number"] for one in page["items"]]
        cursor = page["next"]
    assert len(set(seen)) == len(seen) == shown["total"]


@pytest.mark.parametrize("who", ["nina", "carol", "mei", "otto", "bo"])
@pytest.mark.parametrize("door", ["", "/outlines", "/matters", "/bodies"])
def test_a_county_is_not_there_for_others(world: World, who: str, door: str) -> None:
    assert Caller(world, who).get(f"/map/{COUNTY}{door}").status_code == 404


def test_a_neighbour_has_a_map_of_her_own_without_our_matters(world: World) -> None:
    nina = Caller(world, "nina")
    assert nina.get("/map").json()[0]["code"] == NEXT_COUNTY
    shown = nina.get(f"/map/{NEXT_COUNTY}", days=365).json()
    assert (shown["total"], shown["warnings"]) == (0, [])


def test_townships_without_outlines_are_features_without_a_geometry(world: World) -> None:
    told = Caller(world, "alice").get(f"/map/{COUNTY}/outlines").json()
    assert {one["geometry"] for one in told["features"]} == {None}
    assert TOWNSHIP in {one["id"] for one in told["features"]}


def test_counties_are_given_out_with_their_outlines(world: World) -> None:
    world.cast["alice"].memberships.update(place="33")
    told = Caller(world, "alice").get("/map/33/outlines", by="counties").json()
    features = [
        {"properties": one["properties"], "geometry": one["geometry"]} for one in told["features"] if one["geometry"]
    ]
    assert {one.code for one in read_areas({"features": features})} == {COUNTY, NEXT_COUNTY}


def test_bodies_have_a_list_but_no_matters(world: World) -> None:
    alice = Caller(world, "alice")
    assert alice.get(f"/map/{COUNTY}/matters", measure="bodies").status_code == 422
    names = {one["name"] for one in alice.get(f"/map/{TOWNSHIP}/bodies").json()["items"]}
    assert names == {"米市巷街道人民调解委员会", "米市巷街道社会治理中心"}
