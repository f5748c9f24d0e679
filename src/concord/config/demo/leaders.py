"""Leaders who look at the map: of the demo county, and of the province; making them again changes nothing."""

from django.contrib.auth.hashers import make_password

from concord.config.demo.county import STARTS, described, password
from concord.core.people.models import Membership, Organisation, Person, Role

Described = dict[str, str]


def make_leaders() -> None:
    """Their bodies and accounts."""
    told = described("leaders")
    bodies: list[Described] = told["bodies"]  # type: ignore[assignment]
    accounts: list[Described] = told["accounts"]  # type: ignore[assignment]
    made = {one["key"]: _body(one) for one in bodies}
    hashed, role = make_password(password()), Role.objects.get(pk="leader")
    for one in accounts:
        person, _ = Person.objects.get_or_create(
            username=one["username"], defaults={"name": one["name"], "password": hashed}
        )
        Membership.objects.get_or_create(person=person, organisation=made[one["at"]], role=role, starts=STARTS)


def _body(told: Described) -> Organisation:
    kind = Organisation.Kind.DEPARTMENT
    return Organisation.objects.get_or_create(name=told["name"], place_id=told["place"], defaults={"kind": kind})[0]
