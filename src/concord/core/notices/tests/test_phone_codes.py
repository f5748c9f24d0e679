"""A code from one's phone opens once, for one purpose, for ten minutes; guesses count even when they are refused."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice, PhoneCode
from concord.core.notices.phone_codes import MOST_AN_HOUR, MOST_TRIES, check_phone_code, clean_phone, send_phone_code
from concord.core.refusals import Refusal, TooMany

pytestmark = pytest.mark.django_db
PHONE = "13900000001"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def sent_code(phone: str = PHONE, purpose: str = "sign-in") -> str:
    send_phone_code(phone, purpose)
    declare_system()
    found = re.search(r"\d{6}", Notice.objects.latest("pk").body)
    assert found
    return found.group()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_opens_once() -> None:
    code = sent_code()
    check_phone_code(PHONE, "sign-in", f" {code} ")
    with pytest.raises(Refusal, match="expired"):
        check_phone_code(PHONE, "sign-in", code)


@pytest.mark.parametrize(("phone", "purpose"), [("13900000002", "sign-in"), (PHONE, "sign")])
def test_it_opens_for_no_other_phone_or_purpose(phone: str, purpose: str) -> None:
    code = sent_code()
    with pytest.raises(Refusal):
        check_phone_code(phone, purpose, code)


def test_after_five_wrong_tries_the_right_code_no_longer_opens() -> None:
    code = sent_code()
    for _try in range(MOST_TRIES):
        with pytest.raises(Refusal, match="does not match"):
            check_phone_code(PHONE, "sign-in", wrong(code))
    with pytest.raises(Refusal, match="too often"):
        check_phone_code(PHONE, "sign-in", code)


def test_an_old_code_does_not_open() -> None:
    code = sent_code()
    PhoneCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refusal, match="expired"):
        check_phone_code(PHONE, "sign-in", code)


def test_only_the_newest_code_opens() -> None:
    first, second = sent_code(), sent_code()
    if first != second:
        with pytest.raises(Refusal):
            check_phone_code(PHONE, "sign-in", first)
    check_phone_code(PHONE, "sign-in", second)


def test_six_codes_an_hour_are_enough_for_one_phone() -> None:
    for _time in range(MOST_AN_HOUR):
        send_phone_code(PHONE, "sign-in")
    with pytest.raises(TooMany):
        send_phone_code(PHONE, "another purpose")
    send_phone_code("13900000002", "sign-in")
    assert PhoneCode.objects.count() == MOST_AN_HOUR + 1


def test_neither_phone_nor_code_lies_readable_in_the_table() -> None:
    code = sent_code()
    kept = PhoneCode.objects.values().latest("pk")
    assert PHONE not in str(kept)
    assert code not in str(kept["code_hash"])


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("139 0000 0001", PHONE),
        ("+86 139-0000-0001", PHONE),
        ("008613900000001", PHONE),
        ("１３９０００００００１", PHONE),
        ("+852 5123 4567", "+85251234567"),
    ],
)
def test_a_phone_is_read_in_the_ways_people_write_it(typed: str, clean: str) -> None:
    assert clean_phone(typed) == clean


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "123",
        "12900000001",
        "139000000011",
        "057188880000",
        "+86 571 88880000",
        "++85251234567",
        "+1+2345678",
        "１３９",
        "+1",
        "1390000000x1",
    ],
)
def test_what_is_no_mobile_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_phone(typed)
    assert refused.value.field == "phone"
