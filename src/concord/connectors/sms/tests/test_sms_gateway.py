"""Text messages reach the gateway once, and what it says about them is believed only when it is signed."""

from collections.abc import Iterator
from dataclasses import replace
from json import dumps

import httpx
import pytest
from django.test import Client
from django.urls import reverse

from concord.connectors.signed import TIME, signature, signed_headers
from concord.connectors.sms import client as sms
from concord.connectors.sms.client import SmsGateway
from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice
from concord.core.ports import Receipt
from concord.core.refusals import OutsideFailure
from tests.ground.stand_ins import KEY, stand_in


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with stand_in("sms") as address:
        yield address


@pytest.fixture
def gateway(url: str) -> SmsGateway:
    httpx.post(f"{url}/control", json={"fail": ""})
    return SmsGateway(url, KEY)


def carry(gateway: SmsGateway, key: str) -> str:
    return gateway.carry(address="13900000001", subject="", body="您的验证码是 123456", key=key).carrier_id


def arrived(gateway: SmsGateway, key: str) -> list[dict[str, str]]:
    return [one for one in httpx.get(f"{gateway.url}/messages").json() if one["key"] == key]


def test_a_message_arrives_and_its_receipt_can_be_asked_for(gateway: SmsGateway) -> None:
    assert carry(gateway, "first")
    assert [one["text"] for one in arrived(gateway, "first")] == ["您的验证码是 123456"]
    assert gateway.ask(["first", "never-sent"]) == [Receipt("first", delivered=True)]


def test_the_page_of_the_stand_in_shows_the_message(gateway: SmsGateway) -> None:
    carry(gateway, "shown")
    assert "您的验证码是 123456" in httpx.get(gateway.url).text


def test_the_same_key_again_is_the_same_message(gateway: SmsGateway) -> None:
    assert carry(gateway, "twice") == carry(gateway, "twice")
    assert len(arrived(gateway, "twice")) == 1


def test_a_wrong_key_is_refused_for_good(gateway: SmsGateway) -> None:
    with pytest.raises(OutsideFailure) as refused:
        carry(replace(gateway, key="another"), "forged")
    assert not refused.value.again
    assert arrived(gateway, "forged") == []


@pytest.mark.parametrize(("way", "again"), [("500", True), ("timeout", True), ("reject", False)])
def test_failures_say_whether_to_try_again(
    gateway: SmsGateway, monkeypatch: pytest.MonkeyPatch, way: str, again: bool
) -> None:
    monkeypatch.setattr(sms, "PATIENCE", httpx.Timeout(0.5))
    httpx.post(f"{gateway.url}/control", json={"fail": way, "times": 1})
    with pytest.raises(OutsideFailure) as failure:
        carry(gateway, f"failing-{way}")
    assert failure.value.again is again
    assert carry(gateway, f"failing-{way}")


def test_a_gateway_that_is_away_may_come_back() -> None:
    with pytest.raises(OutsideFailure) as failure:
        carry(SmsGateway("http://127.0.0.1:9", KEY), "away")
    assert failure.value.again


def test_a_lost_receipt_stays_unknown(gateway: SmsGateway) -> None:
    httpx.post(f"{gateway.url}/control", json={"fail": "drop-receipts", "times": 1})
    carry(gateway, "silent")
    assert gateway.ask(["silent"]) == []


def test_the_stand_in_refuses_a_way_to_fail_that_it_does_not_know(gateway: SmsGateway) -> None:
    assert httpx.post(f"{gateway.url}/control", json={"fail": "explode"}).status_code == 422


RECEIPT = dumps({"receipts": [{"key": "sms-1", "status": "delivered"}]}).encode()
FAILED = dumps({"receipts": [{"key": "sms-1", "status": "undeliverable", "reason": "空号"}]}).encode()


@pytest.fixture
def sent(db: None, settings: object) -> Notice:
    settings.CONCORD_SMS_KEY = KEY  # type: ignore[attr-defined]
    declare_system()
    return Notice.objects.create(channel="sms", template="t", body="b", key="sms-1", status=Notice.Status.SENT)


def report(client: Client, body: bytes, headers: dict[str, str]) -> int:
    return client.post(reverse("sms_receipts"), body, content_type="application/json", headers=headers).status_code


def state(notice: Notice) -> tuple[str, str]:
    declare_system()
    notice.refresh_from_db()
    return notice.status, notice.last_error


@pytest.mark.parametrize(("body", "becomes"), [(RECEIPT, ("delivered", "")), (FAILED, ("failed", "空号"))])
def test_a_signed_receipt_settles_the_notice_once(
    client: Client, sent: Notice, body: bytes, becomes: tuple[str, str]
) -> None:
    assert report(client, body, signed_headers(body, KEY)) == 204
    assert state(sent) == becomes
    assert report(client, RECEIPT, signed_headers(RECEIPT, KEY)) == 204
    assert state(sent) == becomes


OLD = "1700000000"
WRONG = {
    "unsigned": ({}, 403),
    "another key": (signed_headers(RECEIPT, "another"), 403),
    "another body": (signed_headers(FAILED, KEY), 403),
    "an old one": ({TIME: OLD, "X-Concord-Signature": signature(RECEIPT, KEY, OLD)}, 403),
    "no time": ({TIME: "soon", "X-Concord-Signature": signature(RECEIPT, KEY, "soon")}, 403),
}


@pytest.mark.parametrize(("headers", "answer"), WRONG.values(), ids=WRONG.keys())
def test_a_receipt_that_is_not_rightly_signed_changes_nothing(
    client: Client, sent: Notice, headers: dict[str, str], answer: int
) -> None:
    assert report(client, RECEIPT, headers) == answer
    assert state(sent) == ("sent", "")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"receipts": [1]}', b'{"receipts": [{"key": "sms-1", "status": "?"}]}']
)
def test_a_receipt_of_another_form_is_refused(client: Client, sent: Notice, body: bytes) -> None:
    assert report(client, body, signed_headers(body, KEY)) == 400
    assert state(sent) == ("sent", "")


def test_without_a_key_no_receipt_is_believed(client: Client, sent: Notice, settings: object) -> None:
    settings.CONCORD_SMS_KEY = ""  # type: ignore[attr-defined]
    assert report(client, RECEIPT, signed_headers(RECEIPT, "")) == 403
