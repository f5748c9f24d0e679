"""The bodies and people of the agenda's benchmark: a city's counties with departments, townships and their staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concord.core.people.models import Membership, Organisation, Person, Place, Role

CITY = "3301"
BEGAN = date(2025, 1, 1)
PEOPLE_IN_EACH = 5
# The bodies that the 62 granules name come first, since they have most to do; then those of any county.
FUNCTIONS = ("court", "police", "procuratorate", "bank", "natres", "market", "tax", "hrss", "finance_reg", "transport",
             "housing", "justice", "letters", "water", "civil", "health", "education", "urban", "emergency", "ecology",
             "agriculture", "culture", "veterans", "audit", "statistics", "data", "inspection", "discipline", "centre",
             "press")  # fmt: skip
KINDS = {"court": "court", "procuratorate": "procuratorate", "bank": "bank", "centre": "centre"}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of a county with the people who do its steps."""

    pk: int
    county: str
    people: tuple[int, ...]


def make_bodies() -> list[Body]:
    """Every county of the city with its departments, every township with its platform, and their people."""
    counties = list(Place.objects.filter(level=Place.Level.COUNTY, code__startswith=CITY).order_by("code"))
    made = Organisation.objects.bulk_create(one for county in counties for one in _of_county(county.code))
    people = Person.objects.bulk_create(
        Person(name=f"承办{body.pk}-{n}", username=f"bench-{body.pk}-{n}", password="!")
        for body in made
        for n in range(PEOPLE_IN_EACH)
    )
    handler, coordinator = Role.objects.get(pk="department_handler"), Role.objects.get(pk="coordinator")
    Membership.objects.bulk_create(
        Membership(
            person=person,
            organisation=made[at // PEOPLE_IN_EACH],
            role=coordinator if made[at // PEOPLE_IN_EACH].kind == "centre" else handler,
            starts=BEGAN,
        )
        for at, person in enumerate(people)
    )
    keys = [one.pk for one in people]
    return [
        Body(body.pk, body.place_id[:6], tuple(keys[at * PEOPLE_IN_EACH : (at + 1) * PEOPLE_IN_EACH]))
        for at, body in enumerate(made)
    ]


def _of_county(code: str) -> Iterator[Organisation]:
    for function in FUNCTIONS:
        kind = KINDS.get(function, "department")
        yield Organisation(name=f"{code}{function}（测速）", kind=kind, function=function, place_id=code)
    townships = Place.objects.filter(level=Place.Level.TOWNSHIP, code__startswith=code).order_by("code")
    for place in townships:
        yield Organisation(name=f"{place.name}（测速）", kind="township", function="township", place_id=place.code)
