"""No address without its guard: each door is tried by those it should not let in, and open doors are known by name."""

import re
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.timezone import localdate
from orjson import dumps

from concord.apps.disputes.models import Channel
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.config.api import api
from concord.config.maps.doors import FOLLOW_CODE, Door, capabilities, operations, pages
from concord.config.maps.rights import unasked
from concord.core.matters.access import declare_system
from tests.ground.cast import STAFF, Cast

# Everyone may knock here, signed in or not; each with its reason.
OPEN = {
    "/health/": "a load balancer asks",
    "/connect/": "a gateway signs what it sends",
    "/accounts/": "signing in comes before a person is known",
    "/report/": "a resident reports without an account",
    "/r/<str:code>": "a QR code leads here",
    "/follow/": "a party enters its code",
    "/f/<str:code>": "a link that holds the code",
    "/papers/": "a draft's own browser, a party or staff; others get 404 (core/papers)",
    "/places": "the place box; places are public",
    "/a/<str:key>/": "the link by which someone says, once, how they found it; its key is the guard",
    "/signed/": "who holds a signed contract checks it by its code of 80 random bits; nothing of its content is told",
    "/figures/": "figures of counties are published, small counts hidden",
    "/formulae/": "by what bodies are evaluated is public",
    "/scenarios/": "a published design is public; anyone may read what the bodies owe each other",
    "/api/": "the API of residents",
    "/calendar/": "a calendar program cannot sign in; the link holds 256 secret bits, its lines are neutral",
    "/grid/manifest.webmanifest": "a browser asks for it without saying who",
    "/grid/worker.js": "it holds addresses only; a browser may ask after the session has ended",
}
NOT_THERE, SIGN_IN, FORBIDDEN = 404, 302, {401, 403}
WORDS = "我在工地干了三个月"
# Held by roles whose rooms are not built yet.
WAITING = ["confirm_settlement", "contest_routing"]


@cache
def all_doors() -> dict[str, Door]:
    """Every page and operation, by its name in a report."""
    return {f"{door.methods} {door.address}": door for door in [*pages(), *operations()]}


@cache
def openapi() -> dict[str, dict[str, dict[str, dict[str, dict[str, object]]]]]:
    """The document of the API."""
    return api.get_openapi_schema()


TYPED = {"phone": "13911110002", "date": "2026-11-25", "date-time": "2026-11-25T10:00:00+08:00"}


