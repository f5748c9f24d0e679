"""The first operator of a place comes from the machine itself, and so does help when no other operator is left."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from typer.testing import CliRunner

from concord.config.cli import command_line
from concord.core.people.access import may_in
from concord.core.people.models import Membership, Organisation, Person
from concord.core.staffing.tests.doors import recorded
from tests.ground.cast import NEXT_COUNTY, Cast

PLACE = ["--place", NEXT_COUNTY, "--organisation", "西湖区数据局"]


def told(*words: str) -> tuple[int, str]:
    """What `concord operator …` answers: exit code and words."""
    answer = CliRunner().invoke(command_line(["operator", "law"]), ["operator", *words])

    return answer.exit_code, answer.output


def password_in(words: str) -> str:
    return re.findall(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", words)[0]


def test_the_first_operator_of_a_county_is_entered_with_their_organisation(cast: Cast) -> None:
    code, words = told("enter", "li.ming", "李明", *PLACE)
    person = Person.objects.get(username="li.ming")
    assert code == 0
    assert person.check_password(password_in(words))
    assert person.one_time_until is not None
    assert may_in(person, "manage_people", NEXT_COUNTY)
    assert not may_in(person, "manage_people", cast.county)
    assert [kind for kind, _told in recorded()] == ["OrganisationAdded", "StaffEntered", "RoleGiven"]


@pytest.mark.parametrize(
    "words", [["carol", "李明", *PLACE], ["李", "李明", *PLACE], ["li.ming", "李明", "--place", "99", *PLACE[2:]]]
)
def test_what_cannot_be_entered_is_refused_and_leaves_nothing(cast: Cast, words: list[str]) -> None:
    before = (Person.objects.count(), Organisation.objects.count(), Membership.objects.count())
    assert told("enter", *words)[0] == 1
    assert (Person.objects.count(), Organisation.objects.count(), Membership.objects.count()) == before


def test_an_operator_who_is_locked_out_is_let_in_again(cast: Cast) -> None:
    TOTP.activate(cast["oscar"], generate_totp_secret())
    Person.objects.filter(username="oscar").update(is_active=False)
    code, words = told("let-in", "oscar")
    assert code == 0
    assert cast["oscar"].is_active
    assert cast["oscar"].check_password(password_in(words))
    assert not Authenticator.objects.filter(user=cast["oscar"]).exists()


@pytest.mark.parametrize("who", ["carol", "ivy", "bo", "nobody"])
def test_nobody_else_is_let_in_from_there(cast: Cast, who: str) -> None:
    code, words = told("let-in", who)
    assert (code, "no systems operator" in words) == (1, True)
    assert not Person.objects.exclude(one_time_until=None).exists()
