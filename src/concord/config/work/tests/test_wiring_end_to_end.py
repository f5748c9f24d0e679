"""The wiring from a written notice to a settled one, with the stand-ins as programs of their own, told to fail (K9)."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django.live_server_helper import LiveServer

from concord.config.wiring import wire
from concord.config.work.courier import one_round
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Involvement, Matter
from concord.core.notices.carriers import carriers
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send
from tests.ground.cast import Cast
from tests.ground.platform import wait_until
from tests.ground.stand_ins import KEY, mail_stand_in, stand_in

pytestmark = pytest.mark.slow


@dataclass
class Outside:
    """The stand-ins: text messages, webhooks, mail."""

    sms: str
    webhook: str

    def fail(self, url: str, way: str, times: int = 1) -> None:
        """Let the next calls of a stand-in fail."""
        assert httpx.post(f"{url}/control", json={"fail": way, "times": times}).status_code == 200


@pytest.fixture
def outside(live_server: LiveServer, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """The platform, wired to stand-ins that report back to it."""
    for name in ("SMS", "WEBHOOK"):
        monkeypatch.setitem(
            os.environ, f"CONCORD_{name}_RECEIPTS_URL", f"{live_server.url}/connect/{name.lower()}/receipts"
        )
    with stand_in("sms") as sms, stand_in("webhook") as webhook, mail_stand_in() as mail:
        settings.CONCORD_SMS_URL, settings.CONCORD_SMS_KEY = f"{sms}/", KEY  # type: ignore[attr-defined]
        settings.CONCORD_WEBHOOK_KEY, settings.CONCORD_WEBHOOK_PRIVATE = KEY, True  # type: ignore[attr-defined]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.server_address[1]  # type: ignore[attr-defined]
        wire()
        yield Outside(sms, webhook)
        carriers.clear()


@pytest.fixture
def matter(live_server: LiveServer, cast: Cast) -> Matter:
    """A dispute that mei mediates."""
    with transaction.atomic():
        declare_system()
        made = Matter.objects.create(
            number="M-1", kind="dispute", title="拖欠工资", place_id=cast.township, stage="mediating",
            law_as_of=localdate(),
        )  # fmt: skip
        Involvement.objects.create(matter=made, person=cast["mei"], part="mediator")
    return made


def write(channel: str, address: str, key: str, matter: Matter) -> None:
    with transaction.atomic():
        declare_system()
        one = Letter(
            channel=channel,
            template="news",
            subject="通知",
            body="明天上午九点。",
            key=key,
            address=address,
            matter_id=matter.pk,
        )
        send(one)


def state(key: str) -> str:
    with transaction.atomic():
        declare_system()
        return str(Notice.objects.values_list("status", flat=True).get(key=key))


def round_later() -> None:
    """A round of the worker, after the pause that a failure brought."""
    with transaction.atomic():
        declare_system()
        Notice.objects.filter(status="waiting").update(next_try_at=timezone.now())
    connection.close()
    one_round()


def test_all_channels_arrive_in_spite_of_failures_and_report_back(outside: Outside, matter: Matter) -> None:
    write("sms", "13900000001", "one-sms", matter)
    write("webhook", f"{outside.webhook}/", "one-hook", matter)
    write("email", "alice@example.org", "one-mail", matter)
    outside.fail(outside.sms, "500", 2)
    outside.fail(outside.webhook, "500", 2)
    one_round()
    assert (state("one-sms"), state("one-hook"), state("one-mail")) == ("waiting", "waiting", "sent")
    round_later()
    outside.fail(outside.webhook, "later")
    round_later()
    assert state("one-sms") in {"sent", "delivered"}
    wait_until(lambda: state("one-sms") == state("one-hook") == "delivered", what="the receipts")
    texts = httpx.get(f"{outside.sms}/messages").json()
    assert [(one["key"], one["text"]) for one in texts] == [("one-sms", "明天上午九点。")]
    assert [one["key"] for one in httpx.get(f"{outside.webhook}/received").json()] == ["one-hook"]


def test_what_never_arrives_is_given_up_and_brought_before_the_mediator(
    outside: Outside, matter: Matter, cast: Cast
) -> None:
    write("sms", "13900000001", "lost", matter)
    outside.fail(outside.sms, "lose")
    one_round()
    wait_until(lambda: state("lost") == "failed", what="the receipt")
    write("sms", "13900000002", "refused", matter)
    outside.fail(outside.sms, "reject")
    one_round()
    assert state("refused") == "failed"

    def told() -> list[int]:
        one_round()
        with transaction.atomic():
            declare_system()
            found = Notice.objects.filter(channel="inbox", template="NoticeGivenUp", person=cast["mei"])
            return [one.body.count("told to lose it") for one in found.order_by("pk")]

    wait_until(lambda: told() == [1, 0], what="the mediator's inbox")
    with transaction.atomic():
        declare_system()
        assert Act.objects.filter(kind="NoticeGivenUp", matter_id=matter.pk).count() == 2
