"""A crosswalk by the API: the same deeds, once each."""

from itertools import count

import pytest
from django.http import HttpResponse
from django.test import Client

from concord.core.crosswalks.models import Crosswalk
from tests.exchange.outside import Exchange

KEYS = count(1)


@pytest.fixture
def alice(exchange: Exchange, client: Client) -> Client:
    client.force_login(exchange.cast["alice"])
    return client


def post(client: Client, address: str, body: object = None) -> HttpResponse:
    told = {"Idempotency-Key": f"crosswalk-{next(KEYS)}", "Accept-Language": "en"}
    return client.post(f"/api{address}", body or {}, content_type="application/json", headers=told)  # type: ignore[return-value]


def test_begin_decide_publish_and_read(exchange: Exchange, alice: Client) -> None:
    told = {"name": "十五类", "place": exchange.cast.county, "classes": [{"key": "城建/物业服务"}, {"key": "其他"}]}
    made = post(alice, "/crosswalks", told)
    assert made.status_code == 201
    pk = made.json()["id"]
    first = alice.get(f"/api/crosswalks/{pk}/classes?state=open&size=1").json()
    line = first["items"][0]
    assert line["proposals"][0]["target"] == "C11-1"
    assert first["next"]
    assert post(alice, f"/crosswalks/classes/{line['id']}", {"targets": ["C11-1"]}).json()["targets"] == ["C11-1"]
    assert [one["after"] for one in alice.get(f"/api/crosswalks/{pk}/changes").json()] != []
    assert post(alice, f"/crosswalks/{pk}/editions").json()["table"] == {"城建/物业服务": "C11-1"}
    shown = alice.get(f"/api/crosswalks/{pk}").json()
    assert (shown["edition"], shown["classes"], shown["undecided"]) == (1, 2, 1)
    assert post(alice, f"/crosswalks/{pk}/remappings").status_code == 409


def test_refusals_say_why_and_change_nothing(exchange: Exchange, alice: Client) -> None:
    nothing = post(alice, "/crosswalks", {"name": "x", "place": exchange.cast.county})
    assert nothing.status_code == 409
    assert post(alice, "/crosswalks", {"name": "x", "place": "330106", "shipped": "official"}).status_code == 404
    assert not Crosswalk.objects.exists()


@pytest.mark.parametrize("who", ["nina", "otto", "zed"])
def test_for_others_it_does_not_exist(exchange: Exchange, alice: Client, who: str) -> None:
    pk = post(alice, "/crosswalks", {"name": "x", "place": exchange.cast.county, "shipped": "official"}).json()["id"]
    alice.force_login(exchange.cast[who])
    assert alice.get(f"/api/crosswalks/{pk}").status_code == 404
    assert alice.get(f"/api/crosswalks/{pk}/classes").status_code == 404
    assert post(alice, f"/crosswalks/{pk}/editions").status_code == 404
    assert alice.get("/api/crosswalks").json()["items"] == []
