"""People by JSON: who works where, in which role and when; their accounts as the operator keeps them (K2, K8)."""

from datetime import date, datetime
from typing import Literal

from allauth.mfa.utils import is_mfa_enabled
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Day, Given, Id, PlaceCode, Text
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Membership, Person, Place, Role
from concord.core.staffing.access import bodies_run_by
from concord.core.staffing.selectors import PeopleWanted, people_of, person_shown
from concord.core.staffing.services import accounts
from concord.core.staffing.services.roles import Post, end_role, give_role

router = Router(tags=["people"], auth=signed_in)


class RoleOffered(Schema):
    """A role: a named bundle of capabilities, and how far they reach."""

    code: str
    name: str
    reach: str
    capabilities: list[str]


class RoleHeld(Schema):
    """A role that a person holds, held or will hold; the last day is null while no end is known."""

    id: int
    organisation: int
    organisation_name: str
    role: str
    role_name: str
    place: str
    starts: date
    ends: date | None


class PersonShown(Schema):
    """A member of staff: user name, whether the account is open, and until when a one-time password opens it."""

    id: int
    name: str
    username: str | None
    is_open: bool
    one_time_until: datetime | None


class PersonRow(PersonShown):
    """A member of staff in a list, with the roles held in the asker's place."""

    roles: list[RoleHeld]


class PersonWhole(PersonRow):
    """A member of staff, and whether the asker may change the account."""

    has_second_step: bool
    works_elsewhere: bool
    may_change_account: bool


class PersonEntered(PersonShown):
    """A member of staff with a one-time password, which is shown this once."""

    one_time_password: str


class PeopleAsked(PageAsked):
    """Which people: by a part of the name or the beginning of the user name, by organisation, role and state."""

    q: Text = Field("", max_length=60)
    organisation: Id | None = None
    role: Text = Field("", max_length=40)
    state: Literal["", "now", "ended", "closed"] = ""


class RoleWanted(Given):
    """A role in an organisation; without a place, for its whole place; without a last day, until it is ended."""

    organisation: Id
    role: Text = Field(min_length=1, max_length=40, examples=["centre_clerk"])
    place: PlaceCode | None = None
    starts: Day
    ends: Day | None = None


class StaffWanted(RoleWanted):
    """A new member of staff with a first role."""

    name: Text = Field(min_length=1, max_length=80)
    username: Text = Field(min_length=2, max_length=60, examples=["chen.liqun"])


class NameGiven(Given):
    """What a person is called."""

    name: Text = Field(min_length=1, max_length=80)


class LastDayGiven(Given):
    """The last day of a role; yesterday ends it at once."""

    last_day: Day


def _held(one: Membership) -> RoleHeld:
    return RoleHeld(
        id=one.pk,
        organisation=one.organisation_id,
        organisation_name=one.organisation.name,
        role=one.role_id,
        role_name=one.role.name,
        place=one.place_id or one.organisation.place_id,
        starts=one.starts,
        ends=one.ends,
    )


def _person(one: Person) -> dict[str, object]:
    return {
        "id": one.pk,
        "name": one.name,
        "username": one.username,
        "is_open": one.is_active,
        "one_time_until": one.one_time_until,
    }


def _row(one: Person) -> PersonRow:
    held: list[Membership] = one.held  # type: ignore[attr-defined]  # people_of put them there
    return PersonRow(**_person(one), roles=[_held(role) for role in held])  # type: ignore[arg-type]


def _shown(one: Person) -> PersonShown:
    return PersonShown.model_validate(_person(one))


def _entered(one: accounts.Entered) -> PersonEntered:
    return PersonEntered.model_validate({**_person(one.person), "one_time_password": one.password})


def _post(request: SignedInRequest, said: RoleWanted) -> Post:
    """The post that is meant; an organisation of another place, or a role or place in no list, does not exist."""
    return Post(
        organisation=bodies_run_by(request.user).select_related("place").get(pk=said.organisation),
        role=Role.objects.get(pk=said.role),
        place=Place.objects.get(pk=said.place) if said.place else None,
        starts=said.starts,
        ends=said.ends,
    )


@router.get("/roles", response=list[RoleOffered])
def roles(request: SignedInRequest) -> list[Role]:
    """The roles that can be given."""
    require(request.user, "manage_people")
    return list(Role.objects.order_by("code"))


@router.get("/people", response=Page[PersonRow])
def people(request: SignedInRequest, asked: Query[PeopleAsked]) -> Page[PersonRow]:
    """The members of staff of my place, newest first."""
    require(request.user, "manage_people")
    body = bodies_run_by(request.user).get(pk=asked.organisation) if asked.organisation else None
    wanted = PeopleWanted(q=asked.q, organisation=body, role=asked.role, state=asked.state)
    return page_of(people_of(request.user, wanted, localdate()), asked, _row, of="people")


@router.post("/people", response={201: PersonEntered})
@made_once
def enter(request: SignedInRequest, said: StaffWanted) -> PersonEntered:
    """Enter a member of staff with a first role; the answer holds a one-time password."""
    made = accounts.enter_staff(
        name=said.name, username=said.username, post=_post(request, said), by=request.user, today=localdate()
    )
    return _entered(made)


@router.get("/people/{int:pk}", response=PersonWhole)
def person(request: SignedInRequest, pk: Id) -> PersonWhole:
    """One member of staff."""
    found = person_shown(pk, request.user, localdate())
    return PersonWhole.model_validate(
        {
            **_person(found.person),
            "roles": [_held(role) for role in found.roles],
            "has_second_step": is_mfa_enabled(found.person),
            "works_elsewhere": found.elsewhere,
            "may_change_account": found.may_run,
        }
    )


@router.post("/people/{int:pk}/roles", response={201: RoleHeld})
@made_once
def give(request: SignedInRequest, pk: Id, said: RoleWanted) -> RoleHeld:
    """Give a member of staff another role."""
    return _held(give_role(pk, post=_post(request, said), by=request.user, today=localdate()))


@router.post("/people/roles/{int:pk}/end", response=RoleHeld)
@once
def end(request: SignedInRequest, pk: Id, said: LastDayGiven) -> RoleHeld:
    """Set the last day of a role."""
    return _held(end_role(pk, last_day=said.last_day, by=request.user, today=localdate()))


@router.post("/people/{int:pk}/name", response=PersonShown)
@once
def rename(request: SignedInRequest, pk: Id, said: NameGiven) -> PersonShown:
    """Correct a person's name."""
    return _shown(accounts.correct_name(pk, name=said.name, by=request.user, today=localdate()))


@router.post("/people/{int:pk}/password", response=PersonEntered)
@once
def password(request: SignedInRequest, pk: Id) -> PersonEntered:
    """Give a one-time password to who forgot theirs; the answer holds it."""
    return _entered(accounts.renew_password(pk, by=request.user, today=localdate()))


@router.post("/people/{int:pk}/close", response=PersonShown)
@once
def close(request: SignedInRequest, pk: Id) -> PersonShown:
    """Close an account."""
    return _shown(accounts.close_account(pk, by=request.user, today=localdate()))


@router.post("/people/{int:pk}/open", response=PersonShown)
@once
def reopen(request: SignedInRequest, pk: Id) -> PersonShown:
    """Open an account again."""
    return _shown(accounts.open_account(pk, by=request.user, today=localdate()))


@router.post("/people/{int:pk}/second-step/remove", response=PersonShown)
@once
def remove_second_step(request: SignedInRequest, pk: Id) -> PersonShown:
    """Remove a lost second step."""
    return _shown(accounts.remove_second_factor(pk, by=request.user, today=localdate()))
