"""What is wrong is said as problem details, in plain words, with the field named; and nothing is changed."""

import json

import pytest
from django.conf import settings

from concord.apps.disputes.models import Dispute
from concord.core.matters.access import declare_system
from tests.api.caller import Caller, refused
from tests.api.world import World

REGISTERED = {"words": "楼上漏水把我家天花板泡坏了", "place": "330105001", "name": "林芳", "phone": "13911110003"}


def disputes() -> int:
    declare_system()
    return Dispute.objects.count()


def registering(world: World, **changed: object) -> dict[str, object]:
    """The problem with a registration in which something is wrong; nothing is entered."""
    before = disputes()
    told = refused(Caller(world, "carol").post("/disputes", REGISTERED | changed), 422)
    assert disputes() == before
    return told


def test_the_30th_of_february_is_named_and_explained(world: World) -> None:
    told = registering(world, happened_on="2026-02-30")
    assert told["field"] == "happened_on"
    assert told["detail"] == "happened_on: This day does not exist. Write it like 2026-03-15."


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("happened_on", "2999-01-01", "day"),
        ("happened_on", "2126-01-01", "ahead"),
        ("happened_on", 20260101, "day"),
        ("words", "短\0\0\0\0字", "U+0000"),
        ("words", "   ", "at least 4"),
        ("words", "字" * 5001, "at most 5000"),
        ("amount", "1e400", "digits"),
        ("amount", -1, "at least 0"),
        ("amount", "十万", "number"),
        ("place", "不存在", "form"),
        ("people_affected", 10**30, "whole number"),
        ("people_affected", 10**9, "at most"),
        ("channel", "pigeon", "Choose one of"),
        ("amout", 5, "not known"),
        ("name", None, "text"),
    ],
)
def test_a_wrong_answer_is_named_with_a_sentence(world: World, field: str, value: object, word: str) -> None:
    told = registering(world, **{field: value})
    assert told["field"] == field
    assert word in str(told["detail"])


def test_what_is_wrong_is_told_in_the_readers_language(world: World) -> None:
    answer = Caller(world, "carol", language="zh-hans").post("/disputes", REGISTERED | {"words": "短"})
    assert "至少" in json.loads(answer.content)["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"words": "\\ud800"}', "application/json", 400),
        (b'{"amount": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"", "application/json", 422),
        (b"null", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"{}", "text/plain", 415),
        (b"<words/>", "application/xml", 415),
        (b"words=1", "application/x-www-form-urlencoded", 415),
        (b"x" * 10_000_000, "application/json", 413),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(world: World, body: bytes, kind: str, status: int) -> None:
    before = disputes()
    refused(Caller(world, "carol").post("/disputes", body, kind=kind), status)
    assert disputes() == before


def test_ten_megabytes_are_refused_with_the_limit(world: World) -> None:
    told = refused(Caller(world, "carol").post("/disputes", b'"' + b"x" * 10_000_000 + b'"'), 413)
    assert str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024) in str(told["detail"])


def test_an_unknown_address_and_a_method_not_offered_are_problems_too(world: World) -> None:
    caller = Caller(world, "alice")
    for path in ("/nothing", "/disputes/abc", "/disputes/9999999999999999999999999", "/disputes/0/x"):
        answer = caller.get(path)
        assert answer.status_code in {404, 422}
        refused(answer, answer.status_code)
    answer = caller.client.delete("/api/disputes", headers=caller.headers)
    refused(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_a_refusal_says_why_and_writes_nothing(world: World) -> None:
    pk = world.disputes["reported"]
    told = refused(Caller(world, "alice").post(f"/disputes/{pk}/accept", {"item": "C99-9", "place": "330105001"}), 409)
    assert "C99-9" in str(told["detail"])
    declare_system()
    assert Dispute.objects.get(pk=pk).matter.stage == "reported"


def test_an_action_that_the_framework_did_not_foresee_is_a_problem_as_well(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("concord.apps.disputes.api.lists.counted", broken)
    caller = Caller(world, "alice")
    caller.client.raise_request_exception = False
    told = refused(caller.get("/disputes/counts"), 500)
    assert "ZeroDivision" not in str(told)


def test_every_kind_of_problem_is_explained(world: World) -> None:
    answer = Caller(world).get("/problems")
    kinds = {one["kind"]: one for one in json.loads(answer.content)}
    assert {400, 401, 403, 404, 405, 409, 413, 415, 416, 422, 429, 500, 503} <= {
        one["status"] for one in kinds.values()
    }
    assert all(one["advice"] for one in kinds.values())
