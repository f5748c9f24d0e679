"""No notice is lost when a gateway is down, none is sent twice, and one broken carrier holds up no other (K9)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from concord.core.matters.access import declare_system
from concord.core.notices.carriers import carriers
from concord.core.notices.carrying import MOST_ATTEMPTS, ask_for_receipts, hand_over_waiting, note_receipts
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send
from concord.core.ports import Handed, Receipt
from concord.core.refusals import OutsideFailure

pytestmark = pytest.mark.django_db


class Gateway:
    """A carrier that takes messages, unless it is told to fail."""

    def __init__(self) -> None:
        self.took: list[str] = []
        self.tried = 0
        self.failure: OutsideFailure | None = None

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        self.tried += 1
        if self.failure is not None:
            raise self.failure
        self.took.append(key)
        return Handed(f"id-{key}")

    def ask(self, keys: Sequence[str]) -> list[Receipt]:
        return [Receipt(key, delivered=True) for key in keys if key in self.took]


@pytest.fixture
def sms() -> Iterator[Gateway]:
    carriers["sms"] = gateway = Gateway()
    yield gateway
    carriers.clear()


@pytest.fixture
def mail(sms: Gateway) -> Gateway:
    carriers["email"] = gateway = Gateway()
    return gateway


def letter(key: str, channel: str = "sms", template: str = "news") -> Letter:
    return Letter(channel=channel, template=template, body="hello", key=key, address="13900000001")


def notice(key: str) -> Notice:
    declare_system()
    return Notice.objects.get(key=key)


def let_time_pass() -> None:
    declare_system()
    Notice.objects.update(next_try_at=timezone.now())


def test_a_waiting_notice_is_handed_over_once(sms: Gateway) -> None:
    send(letter("one"))
    assert (hand_over_waiting(), hand_over_waiting()) == (1, 0)
    assert sms.took == ["one"]
    assert (notice("one").status, notice("one").carrier_id) == ("sent", "id-one")


def test_the_same_key_is_one_notice(sms: Gateway) -> None:
    send(letter("one"))
    send(letter("one"), letter("two"))
    assert hand_over_waiting() == 2


def test_a_gateway_that_is_down_gets_the_notice_later(sms: Gateway) -> None:
    send(letter("one"))
    sms.failure = OutsideFailure("down", again=True)
    hand_over_waiting()
    assert (notice("one").status, notice("one").last_error) == ("waiting", "down")
    assert notice("one").next_try_at > timezone.now()
    sms.failure = None
    let_time_pass()
    hand_over_waiting()
    assert (notice("one").status, notice("one").last_error, sms.took) == ("sent", "", ["one"])


def test_a_carrier_that_is_down_is_tried_once_a_round_and_holds_up_no_other(sms: Gateway, mail: Gateway) -> None:
    send(*[letter(f"sms-{number}") for number in range(5)], letter("mail", "email"))
    sms.failure = OutsideFailure("down", again=True)
    hand_over_waiting()
    assert (sms.tried, mail.took) == (1, ["mail"])


def test_a_message_refused_for_good_is_given_up_at_once(sms: Gateway) -> None:
    send(letter("one"), letter("two"))
    sms.failure = OutsideFailure("no such number", again=False)
    assert hand_over_waiting() == 2
    assert (notice("one").status, notice("one").last_error) == ("failed", "no such number")


def test_after_many_tries_a_notice_is_given_up(sms: Gateway) -> None:
    send(letter("one"))
    sms.failure = OutsideFailure("down", again=True)
    for _round in range(MOST_ATTEMPTS + 3):
        let_time_pass()
        hand_over_waiting()
    assert (sms.tried, notice("one").status) == (MOST_ATTEMPTS, "failed")


def test_a_channel_without_a_carrier_keeps_its_notices() -> None:
    send(letter("one"))
    hand_over_waiting()
    assert notice("one").status == "waiting"


def test_a_notice_of_a_deed_that_was_undone_is_not_sent(sms: Gateway) -> None:
    with transaction.atomic():
        send(letter("one"))
        transaction.set_rollback(True)
    assert hand_over_waiting() == 0


def test_the_words_of_a_code_are_forgotten_once_the_carrier_has_them(sms: Gateway) -> None:
    send(letter("code", template="phone_code"), letter("news"))
    hand_over_waiting()
    assert (notice("code").body, notice("news").body) == ("", "hello")


def test_receipts_settle_what_was_sent_and_nothing_else(sms: Gateway) -> None:
    send(letter("one"), letter("two"))
    hand_over_waiting()
    told = [Receipt("one", True), Receipt("two", False, "off"), Receipt("?", True)]
    assert (note_receipts("sms", told), note_receipts("sms", told)) == (2, 0)
    assert (notice("one").status, notice("two").status, notice("two").last_error) == ("delivered", "failed", "off")


def test_carriers_are_asked_for_receipts_that_did_not_come(sms: Gateway) -> None:
    send(letter("one"))
    hand_over_waiting()
    assert ask_for_receipts() == 0  # it was sent just now
    declare_system()
    Notice.objects.update(sent_at=timezone.now() - timedelta(minutes=5))
    assert ask_for_receipts() == 1
    assert notice("one").status == "delivered"


def test_a_code_that_comes_too_late_is_not_sent(sms: Gateway) -> None:
    send(letter("late", template="phone_code"), letter("news"))
    declare_system()
    Notice.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    hand_over_waiting()
    assert sms.took == ["news"]
    assert (notice("late").status, notice("late").body) == ("failed", "")


def test_a_gateway_that_is_down_for_two_days_loses_nothing(sms: Gateway) -> None:
    send(letter("one"))
    sms.failure = OutsideFailure("down", again=True)
    waited = timedelta()
    while waited < timedelta(days=2):
        hand_over_waiting()
        waited += notice("one").next_try_at - timezone.now()
        let_time_pass()
    sms.failure = None
    hand_over_waiting()
    assert sms.took == ["one"]