def shaped(schema: dict[str, object], kinds: dict[str, object]) -> object:
    """The smallest thing of a JSON schema: what it requires, nothing else."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return shaped(kinds[str(schema["$ref"]).rsplit("/", 1)[-1]], kinds)
    if "enum" in schema or "const" in schema or "default" in schema:
        return schema.get("const", schema.get("default", (schema.get("enum") or [None])[0]))
    if "anyOf" in schema:
        return shaped(schema["anyOf"][0], kinds)
    if schema.get("type") == "object":
        named = {name: schema["properties"][name] for name in schema.get("required", [])}
        return {name: TYPED.get(name) or shaped(inner, kinds) for name, inner in named.items()}
    text = TYPED.get(str(schema.get("format")), "x" * max(1, int(schema.get("minLength", 1))))
    return {"integer": 1, "number": 1, "boolean": True, "array": []}.get(str(schema["type"]), text)


def body_for(door: Door) -> tuple[bytes, str]:
    """A body of the right shape for an operation, so that it is not turned away for its shape, and its media type."""
    document = openapi()
    told = document["paths"].get(door.address, {}).get(door.methods.lower(), {})
    content = told.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        return encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}), MULTIPART_CONTENT
    asked = content.get("application/json")
    return dumps(shaped(asked["schema"], document["components"]["schemas"]) if asked else {}), "application/json"


def knock(client: Client, door: Door, key: int) -> int:
    """What a door answers to its first method, for the matter with this key; an empty list counts as not there."""
    address = re.sub(r"[<{](?:int:)?(?:pk|appointment|instalment)[>}]", str(key), door.address)
    address = re.sub(r"{code}", Cast.township, address)
    address = re.sub(r"[<{](?:\w+:)?\w+[>}]", "end", address)
    method = "GET" if door.methods == "any" else door.methods.split()[0]
    told = {"Idempotency-Key": f"knocking-{door.address}"[:100]} if method == "POST" else {}
    body, media_type = body_for(door)
    answer = client.generic(method, address, body, content_type=media_type, headers=told)
    is_list = address == door.address and address.startswith("/api/") and method == "GET"
    empty = is_list and answer.status_code == 200 and WORDS.encode() not in answer.content
    return NOT_THERE if empty else answer.status_code


@pytest.fixture
def dispute(cast: Cast) -> int:
    """A real dispute of the township, which those who may can reach."""
    declare_system()
    intake = Intake(
        words=f"{WORDS}，包工头拖欠工资三万五，请帮我讨薪。",
        place_id=cast.township,
        name="王小波",
        phone="13911110001",
        channel=Channel.WEB,
        phone_checked=True,
    )
    return report_dispute(intake, today=localdate()).report.party.matter_id


def guarded(*, by_capability: bool) -> list[str]:
    return [name for name, door in all_doors().items() if not door.is_open and bool(door.capabilities) == by_capability]


def test_open_doors_are_open_for_a_known_reason() -> None:
    open_doors = [door for door in all_doors().values() if door.is_open]
    assert [door.address for door in open_doors if not door.address.startswith(tuple(OPEN))] == []
    assert [known for known in OPEN if not any(door.address.startswith(known) for door in open_doors)] == []


def test_there_are_as_many_guarded_doors_as_ever() -> None:
    assert len(guarded(by_capability=True)) >= 50
    assert len(guarded(by_capability=False)) >= 20


def test_a_door_that_is_not_open_does_not_open_to_nobody(client: Client, dispute: int) -> None:
    answers = {name: knock(client, door, dispute) for name, door in all_doors().items() if not door.is_open}
    assert {name: code for name, code in answers.items() if code not in {NOT_THERE, SIGN_IN, *FORBIDDEN}} == {}


@pytest.mark.parametrize("who", ["zed", "judy", "oscar", "otto", "dora", "hugo", "mei"])
def test_a_door_of_a_capability_is_not_there_for_those_who_lack_it(
    cast: Cast, client: Client, dispute: int, who: str
) -> None:
    role = STAFF[who][1] if who in STAFF and who != "otto" else ""
    client.force_login(cast[who])
    lacking = [all_doors()[name] for name in guarded(by_capability=True)]
    lacking = [door for door in lacking if not any(role in capabilities()[name] for name in door.capabilities)]
    assert lacking
    answers = {f"{door.methods} {door.address}": knock(client, door, dispute) for door in lacking}
    assert {name: code for name, code in answers.items() if code not in {NOT_THERE, *FORBIDDEN}} == {}


def test_those_who_hold_it_do_enter(cast: Cast, client: Client, dispute: int) -> None:
    client.force_login(cast["carol"])
    doors = [door for door in all_doors().values() if door.capabilities == {"see_dispute"} and "{pk}" in door.address]
    answers = {door.address: knock(client, door, dispute) for door in doors if door.methods == "GET"}
    assert list(answers.values()).count(200) >= 8, answers


def test_the_doors_of_an_operator_open_to_one(cast: Cast, client: Client, dispute: int) -> None:
    client.force_login(cast["oscar"])
    lists = [
        door for door in all_doors().values() if door.capabilities == {"manage_people"} and "<" not in door.address
    ]
    answers = {door.address: knock(client, door, dispute) for door in lists if "{" not in door.address}
    shown = {address: code for address, code in answers.items() if "/desk/" in address}
    assert len(shown) >= 6
    assert set(shown.values()) <= {200, SIGN_IN}, shown  # the grids of one county lie one step down


def test_a_door_of_a_party_asks_staff_for_a_code_too(cast: Cast, client: Client, dispute: int) -> None:
    client.force_login(cast["alice"])
    doors = [door for door in all_doors().values() if door.guards == {FOLLOW_CODE}]
    assert {knock(client, door, dispute) for door in doors} <= {SIGN_IN, *FORBIDDEN}


def test_every_capability_is_held_and_asked_for() -> None:
    assert [name for name, holders in capabilities().items() if not holders] == []
    assert unasked() == WAITING
