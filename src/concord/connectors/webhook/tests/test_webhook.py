"""Webhooks arrive signed and once, follow no redirect, and never reach into the own network."""

from collections.abc import Iterator

import httpx
import pytest
from django.utils.translation import override

from concord.connectors import targets
from concord.connectors.targets import target_of
from concord.connectors.webhook import client
from concord.connectors.webhook.client import Webhook
from concord.core.refusals import OutsideFailure
from tests.ground.stand_ins import KEY, stand_in


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with stand_in("webhook") as address:
        yield address


def carry(url: str, key: str, *, by: str = KEY, private_too: bool = True) -> None:
    Webhook(by, private_too=private_too).carry(address=url, subject="通知", body="有一件新纠纷", key=key)


def received(url: str) -> list[str]:
    return [one["key"] for one in httpx.get(f"{url}/received").json()]


def test_a_notice_arrives_once(url: str) -> None:
    carry(url, "one")
    carry(url, "one")
    assert received(url).count("one") == 1


def test_a_receiver_with_another_key_takes_nothing(url: str) -> None:
    with pytest.raises(OutsideFailure) as refused:
        carry(url, "forged", by="another")
    assert not refused.value.again
    assert "forged" not in received(url)


@pytest.mark.parametrize(("way", "again"), [("500", True), ("timeout", True), ("reject", False), ("redirect", False)])
def test_failures_say_whether_to_try_again(url: str, monkeypatch: pytest.MonkeyPatch, way: str, again: bool) -> None:
    monkeypatch.setattr(client, "PATIENCE", httpx.Timeout(0.5))
    httpx.post(f"{url}/control", json={"fail": way, "times": 1})
    with pytest.raises(OutsideFailure) as failure:
        carry(url, way)
    assert failure.value.again is again


def test_the_own_network_is_not_called(url: str) -> None:
    with override("en"), pytest.raises(OutsideFailure, match="own network"):
        carry(url.replace("http", "https"), "inside", private_too=False)
    assert "inside" not in received(url)


@pytest.mark.parametrize(
    "address",
    [
        "https://10.0.0.1/", "https://192.168.1.1/", "https://[::1]/", "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/", "https://[::ffff:127.0.0.1]/", "https://localhost/", "https://2130706433/",
        "http://example.org/", "ftp://example.org/", "https://user:word@example.org/", "https://", "https://a:b/", "",
    ],
)  # fmt: skip
def test_an_address_that_leads_inside_or_is_none_is_refused_for_good(address: str) -> None:
    with pytest.raises(OutsideFailure) as refused:
        target_of(address, private_too=False)
    assert not refused.value.again


def test_the_machine_that_was_judged_is_the_one_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets.socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", ("203.0.114.7", 443))])
    target = target_of("https://partner.example/in?x=1", private_too=False)
    assert (target.url, target.host) == ("https://203.0.114.7:443/in?x=1", "partner.example")
