"""The second demo county: the bodies and people of the drain between two villages; making it again changes nothing."""

from django.contrib.auth.hashers import make_password

from concord.config.demo.county import STARTS, described, password
from concord.core.matters.grids import make_grid
from concord.core.people.models import Duty, Membership, Organisation, Person, Place, Role

Described = dict[str, str]


def _body(told: Described, county: str) -> Organisation:
    found, _ = Organisation.objects.get_or_create(
        name=told["name"],
        place_id=told.get("place", county),
        defaults={"kind": told["kind"], "function": told.get("function", "")},
    )
    return found


def _grid(village: str, name: str) -> Place:
    """The grid of the village, made by the deed that operators use."""
    found = Place.objects.filter(parent=village, name=name).first()
    return found or make_grid(village, name=name, by=Person.objects.get(username="xj-operator"))


def _account(told: Described, body: Organisation, hashed: str) -> Person:
    person, _ = Person.objects.get_or_create(
        username=told["username"], defaults={"name": told["name"], "password": hashed}
    )
    if "in" not in told:  # who works in the grid gets the role when the grid is made
        Membership.objects.get_or_create(
            person=person, organisation=body, role=Role.objects.get(pk=told["role"]), starts=STARTS
        )
    return person


def make_xianju() -> None:
    """Bodies, duties, accounts and one grid of 仙居县."""
    told = described("xianju")
    county, village = str(told["county"]), str(told["village"])
    bodies = {one["key"]: _body(one, county) for one in told["bodies"]}  # type: ignore[attr-defined]
    for topic, named in told["duties"].items():  # type: ignore[attr-defined]
        Duty.objects.bulk_create(
            (
                Duty(organisation=bodies[key], topic=topic, place_id=county, part=part, basis="演示责任清单")
                for part, keys in named.items()
                for key in keys
            ),
            ignore_conflicts=True,
        )
    hashed = make_password(password())
    accounts: list[Described] = told["accounts"]  # type: ignore[assignment]
    people = {one["username"]: _account(one, bodies[one["at"]], hashed) for one in accounts}
    grid = _grid(village, str(told["grid"]))
    for one in accounts:
        if "in" in one:
            role = Role.objects.get(pk=one["role"])
            Membership.objects.get_or_create(
                person=people[one["username"]],
                organisation=bodies[one["at"]],
                role=role,
                starts=STARTS,
                defaults={"place": grid},
            )
