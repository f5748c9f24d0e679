"""A role works from its first day to its last, where the operator may give it, and nowhere else (K2)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from concord.core.people import access
from concord.core.people.access import may, may_in
from concord.core.people.models import Membership
from concord.core.staffing.tests.doors import AT, TODAY, TOMORROW, YESTERDAY, recorded, role_at
from tests.ground.cast import NEXT_COUNTY, Cast

Browser = Callable[[str], Client]
VILLAGE = "330105001051"


def give(client: Client, cast: Cast, body: str = "centre", role: str = "coordinator", **more: object) -> int:
    """Give carol, a clerk, another role."""
    address = f"{AT}/people/{cast['carol'].pk}/role/"
    return client.post(address, role_at(cast, body, role, **more)).status_code


def end(client: Client, held: Membership, day: object) -> int:
    return client.post(f"{AT}/roles/{held.pk}/end/", {"last_day": str(day)}).status_code


def roles_of(cast: Cast, who: str = "carol") -> list[tuple[object, ...]]:
    rows = Membership.objects.filter(person=cast[who]).order_by("pk")
    return list(rows.values_list("role", "organisation", "place", "starts", "ends"))


def test_a_role_given_works_at_once(cast: Cast, browser: Browser) -> None:
    assert not may(cast["carol"], "assign_mediator")
    assert give(browser("oscar"), cast) == 302
    assert may_in(cast["carol"], "assign_mediator", cast.county)
    kind, told = recorded()[-1]
    assert (kind, told["role"], told["place_id"], told["starts"]) == ("RoleGiven", "coordinator", "330105", str(TODAY))


def test_a_role_for_a_part_of_the_place_works_there_only(cast: Cast, browser: Browser) -> None:
    assert give(browser("oscar"), cast, place=cast.township) == 302
    assert may_in(cast["carol"], "assign_mediator", VILLAGE)
    assert not may_in(cast["carol"], "assign_mediator", cast.county)


def test_a_role_works_on_its_last_day_and_not_after(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(browser("oscar"), cast, starts=TOMORROW, ends=TOMORROW + timedelta(days=1))
    works = {}
    for days in range(4):
        day = TODAY + timedelta(days=days)
        monkeypatch.setattr(access, "localdate", lambda day=day: day)
        works[days] = may(cast["carol"], "assign_mediator")
    assert works == {0: False, 1: True, 2: True, 3: False}


@pytest.mark.parametrize("who", ["alice", "carol", "sue", "nora", "ivy"])
def test_nobody_else_gives_or_ends_a_role(cast: Cast, browser: Browser, who: str) -> None:
    client, before = browser(who), roles_of(cast)
    held = Membership.objects.get(person=cast["carol"])
    assert give(client, cast) == 404
    assert end(client, held, TODAY) == 404
    assert client.get(f"{AT}/roles/{held.pk}/end/").status_code == 404
    assert (roles_of(cast), recorded()) == (before, [])


@pytest.mark.parametrize(
    ("body", "more", "answer"),
    [
        ("next_centre", {}, 422),  # an organisation of another county is in no list
        ("centre", {"organisation": 10**12}, 422),
        ("centre", {"role": "emperor"}, 422),
        ("centre", {"place": NEXT_COUNTY}, 409),  # the next county
        ("centre", {"place": "33"}, 409),  # the whole province
        ("town_committee", {"place": "330105"}, 409),  # wider than the organisation
        ("centre", {"starts": "2026-02-30"}, 422),
        ("centre", {"starts": YESTERDAY}, 409),
        ("centre", {"ends": YESTERDAY}, 409),
        ("centre", {"role": "centre_clerk"}, 409),  # held already
    ],
)
def test_no_role_is_given_beyond_the_place_or_against_the_calendar(
    cast: Cast, browser: Browser, body: str, more: dict[str, object], answer: int
) -> None:
    before = roles_of(cast)
    typed = {**role_at(cast, body, "coordinator"), **more}
    told = browser("oscar").post(f"{AT}/people/{cast['carol'].pk}/role/", typed)
    assert told.status_code == answer, told.content.decode()
    assert (roles_of(cast), recorded()) == (before, [])


def test_a_township_operator_hands_out_no_county(cast: Cast, browser: Browser) -> None:
    give(browser("oscar"), cast, "township", "centre_clerk")
    before = roles_of(cast)
    tom = browser("tom")
    assert give(tom, cast, "centre") == 422
    assert give(tom, cast, "township", place=cast.county) == 409
    assert roles_of(cast) == before
    assert give(tom, cast, "township") == 302


def test_the_same_role_is_given_again_after_it_has_ended(cast: Cast, browser: Browser) -> None:
    oscar = browser("oscar")
    assert end(oscar, Membership.objects.get(person=cast["carol"]), YESTERDAY) == 302
    assert not may(cast["carol"], "register_dispute")
    assert give(oscar, cast, role="centre_clerk") == 302
    assert may(cast["carol"], "register_dispute")


def test_a_role_ends_on_its_day_and_is_recorded(cast: Cast, browser: Browser) -> None:
    oscar, held = browser("oscar"), Membership.objects.get(person=cast["carol"])
    assert end(oscar, held, TODAY) == 302
    assert may(cast["carol"], "register_dispute")
    assert end(oscar, held, YESTERDAY) == 302
    assert not may(cast["carol"], "register_dispute")
    assert [(kind, told["last_day"]) for kind, told in recorded()] == [
        ("RoleEnded", str(TODAY)),
        ("RoleEnded", str(YESTERDAY)),
    ]


@pytest.mark.parametrize("day", [YESTERDAY - timedelta(days=1), TOMORROW + timedelta(days=9), "2026-02-30", ""])
def test_the_past_is_not_rewritten_and_no_end_is_put_off(cast: Cast, browser: Browser, day: object) -> None:
    held = Membership.objects.get(person=cast["carol"])
    Membership.objects.filter(pk=held.pk).update(ends=TOMORROW)
    before = roles_of(cast)
    assert end(browser("oscar"), held, day) in {409, 422}
    assert (roles_of(cast), recorded()) == (before, [])


def test_a_role_that_is_over_stays_over(cast: Cast, browser: Browser) -> None:
    over = Membership.objects.get(person=cast["otto"])
    assert end(browser("oscar"), over, TODAY) == 409
    assert end(browser("oscar"), over, YESTERDAY) == 409


def test_a_role_that_never_began_is_taken_back(cast: Cast, browser: Browser) -> None:
    oscar, before = browser("oscar"), roles_of(cast)
    give(oscar, cast, starts=TOMORROW)
    assert end(oscar, Membership.objects.get(person=cast["carol"], starts=TOMORROW), TODAY) == 302
    assert roles_of(cast) == before
    assert [kind for kind, _told in recorded()] == ["RoleGiven", "RoleEnded"]


def test_nobody_ends_their_own_role_so_that_a_place_keeps_an_operator(cast: Cast, browser: Browser) -> None:
    held = Membership.objects.get(person=cast["oscar"])
    assert end(browser("oscar"), held, YESTERDAY) == 409
    assert end(browser("olga"), held, YESTERDAY) == 302
    assert browser("oscar").get(f"{AT}/people/").status_code == 404
