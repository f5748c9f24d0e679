"""Letters reach the mail server; a refusal for good is told apart from one for now."""

from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from django.core.mail import get_connection

from concord.connectors.mail.client import MailServer
from concord.connectors.mail.stand_in import MailStandIn
from concord.core.refusals import OutsideFailure
from tests.ground.stand_ins import mail_stand_in


@pytest.fixture
def server(settings: object) -> Iterator[MailStandIn]:
    with mail_stand_in() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.server_address[1]  # type: ignore[attr-defined]
        assert get_connection().port == running.server_address[1]  # type: ignore[attr-defined]
        yield running


def carry(address: str = "alice@example.org", subject: str = "调解通知") -> str:
    return MailServer().carry(address=address, subject=subject, body="明天上午九点。\n.\n请准时", key="k-1").carrier_id


def test_a_letter_arrives_whole_with_the_key_as_its_id(server: MailStandIn) -> None:
    assert carry() == "k-1"
    letter = message_from_bytes(server.letters.arrived[0])
    assert str(make_header(decode_header(letter["Subject"]))) == "调解通知"
    assert letter["Message-ID"] == "<k-1@concord>"
    body = letter.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().splitlines() == ["明天上午九点。", ".", "请准时"]


@pytest.mark.parametrize(("way", "again"), [("busy", True), ("reject", False), ("hang-up", True)])
def test_failures_say_whether_to_try_again(server: MailStandIn, way: str, again: bool) -> None:
    server.letters.fail, server.letters.times = way, 1
    with pytest.raises(OutsideFailure) as failure:
        carry()
    assert failure.value.again is again
    assert not server.letters.arrived


def test_an_unknown_address_is_refused_for_good(server: MailStandIn) -> None:
    with pytest.raises(OutsideFailure) as failure:
        carry("nobody@unknown.invalid")
    assert not failure.value.again


def test_a_subject_cannot_smuggle_a_header(server: MailStandIn) -> None:
    with pytest.raises(OutsideFailure) as failure:
        carry(subject="x\nBcc: thief@example.org")
    assert not failure.value.again
    assert not server.letters.arrived


def test_a_server_that_is_away_may_come_back(server: MailStandIn, settings: object) -> None:
    settings.EMAIL_PORT = 9  # type: ignore[attr-defined]
    with pytest.raises(OutsideFailure) as failure:
        carry()
    assert failure.value.again
