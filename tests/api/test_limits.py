"""A POST is done once; who asks too often waits; a page mark cannot be forged."""

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from concord.core.matters.access import declare_system
from concord.core.rooms.models import Message
from tests.api.caller import Caller, done, refused
from tests.api.world import World

SAID = {"text": "请双方明天上午到场。"}


def messages() -> int:
    declare_system()
    return Message.objects.count()


def test_the_same_key_again_answers_as_before_and_does_nothing(world: World) -> None:
    mei, path = Caller(world, "mei"), f"/disputes/{world.disputes['mediating']}/messages"
    before, first = messages(), done(mei.post(path, SAID, key="one-and-the-same"), 201)
    assert done(mei.post(path, SAID, key="one-and-the-same"), 201) == first
    assert messages() == before + 1


def test_the_same_key_with_other_words_is_refused(world: World) -> None:
    mei, path = Caller(world, "mei"), f"/disputes/{world.disputes['mediating']}/messages"
    before = messages()
    done(mei.post(path, SAID, key="one-and-the-same"), 201)
    refused(mei.post(path, {"text": "别的话"}, key="one-and-the-same"), 409)
    assert messages() == before + 1


def test_two_people_with_the_same_key_do_not_get_each_others_answer(world: World) -> None:
    asked = {"name": "我的清单", "query": "open=1"}
    hers = done(Caller(world, "alice").post("/filters", asked, key="a-common-key"), 201)
    his = done(Caller(world, "carol").post("/filters", asked, key="a-common-key"), 201)
    assert hers["id"] != his["id"]


def test_a_refused_request_leaves_its_key_free(world: World) -> None:
    alice, path = Caller(world, "alice"), f"/disputes/{world.disputes['reported']}/accept"
    refused(alice.post(path, {"item": "C99-9", "place": "330105001"}, key="try-until-right"), 409)
    done(alice.post(path, {"item": "C08-1", "place": "330105001"}, key="try-until-right"))


def test_a_post_without_a_key_is_told_so(world: World) -> None:
    caller = Caller(world, "mei")
    path = f"/api/disputes/{world.disputes['mediating']}/messages"
    answer = caller.client.post(path, SAID, content_type="application/json", headers=caller.headers)
    assert "Idempotency" in str(refused(answer, 422)["field"])


def test_who_asks_too_often_is_told_when_to_come_again(world: World, settings: Settings) -> None:
    settings.CONCORD_API_RATES = ["2/m", "3/m"]
    for who, most in (("stranger", 2), ("alice", 3)):
        caller = Caller(world, who)
        path = "/taxonomy" if who == "stranger" else "/me"
        assert [caller.get(path).status_code for _time in range(most)] == [200] * most
        answer = caller.get(path)
        refused(answer, 429)
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert Caller(world, "carol").get("/me").status_code == 200


def test_who_tries_key_after_key_is_made_to_wait(world: World, settings: Settings) -> None:
    settings.CONCORD_API_RATES = ["3/m", "100/m"]
    caller = Caller(world)
    answers = [caller.client.get("/api/me", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(5)]
    assert answers == [401, 401, 401, 429, 429]


def test_uploads_of_strangers_are_counted_by_the_hour(world: World) -> None:
    cache.clear()
    caller = Caller(world)
    answers = {caller.send("/papers").status_code for _time in range(40)}
    assert answers == {422}
    refused(caller.send("/papers"), 429)


def test_a_list_is_walked_page_by_page_without_gap_or_repeat(world: World) -> None:
    alice, seen, query = Caller(world, "alice"), [], {"size": 2}
    while True:
        page = done(alice.get("/disputes", **query))
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert seen == sorted(world.disputes.values(), reverse=True)


@pytest.mark.parametrize("spoilt", ["1", "x" * 150, "é", "{next}x", "{other}", "0{next}"])
def test_a_page_mark_that_was_tampered_with_is_refused(world: World, spoilt: str) -> None:
    alice = Caller(world, "alice")
    given = done(alice.get("/disputes", size=1))["next"]
    pk = world.disputes["mediating"]
    Caller(world, "mei").post(f"/disputes/{pk}/messages", SAID)
    other = done(alice.get(f"/disputes/{pk}/messages", size=1))["next"]
    told = refused(alice.get("/disputes", cursor=spoilt.format(next=given, other=other)), 422)
    assert told["field"] == "cursor"


def test_a_list_that_is_narrowed_by_nonsense_says_so(world: World) -> None:
    alice = Caller(world, "alice")
    nonsense = {"stage": "dreaming", "size": 101, "place": "拱墅", "q": "！！", "light": "blue", "open": "perhaps"}
    for name, value in nonsense.items():
        assert refused(alice.get("/disputes", **{name: value}), 422)["field"] == name
