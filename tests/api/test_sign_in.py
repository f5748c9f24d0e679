"""Who asks: a token, a browser's session with its CSRF token, a phone's code, a party's follow code or ticket."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from concord.core.api.models import Token
from concord.core.matters.access import declare_system
from concord.core.matters.models import Party
from concord.core.people.sealed import keyed_hash
from tests.api.caller import Caller, done, newest_code, refused
from tests.api.document import DOCUMENT
from tests.api.world import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WANTED = {"name": "家里的电脑", "days": 30}
KEY = {"Idempotency-Key": "a-key-of-its-own"}


def browser(world: World, who: str) -> Client:
    """A browser that has signed in, and that takes CSRF seriously."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.cast[who], backend=BACKEND)
    return client


def with_csrf(client: Client) -> dict[str, str]:
    """The header that a page's script sends."""
    client.cookies["csrftoken"] = "a" * 32
    return {"X-CSRFToken": "a" * 32}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer nobody"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": "Bearer "},
        {"Authorization": "é"},
        {"Follow-Code": "7K3M-Q2XH-94TC"},
        {"Follow-Code": "1:x"},
        {"Follow-Code": "99999999999999999999:x:y"},
        {"Cookie": "sessionid=nobody"},
    ],
)
def test_who_is_not_known_is_asked_to_sign_in(world: World, headers: dict[str, str]) -> None:
    for path in ("/api/me", "/api/followed", "/api/papers/1"):
        answer = Client().get(path, headers=headers)
        refused(answer, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    refused(Client(enforce_csrf_checks=True).post("/api/notices/read", headers=headers | KEY), 401)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nobody"}, {"Follow-Code": "7K3M-Q2XH-94TC"}])
def test_every_guarded_operation_asks_strangers_to_sign_in(world: World, headers: dict[str, str]) -> None:
    guarded = [
        (method, path)
        for path, methods in DOCUMENT["paths"].items()
        for method, told in methods.items()
        if "security" in told
    ]
    assert len(guarded) > 80
    for method, path in guarded:
        refused(Client().generic(method.upper(), re.sub(r"{\w+}", "330105001", path), headers=headers | KEY), 401)


def test_a_person_who_is_a_party_twice_still_opens_their_dispute(world: World) -> None:
    pk, bo = world.disputes["noise"], world.cast["bo"]
    declare_system()
    again = Party.objects.filter(matter=pk).first()
    again.pk, again.follow_hash = None, None
    again.save()
    assert done(Caller(world, "bo").get(f"/mine/{pk}"))["follow_ticket"]
    page = Client()
    page.force_login(bo, backend=BACKEND)
    assert page.post(reverse("disputes:open_mine", args=[pk])).status_code == 302


def test_a_session_reads_freely_and_does_with_csrf_only(world: World) -> None:
    alice = browser(world, "alice")
    assert done(alice.get("/api/me"))["name"] == world.cast["alice"].name
    refused(alice.post("/api/notices/read", headers=KEY), 403)
    done(alice.post("/api/notices/read", headers=KEY | with_csrf(alice)))


def test_a_token_is_made_in_a_browser_used_and_revoked(world: World) -> None:
    alice = browser(world, "alice")
    headers = KEY | with_csrf(alice)
    made = done(alice.post("/api/tokens", WANTED, content_type="application/json", headers=headers), 201)
    program = {"Authorization": f"Bearer {made['key']}"}
    assert "see_dispute" in done(Client().get("/api/me", headers=program))["capabilities"]
    refused(Client().post("/api/tokens", WANTED, content_type="application/json", headers=program | KEY), 401)
    assert "key" not in str(done(Client().get("/api/tokens", headers=program)))
    done(Client().delete(f"/api/tokens/{made['id']}", headers=program))
    refused(Client().get("/api/me", headers=program), 401)


@pytest.mark.parametrize("spoil", [{"expires_on": "2020-01-01"}, {"revoked_at": timezone.now()}])
def test_a_token_past_its_time_opens_nothing(world: World, spoil: dict[str, object]) -> None:
    done(Caller(world, "alice").get("/me"))
    Token.objects.filter(person=world.cast["alice"]).update(**spoil)
    refused(Caller(world, "alice").get("/me"), 401)


def test_a_resident_signs_in_with_the_code_from_the_phone(world: World) -> None:
    anyone, phone = Caller(world), world.cast.phone("bo")
    done(anyone.post("/sign-in/code", {"phone": phone}), 201)
    refused(anyone.post("/sign-in", {"phone": phone, "phone_code": "000000x"}), 409)
    made = done(anyone.post("/sign-in", {"phone": phone, "phone_code": newest_code(phone)}), 201)
    world.headers["bo at home"] = {"Authorization": f"Bearer {made['key']}"}
    assert len(done(Caller(world, "bo at home").get("/mine"))["items"]) == len(world.disputes)


def test_a_text_message_does_not_open_a_desk(world: World) -> None:
    anyone, alice = Caller(world), world.cast["alice"]
    phone = "13900009999"
    alice.phone, alice.phone_hash = phone, keyed_hash(phone)
    alice.save()
    done(anyone.post("/sign-in/code", {"phone": phone}), 201)
    refused(anyone.post("/sign-in", {"phone": phone, "phone_code": newest_code(phone)}), 409)


def test_who_signed_in_acts_in_a_dispute_of_their_own_by_ticket(world: World) -> None:
    bo, pk = Caller(world, "bo"), world.disputes["mediating"]
    world.headers["bo in it"] = {"Follow-Code": done(bo.get(f"/mine/{pk}"))["follow_ticket"]}
    inside = Caller(world, "bo in it")
    done(inside.post("/followed/messages", {"text": "我在。"}), 201)
    declare_system()
    Party.objects.filter(matter=pk).update(follow_hash=None)
    refused(inside.get("/followed"), 401)
    refused(Caller(world, "alice").get(f"/mine/{pk}"), 404)


def test_people_change_their_language_and_staff_not_their_name(world: World) -> None:
    bo, alice = Caller(world, "bo"), Caller(world, "alice")
    change = {"content_type": "application/json"}
    changed = done(bo.client.patch("/api/me", {"name": "王大波", "language": "en"}, headers=bo.headers, **change))
    assert (changed["name"], changed["language"]) == ("王大波", "en")
    refused(alice.client.patch("/api/me", {"name": "陈某"}, headers=alice.headers, **change), 409)


def test_the_inbox_is_read_by_its_owner(world: World) -> None:
    alice, carol = Caller(world, "alice"), Caller(world, "carol")
    notice = done(alice.get("/notices"))["items"][-1]
    refused(carol.post(f"/notices/{notice['id']}/read"), 404)
    before = done(alice.get("/notices/unread"))["unread"]
    assert done(alice.post(f"/notices/{notice['id']}/read"))["read_at"]
    assert done(alice.get("/notices/unread"))["unread"] == before - 1
    assert done(alice.post("/notices/read"))["unread"] == 0
