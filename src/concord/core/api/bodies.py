"""Organisations and duties by JSON: the responsibility list as the operator keeps it (K2, D5)."""

from typing import Literal

from ninja import Field, Query, Router, Schema

from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Done, Given, Id, PlaceCode, Text
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Duty, Organisation, Place
from concord.core.staffing.access import bodies_run_by
from concord.core.staffing.selectors import bodies_of, duties_of
from concord.core.staffing.services.bodies import (
    Contact,
    add_duty,
    add_organisation,
    change_organisation,
    end_duty,
    topics,
)

router = Router(tags=["people"], auth=signed_in)


class OrganisationShown(Schema):
    """A body with duties, and how it is reached."""

    id: int
    name: str
    kind: str
    function: str
    place: str
    phone: str
    address: str
    hours: str


class OrganisationsAsked(PageAsked):
    """Which organisations: by a part of the name and by kind."""

    q: Text = Field("", max_length=60)
    kind: Text = Field("", max_length=20)


class ContactGiven(Given):
    """What an organisation is called, and how residents reach it."""

    name: Text = Field(min_length=1, max_length=160)
    phone: Text = Field("", max_length=40)
    address: Text = Field("", max_length=200)
    hours: Text = Field("", max_length=120)

    def contact(self) -> Contact:
        """How it is reached."""
        return Contact(phone=self.phone, address=self.address, hours=self.hours)


class OrganisationGiven(ContactGiven):
    """A new organisation; `function` is a department or committee of the taxonomy."""

    kind: Text = Field(min_length=1, max_length=20, examples=["department"])
    function: Text = Field("", max_length=40, examples=["hrss"])
    place: PlaceCode


class DutyShown(Schema):
    """What an organisation leads or joins in: a category or an item, in a place and below, and on what basis."""

    id: int
    organisation: int
    organisation_name: str
    topic: str
    topic_name: str
    place: str
    part: str
    basis: str


class DutiesAsked(PageAsked):
    """Which duties: by category or item, and by organisation."""

    topic: Text = Field("", max_length=20)
    organisation: Id | None = None


class DutyGiven(Given):
    """A new duty."""

    organisation: Id
    topic: Text = Field(min_length=1, max_length=20, examples=["C08-1"])
    place: PlaceCode
    part: Literal["lead", "joint"] = "lead"
    basis: Text = Field("", max_length=200)


def _body(one: Organisation) -> OrganisationShown:
    names = ("name", "kind", "function", "phone", "address", "hours")
    return OrganisationShown.model_validate(
        {"id": one.pk, "place": one.place_id, **{name: getattr(one, name) for name in names}}
    )


def _duty(one: Duty) -> DutyShown:
    return DutyShown(
        id=one.pk,
        organisation=one.organisation_id,
        organisation_name=one.organisation.name,
        topic=one.topic,
        topic_name=topics().get(one.topic, ""),
        place=one.place_id,
        part=one.part,
        basis=one.basis,
    )


@router.get("/organisations", response=Page[OrganisationShown])
def organisations(request: SignedInRequest, asked: Query[OrganisationsAsked]) -> Page[OrganisationShown]:
    """The organisations of my place."""
    require(request.user, "manage_people")
    found = bodies_of(request.user, q=asked.q, kind=asked.kind)
    return page_of(found, asked, _body, of="organisations", newest_first=False)


@router.post("/organisations", response={201: OrganisationShown})
@made_once
def new_organisation(request: SignedInRequest, said: OrganisationGiven) -> OrganisationShown:
    """Add an organisation in my place."""
    require(request.user, "manage_people")
    place = Place.objects.get(pk=said.place)
    made = add_organisation(
        name=said.name,
        kind=said.kind,
        function=said.function,
        place=place,
        contact=said.contact(),
        by=request.user,
    )
    return _body(made)


@router.post("/organisations/{int:pk}", response=OrganisationShown)
@once
def organisation(request: SignedInRequest, pk: Id, said: ContactGiven) -> OrganisationShown:
    """Change how an organisation is called and reached."""
    return _body(change_organisation(pk, name=said.name, contact=said.contact(), by=request.user))


@router.get("/duties", response=Page[DutyShown])
def duties(request: SignedInRequest, asked: Query[DutiesAsked]) -> Page[DutyShown]:
    """The responsibility list of my place."""
    require(request.user, "manage_people")
    body = bodies_run_by(request.user).get(pk=asked.organisation) if asked.organisation else None
    found = duties_of(request.user, topic=asked.topic, organisation=body)
    return page_of(found, asked, _duty, of="duties", newest_first=False)


@router.post("/duties", response={201: DutyShown})
@made_once
def new_duty(request: SignedInRequest, said: DutyGiven) -> DutyShown:
    """Let an organisation of my place lead, or join in, a kind of matter."""
    body = bodies_run_by(request.user).get(pk=said.organisation)
    place = Place.objects.get(pk=said.place)
    made = add_duty(organisation=body, topic=said.topic, place=place, part=said.part, basis=said.basis, by=request.user)
    return _duty(made)


@router.post("/duties/{int:pk}/end", response=Done)
@once
def stop_duty(request: SignedInRequest, pk: Id) -> Done:
    """End a duty."""
    end_duty(pk, by=request.user)
    return Done()
