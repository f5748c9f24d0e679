"""People sign in with what they have: name and password, a second step, or a code on their phone."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import is_mfa_enabled
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from django.utils.timezone import localdate

from concord.core.matters.access import declare_system, matters_of_party
from concord.core.matters.models import Matter
from concord.core.matters.services import PartyNamed, add_parties
from concord.core.notices.models import Notice, PhoneCode
from concord.core.people.models import Membership, Person
from concord.core.people.sealed import keyed_hash
from tests.ground.cast import Cast


@pytest.fixture(autouse=True)
def english(settings: object) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]
    cache.clear()
    with translation.override("en"):
        yield


def sign_in(client: Client, who: str, password: str = Cast.password) -> tuple[int, str]:
    answer = client.post("/accounts/login/", {"login": who, "password": password})
    return answer.status_code, answer.get("Location", "")


def signed_in_as(client: Client) -> str:
    found = client.session.get("_auth_user_id")
    return Person.objects.get(pk=found).username or "" if found else ""


def test_a_member_of_staff_signs_in_and_lands_at_the_desk(client: Client, cast: Cast) -> None:
    assert sign_in(client, "alice") == (302, "/desk/")
    assert signed_in_as(client) == "alice"


@pytest.mark.parametrize(("who", "password"), [("alice", "wrong"), ("nobody", Cast.password), ("bo", "!"), ("bo", "")])
def test_a_wrong_name_or_password_opens_nothing(client: Client, cast: Cast, who: str, password: str) -> None:
    assert sign_in(client, who, password)[1] == ""
    assert signed_in_as(client) == ""


def test_many_wrong_passwords_lock_the_name_at_that_address(client: Client, cast: Cast) -> None:
    for _try in range(9):
        sign_in(client, "alice", "wrong")
    assert sign_in(client, "alice") != (302, "/desk/")
    assert signed_in_as(client) == ""


def test_a_closed_account_does_not_open(client: Client, cast: Cast) -> None:
    Person.objects.filter(username="alice").update(is_active=False)
    sign_in(client, "alice")
    assert signed_in_as(client) == ""


def test_when_a_role_has_ended_the_desk_is_closed(client: Client, cast: Cast) -> None:
    assert sign_in(client, "otto")[0] == 302
    assert client.get("/desk/work/").status_code == 404


def test_a_role_that_ends_while_one_is_signed_in_closes_the_desk_at_once(client: Client, cast: Cast) -> None:
    sign_in(client, "alice")
    assert client.get("/desk/work/").status_code == 200
    Membership.objects.filter(person__username="alice").update(ends=localdate() - timedelta(days=1))
    assert client.get("/desk/work/").status_code == 404


@pytest.mark.parametrize("door", ["email/", "password/reset/", "password/set/", "confirm-email/"])
def test_doors_that_have_no_use_here_do_not_exist(client: Client, db: None, door: str) -> None:
    assert client.get(f"/accounts/{door}").status_code == 404


def test_nobody_signs_up_alone(client: Client, db: None) -> None:
    before = Person.objects.count()
    client.post("/accounts/signup/", {"username": "thief", "password1": "a-long-password-1"})
    assert Person.objects.count() == before


# The second step


def with_app(person: Person) -> str:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def digits(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_with_a_second_step_the_password_alone_does_not_open(client: Client, cast: Cast) -> None:
    secret = with_app(cast["alice"])
    assert sign_in(client, "alice") == (302, "/accounts/2fa/authenticate/")
    assert signed_in_as(client) == ""
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert signed_in_as(client) == ""
    client.post("/accounts/2fa/authenticate/", {"code": digits(secret)})
    assert signed_in_as(client) == "alice"


def test_the_secret_of_an_app_lies_sealed(cast: Cast) -> None:
    secret = with_app(cast["alice"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        assert secret not in cursor.fetchone()[0]


def test_an_app_is_set_up_and_recovery_codes_come_with_it(client: Client, cast: Cast) -> None:
    sign_in(client, "alice")
    asked = client.get("/accounts/2fa/totp/activate/")["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    page = client.post(asked, {"password": cast.password}, follow=True)
    secret = page.context["form"].secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": digits(secret)}).status_code == 302
    kinds = set(Authenticator.objects.filter(user=cast["alice"]).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "accounts/2fa/",
        "accounts/2fa/totp/activate/",
        "accounts/2fa/webauthn/",
        "accounts/2fa/webauthn/add/",
        "accounts/password/change/",
        "accounts/logout/",
        "account/",
    ],
)
def test_the_pages_of_an_account_open(client: Client, cast: Cast, page: str) -> None:
    for who in ("alice", "lin") if "password" not in page else ("alice",):
        client.force_login(cast[who])
        answer = client.get(f"/{page}", follow=True)
        assert answer.status_code == 200
        assert "{%" not in answer.content.decode()


@pytest.mark.parametrize(("who", "leads"), [("alice", True), ("carol", False)])
def test_a_role_that_needs_a_second_step_asks_for_it_first(
    client: Client, cast: Cast, settings: object, who: str, leads: bool
) -> None:
    settings.CONCORD_SECOND_FACTOR_ROLES = ["coordinator"]  # type: ignore[attr-defined]
    client.force_login(cast[who])
    answer = client.get("/desk/work/")
    assert (answer.status_code == 302 and answer["Location"] == "/accounts/2fa/") is leads
    assert client.get("/account/").status_code == 200
    with_app(cast[who])
    assert client.get("/desk/work/").status_code == 200


# A code on the phone


def ask_for_code(client: Client, phone: str) -> str:
    assert client.post("/accounts/phone/", {"phone": phone}).status_code == 200
    declare_system()
    found = re.search(r"\d{6}", Notice.objects.latest("pk").body)
    assert found
    return found.group()


def test_a_resident_signs_in_by_phone_and_gives_a_name_once(client: Client, cast: Cast) -> None:
    code = ask_for_code(client, "139 0000 0009")
    assert client.post("/accounts/phone/", {"code": code})["Location"] == "/account/"
    assert client.post("/account/", {"name": "新居民", "language": "en"}).status_code == 302
    person = Person.objects.get(phone_hash=keyed_hash("13900000009"))
    assert (person.name, person.language, person.has_usable_password()) == ("新居民", "en", False)
    client.logout()
    code = ask_for_code(client, "13900000009")
    assert client.post("/accounts/phone/", {"code": code})["Location"] == "/mine/"
    assert Person.objects.filter(phone_hash=keyed_hash("13900000009")).count() == 1


def test_what_was_reported_with_the_phone_is_there_after_signing_in(client: Client, cast: Cast) -> None:
    declare_system()
    matter = Matter.objects.create(
        number="M-1", kind="dispute", title="t", place_id=cast.township, stage="s", law_as_of=localdate()
    )
    add_parties(matter, [PartyNamed("applicant", "王小波", phone=cast.phone("bo"))])
    assert not matters_of_party(cast["bo"]).exists()
    client.post("/accounts/phone/", {"code": ask_for_code(client, cast.phone("bo"))})
    assert list(matters_of_party(cast["bo"])) == [matter]
    assert not matters_of_party(cast["zed"]).exists()


def test_wrong_codes_count_although_they_are_refused(client: Client, cast: Cast) -> None:
    code = ask_for_code(client, cast.phone("bo"))
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _try in range(5):
        assert client.post("/accounts/phone/", {"code": wrong}).status_code == 409
    assert PhoneCode.objects.latest("pk").tries == 5
    assert client.post("/accounts/phone/", {"code": code}).status_code == 409
    assert signed_in_as(client) == ""


def test_a_phone_alone_does_not_open_a_desk(client: Client, cast: Cast) -> None:
    Person.objects.filter(username="alice").update(phone_hash=keyed_hash("13900000077"))
    code = ask_for_code(client, "13900000077")
    assert client.post("/accounts/phone/", {"code": code}).status_code == 409
    assert signed_in_as(client) == ""


def test_a_residents_own_second_step_is_asked_for_after_the_code(client: Client, cast: Cast) -> None:
    with_app(cast["bo"])
    code = ask_for_code(client, cast.phone("bo"))
    assert client.post("/accounts/phone/", {"code": code})["Location"] == "/accounts/2fa/authenticate/"
    assert signed_in_as(client) == ""


def test_a_resident_with_only_a_phone_can_set_up_a_second_step(client: Client, cast: Cast) -> None:
    client.post("/accounts/phone/", {"code": ask_for_code(client, cast.phone("bo"))})
    page = client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": digits(page.context["form"].secret)})
    assert is_mfa_enabled(cast["bo"])


def test_the_seventh_code_within_an_hour_is_refused(client: Client, cast: Cast) -> None:
    for _time in range(6):
        ask_for_code(client, cast.phone("bo"))
    assert client.post("/accounts/phone/", {"phone": cast.phone("bo")}).status_code == 429


def test_a_member_of_staff_cannot_rename_themselves(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    client.post("/account/", {"name": "院长", "language": "en"})
    assert (cast["alice"].name, cast["alice"].language) == ("陈立群", "en")
    assert client.cookies["language"].value == "en"
