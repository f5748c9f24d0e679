"""The people of the benchmark: each county's centre, department, committee and mediators, and desks with tokens."""

import secrets
from datetime import date, timedelta

from django.utils.timezone import localdate

from concord.core.api.models import Token
from concord.core.people.models import Membership, Organisation, Person, Place, Role
from concord.core.people.sealed import keyed_hash
from tests.bench.desks import County, Desk

BEGAN = date(2025, 1, 1)
MEDIATORS = 8
BUSY_COUNTIES = 12
DESKS_IN_EACH = 8


def _bodies(kind: str, name: str, counties: list[str]) -> dict[str, int]:
    """A body in each county; those of a filling before are taken again."""
    there = Organisation.objects.filter(function=f"bench-{kind}", kind=kind)
    if not there.exists():
        Organisation.objects.bulk_create(
            Organisation(name=f"{code}{name}", kind=kind, function=f"bench-{kind}", place_id=code) for code in counties
        )
    return dict(there.values_list("place_id", "pk"))


def _persons(role: Role, wanted: list[tuple[str, int]], place: str | None = None) -> list[Person]:
    """Persons with a role in a body each; every name is another, because the API's rates are counted by name."""
    there = {one.username: one for one in Person.objects.filter(username__in=[name for name, _body in wanted])}
    missing = [(name, body) for name, body in wanted if name not in there]
    made = Person.objects.bulk_create(Person(name=name, username=name, password="!") for name, _body in missing)
    Membership.objects.bulk_create(
        Membership(person=person, organisation_id=body, role=role, starts=BEGAN, place_id=place)
        for person, (_name, body) in zip(made, missing, strict=True)
    )
    there |= {one.username: one for one in made}
    return [there[name] for name, _body in wanted]


def make_counties() -> list[County]:
    """Every county of the province with its bodies and mediators."""
    codes = list(Place.objects.filter(level=Place.Level.COUNTY).order_by("code").values_list("code", flat=True))
    centres = _bodies(Organisation.Kind.CENTRE, "社会治理中心（测速）", codes)
    departments = _bodies(Organisation.Kind.DEPARTMENT, "人社局（测速）", codes)
    committees = _bodies(Organisation.Kind.COMMITTEE, "调委会（测速）", codes)
    wanted = [(f"调解员{code}-{n}", committees[code]) for code in codes for n in range(MEDIATORS)]
    people = [person.pk for person in _persons(Role.objects.get(pk="mediator"), wanted)]
    groups = [tuple(people[at : at + MEDIATORS]) for at in range(0, len(people), MEDIATORS)]
    return [
        County(code, centres[code], departments[code], committees[code], group)
        for code, group in zip(codes, groups, strict=True)
    ]


def _tokens(people: list[Person]) -> list[str]:
    keys = [secrets.token_urlsafe(32) for _person in people]
    Token.objects.bulk_create(
        Token(person=person, name="bench", key_hash=keyed_hash(f"token:{key}"), expires_on=localdate() + timedelta(9))
        for person, key in zip(people, keys, strict=True)
    )
    return keys


def make_desks(counties: list[County]) -> list[Desk]:
    """Desks in the counties named, more than there are users, so that no one comes near the API's rate for a person."""
    seats = [(county, n) for n in range(DESKS_IN_EACH) for county in counties]
    roles = {role.pk: role for role in Role.objects.all()}
    coordinators = _persons(roles["coordinator"], [(f"协调员{c.code}-{n}", c.centre) for c, n in seats])
    handlers = _persons(roles["department_handler"], [(f"承办人{c.code}-{n}", c.department) for c, n in seats])
    return [
        Desk(county.code, county.department, *keys)
        for (county, _n), *keys in zip(seats, _tokens(coordinators), _tokens(handlers), strict=True)
    ]


def make_supervisor(county: County) -> str:
    """The token of someone who may see every dispute of the province: the widest list there is."""
    return _tokens(_persons(Role.objects.get(pk="supervisor"), [("省督查员", county.centre)], place="33"))[0]


def make_lookers(counties: list[County]) -> dict[str, list[str]]:
    """Tokens of people of each width: a mediator's own matters, a department's, a county's, a city's, a province's."""
    roles = {role.pk: role for role in Role.objects.all()}
    busy = counties[:BUSY_COUNTIES]
    mediators = list(Person.objects.filter(pk__in=[one for county in busy for one in county.mediators]))
    handlers = _persons(roles["department_handler"], [(f"看件承办人{c.code}", c.department) for c in busy])
    coordinators = _persons(roles["coordinator"], [(f"看件协调员{c.code}", c.centre) for c in busy])
    places = {"city": ("3301", "市督查员"), "province": ("33", "全省督查员")}
    wide = {
        width: _persons(roles["supervisor"], [(f"{name}{n}", counties[0].centre) for n in range(8)], place=place)
        for width, (place, name) in places.items()
    }
    people = {"mediator": mediators, "department": handlers, "county": coordinators} | wide
    return {width: _tokens(persons) for width, persons in people.items()}
