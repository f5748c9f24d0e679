"""An operator enters people and looks after their accounts; nobody else does, and nobody their own (K2, K8)."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from concord.core.people.models import Membership, Person, Role
from concord.core.staffing.tests.doors import AT, TODAY, YESTERDAY, entered, password_shown, recorded
from tests.ground.cast import BEGAN, Cast

Browser = Callable[[str], Client]
DEEDS = ["password/", "close/", "open/", "second-step/"]
STRANGERS = ["alice", "carol", "sue", "mei", "bo", "ivy"]


def state() -> list[tuple[object, ...]]:
    people = Person.objects.order_by("pk").values_list("pk", "name", "username", "password", "is_active")
    roles = Membership.objects.order_by("pk").values_list("pk", "person", "role", "organisation", "place", "ends")
    return [*people, *roles, ("second steps", Authenticator.objects.count()), ("acts", len(recorded()))]


def test_an_operator_enters_a_member_of_staff_whose_role_works_at_once(cast: Cast, browser: Browser) -> None:
    oscar = browser("oscar")
    answer = entered(oscar, cast)
    made = cast["zhao.xin"]
    assert (answer.status_code, answer["Location"]) == (302, f"{AT}/people/{made.pk}/")
    held = Membership.objects.get(person=made)
    assert (held.organisation, held.role_id, held.starts, held.ends) == (
        cast.body("centre"),
        "centre_clerk",
        TODAY,
        None,
    )
    assert "赵新" in oscar.get(f"{AT}/people/?q=赵").content.decode()
    assert [kind for kind, _told in recorded()] == ["StaffEntered", "RoleGiven"]
    assert "赵新" not in str(recorded())


@pytest.mark.parametrize("who", STRANGERS)
def test_for_others_there_are_no_such_doors_and_nothing_changes(cast: Cast, browser: Browser, who: str) -> None:
    client, carol, before = browser(who), cast["carol"].pk, state()
    assert entered(client, cast).status_code == 404
    assert [client.get(f"{AT}/people/{page}").status_code for page in ("", "new/", f"{carol}/")] == [404] * 3
    assert [client.post(f"{AT}/people/{carol}/{deed}").status_code for deed in DEEDS] == [404] * 4
    assert client.post(f"{AT}/people/{carol}/name/", {"name": "别人"}).status_code == 404
    assert state() == before


def test_the_operator_of_the_next_county_reaches_nobody_here(cast: Cast, browser: Browser) -> None:
    nora, carol, before = browser("nora"), cast["carol"].pk, state()
    assert entered(nora, cast).status_code == 422
    assert nora.get(f"{AT}/people/{carol}/").status_code == 404
    assert [nora.post(f"{AT}/people/{carol}/{deed}").status_code for deed in DEEDS] == [404] * 4
    listed = nora.get(f"{AT}/people/").content.decode()
    assert "许宁" in listed
    assert "方丽" not in listed
    assert state() == before


def test_the_operator_of_a_township_reaches_no_one_of_the_county(cast: Cast, browser: Browser) -> None:
    tom, carol, before = browser("tom"), cast["carol"].pk, state()
    assert entered(tom, cast, "centre").status_code == 422
    assert [tom.post(f"{AT}/people/{carol}/{deed}").status_code for deed in DEEDS] == [404] * 4
    assert state() == before
    assert entered(tom, cast, "township").status_code == 302


@pytest.mark.parametrize("deed", [*DEEDS, "name/", "role/"])
def test_nobody_changes_themselves(cast: Cast, browser: Browser, deed: str) -> None:
    typed = {"name": "唐大", "organisation": cast.body("court").pk, "role": "judge", "starts": TODAY.isoformat()}
    TOTP.activate(cast["oscar"], generate_totp_secret())
    before = state()
    answer = browser("oscar").post(f"{AT}/people/{cast['oscar'].pk}/{deed}", typed)
    assert answer.status_code == 409
    assert "Nobody changes their own" in answer.content.decode()
    assert state() == before


def test_an_account_that_opens_another_county_too_is_not_run_from_here(cast: Cast, browser: Browser) -> None:
    """Whoever gave carol a password could otherwise work in the next county."""
    clerk = Role.objects.get(pk="coordinator")
    Membership.objects.create(person=cast["carol"], organisation=cast.body("next_centre"), role=clerk, starts=TODAY)
    before, carol = state(), cast["carol"].pk
    answers = [browser("oscar").post(f"{AT}/people/{carol}/{deed}") for deed in DEEDS]
    assert [answer.status_code for answer in answers] == [409] * 4
    assert "beyond your place" in answers[0].content.decode()
    assert state() == before


def test_a_role_of_wider_reach_keeps_a_township_operator_from_the_account(cast: Cast, browser: Browser) -> None:
    mediator, committee = Role.objects.get(pk="mediator"), cast.body("town_committee")
    Membership.objects.create(person=cast["carol"], organisation=committee, role=mediator, starts=BEGAN)
    tom, carol = browser("tom"), cast["carol"].pk
    assert tom.get(f"{AT}/people/{carol}/").status_code == 200
    assert tom.post(f"{AT}/people/{carol}/password/").status_code == 409
    assert browser("oscar").post(f"{AT}/people/{carol}/password/").status_code == 302


def test_the_account_of_who_no_longer_works_here_is_theirs_alone(cast: Cast, browser: Browser) -> None:
    Membership.objects.filter(person=cast["carol"]).update(ends=YESTERDAY)
    before = state()
    assert browser("oscar").post(f"{AT}/people/{cast['carol'].pk}/password/").status_code == 409
    assert state() == before


@pytest.mark.parametrize("who", ["bo", "zed"])
def test_a_resident_does_not_exist_for_an_operator(cast: Cast, browser: Browser, who: str) -> None:
    oscar, before = browser("oscar"), state()
    assert oscar.get(f"{AT}/people/{cast[who].pk}/").status_code == 404
    assert [oscar.post(f"{AT}/people/{cast[who].pk}/{deed}").status_code for deed in DEEDS] == [404] * 4
    assert state() == before


@pytest.mark.parametrize("username", ["carol", "CAROL", " Carol ", "a", "李雷", "no spaces", "x" * 61, "-dash", ""])
def test_a_user_name_is_plain_and_used_once(cast: Cast, browser: Browser, username: str) -> None:
    before = state()
    typed = {"name": "赵新", "organisation": cast.body("centre").pk, "role": "mediator", "starts": TODAY.isoformat()}
    answer = browser("oscar").post(f"{AT}/people/new/", {**typed, "username": username})
    assert answer.status_code in {409, 422}
    assert state() == before


def test_a_closed_account_is_signed_out_at_once_and_opens_again(cast: Cast, browser: Browser) -> None:
    oscar, carol = browser("oscar"), browser("carol")
    assert carol.get("/desk/work/").status_code == 200
    assert oscar.post(f"{AT}/people/{cast['carol'].pk}/close/").status_code == 302
    assert carol.get("/desk/work/").status_code == 302
    assert oscar.post(f"{AT}/people/{cast['carol'].pk}/password/").status_code == 409
    oscar.post(f"{AT}/people/{cast['carol'].pk}/open/")
    assert browser("carol").get("/desk/work/").status_code == 200
    assert [kind for kind, _told in recorded()] == ["AccountClosed", "AccountOpened"]


def test_a_lost_second_step_is_removed_once(cast: Cast, browser: Browser) -> None:
    TOTP.activate(cast["carol"], generate_totp_secret())
    oscar = browser("oscar")
    codes = [oscar.post(f"{AT}/people/{cast['carol'].pk}/second-step/").status_code for _again in range(2)]
    assert codes == [302, 409]
    assert not Authenticator.objects.filter(user=cast["carol"]).exists()
    assert recorded() == [("SecondFactorRemoved", {"person_id": cast["carol"].pk})]


def test_a_name_is_corrected_without_keeping_it_in_the_record(cast: Cast, browser: Browser) -> None:
    address = f"{AT}/people/{cast['carol'].pk}/name/"
    assert browser("oscar").post(address, {"name": " 方 丽丽 "}).status_code == 302
    assert cast["carol"].name == "方 丽丽"
    assert recorded() == [("NameCorrected", {"person_id": cast["carol"].pk})]


def test_the_list_is_narrowed_and_a_tampered_filter_asks_for_nothing(cast: Cast, browser: Browser) -> None:
    oscar = browser("oscar")

    def names(query: str) -> set[str]:
        text = oscar.get(f"{AT}/people/?{query}").content.decode()
        return {name for name in ("方丽", "周梅", "高原", "沈岚") if name in text}

    assert names("") == {"方丽", "周梅", "高原", "沈岚"}
    assert names("q=MEI") == {"周梅"}
    assert names(f"organisation={cast.body('court').pk}") == {"沈岚"}
    assert names("role=mediator") == {"周梅"}
    assert names("state=ended") == {"高原"}
    assert names("state=now") == {"方丽", "周梅", "沈岚"}
    assert names(f"organisation={cast.body('next_centre').pk}&role=no&state=x&after=x") == names("")
    Person.objects.filter(username="mei").update(is_active=False)
    assert names("state=closed") == {"周梅"}


def test_a_long_list_goes_on_page_by_page(cast: Cast, browser: Browser) -> None:
    mediator, body, oscar = Role.objects.get(pk="mediator"), cast.body("committee"), browser("oscar")
    people = Person.objects.bulk_create(
        [Person(name=f"甲{n:03}", username=f"u{n:03}", password="!") for n in range(60)]
    )
    Membership.objects.bulk_create(
        [Membership(person=one, organisation=body, role=mediator, starts=BEGAN) for one in people]
    )
    first = oscar.get(f"{AT}/people/?q=甲").content.decode()
    assert (first.count("data-item"), "甲059" in first, "甲009" in first) == (50, True, False)
    second = oscar.get(f"{AT}/people/?q=甲&after={people[10].pk}").content.decode()
    assert (second.count("data-item"), "甲009" in second, "甲010" in second) == (10, True, False)
    assert f"after={people[10].pk}" in first


def test_the_password_is_shown_once_to_who_made_it(cast: Cast, browser: Browser) -> None:
    oscar, olga = browser("oscar"), browser("olga")
    oscar.post(f"{AT}/people/{cast['carol'].pk}/password/")
    assert password_shown(olga, cast["carol"]) == ""
    assert password_shown(oscar, cast["max"]) == ""
    shown = password_shown(oscar, cast["carol"])
    assert cast["carol"].check_password(shown)
    assert password_shown(oscar, cast["carol"]) == ""
    assert shown not in str(recorded())
