"""Through the API, too, a matter exists only for those whose duty or part it is (K8)."""

import pytest

from concord.config.api import api
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from tests.api.caller import Caller, done, refused
from tests.api.world import World

DOCUMENT = api.get_openapi_schema(path_prefix="/")
READ = [
    path
    for path, methods in DOCUMENT["paths"].items()
    if path.startswith("/disputes/{pk}") and "get" in methods and path.count("{") == 1
]
BODIES = {
    "accept": {"item": "C08-1", "place": "330105001"},
    "refuse": {"reason": "不属于调解", "door": "法院"},
    "take-up": None,
    "decline": {"reason": "忙"},
    "end": {"reason": "deadlock"},
    "messages": {"text": "你好"},
    "reveal": {"party": 1, "purpose": "联系当事人"},
    "settlement/signature": None,
}


def acts() -> int:
    declare_system()
    return Act.objects.count()


@pytest.mark.parametrize("who", ["nina", "otto", "oscar", "hugo", "bo"])
def test_a_dispute_does_not_exist_for_an_outsider(world: World, who: str) -> None:
    caller, before = Caller(world, who), acts()
    assert len(READ) >= 13
    for step, pk in world.disputes.items():
        for path in READ if step in {"mediating", "signing"} else READ[:1]:
            refused(caller.get(path.replace("{pk}", str(pk))), 404)
        for deed, body in BODIES.items():
            refused(caller.post(f"/disputes/{pk}/{deed}", body), 404)
    assert acts() == before


def test_for_the_coordinator_of_the_county_it_does_exist(world: World) -> None:
    alice = Caller(world, "alice")
    for path in READ:
        done(alice.get(path.replace("{pk}", str(world.disputes["signing"]))))


def test_the_neighbour_county_sees_none_of_it_in_lists(world: World) -> None:
    assert len(done(Caller(world, "alice").get("/disputes"))["items"]) == len(world.disputes)
    assert done(Caller(world, "nina").get("/disputes"))["items"] == []
    assert done(Caller(world, "nina").get("/disputes", q="包工头"))["items"] == []
    assert done(Caller(world, "nina").get("/disputes/counts"))["open"] == 0
    assert done(Caller(world, "nina").get("/disputes/alike", respondent="恒远建筑劳务有限公司")) == []


def test_a_role_that_ended_yesterday_opens_nothing(world: World) -> None:
    otto = Caller(world, "otto")
    assert done(otto.get("/me"))["capabilities"] == []
    assert done(otto.get("/disputes"))["items"] == []
    for path in ("/desk", "/posters", "/disputes/export", "/disputes/alike"):
        refused(otto.get(path), 404)
    refused(otto.post("/filters", {"name": "我的", "query": ""}), 404)


@pytest.mark.parametrize(
    ("who", "path"), [("mei", "/posters"), ("mei", "/disputes/export"), ("dora", "/disputes/alike")]
)
def test_a_door_of_a_capability_is_not_there_for_colleagues_without_it(world: World, who: str, path: str) -> None:
    refused(Caller(world, who).get(path), 404)


def test_a_party_reads_only_its_own_dispute_and_caucus(world: World) -> None:
    mei, pk = Caller(world, "mei"), world.disputes["mediating"]
    done(mei.post(f"/disputes/{pk}/messages", {"text": "只对被申请人", "audience": "respondent"}), 201)
    party = Caller(world, "party")
    assert "只对被申请人" not in str(done(party.get("/followed/messages")))
    refused(party.get(f"/disputes/{pk}"), 401)
    assert done(party.get("/followed"))["number"] == done(mei.get(f"/disputes/{pk}"))["number"]


def test_a_filter_of_another_person_cannot_be_thrown_away(world: World) -> None:
    made = done(Caller(world, "alice").post("/filters", {"name": "急件", "query": "light=late"}), 201)
    carol = Caller(world, "carol")
    refused(carol.client.delete(f"/api/filters/{made['id']}", headers=carol.headers), 404)
    assert [one["name"] for one in done(Caller(world, "alice").get("/filters"))] == ["急件"]


def test_taking_a_list_out_is_recorded(world: World) -> None:
    before = acts()
    sheet = Caller(world, "alice").get("/disputes/export", stage="mediating")
    assert sheet.content.startswith(b"PK")
    assert acts() == before + 1
