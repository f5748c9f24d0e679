"""The organisations, duties and people of the demo county; making them again changes nothing."""

import os
import random
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from django.contrib.auth.hashers import make_password

from concord.core.people.models import Duty, Membership, Organisation, Person, Place, Role, SkillProfile
from concord.engines.text.taxonomy import taxonomy

STARTS = date(2025, 1, 1)


@cache
def described(name: str) -> dict[str, object]:
    """One of the demo's data files."""
    return dict(yaml.safe_load((files("concord") / f"data/demo/{name}.yaml").read_text(encoding="utf-8")))


def password() -> str:
    """The password of all demo accounts."""
    return os.environ.get("CONCORD_DEMO_PASSWORD", "concord-demo-2026")


def a_name(dice: random.Random) -> str:
    """An invented name."""
    told = described("county")
    surname, given = dice.choice(str(told["surnames"])), dice.sample(str(told["given"]), dice.choice([1, 2, 2]))
    return surname + "".join(given)


def a_phone(number: int) -> str:
    """A number of a range kept for the demo; no message leaves the machine for it."""
    return f"1990000{number % 10000:04d}"


@dataclass(frozen=True, slots=True)
class County:
    """What the stories need to know of the county."""

    place: Place
    centre: Organisation
    bodies: dict[str, Organisation]
    villages: list[Place]

    def person(self, role: str) -> Person:
        """The first demo account with a role in this county."""
        inside = Membership.objects.filter(role=role, organisation__place__code__startswith=self.place.pk)
        return inside.exclude(person__username=None).order_by("pk")[0].person


def _body(kind: str, place: Place, **facts: str) -> Organisation:
    name = facts.pop("name")
    made, _ = Organisation.objects.get_or_create(name=name, place=place, defaults={"kind": kind, **facts})
    return made


def _organisations(told: dict[str, object], place: Place) -> dict[str, Organisation]:
    kinds = Organisation.Kind
    bodies = {"centre": _body(kinds.CENTRE, place, **told["centre"])}  # type: ignore[arg-type]
    bodies["court"] = _body(kinds.COURT, place, **told["court"])  # type: ignore[arg-type]
    bodies["law_firm"] = _body(kinds.LAW_FIRM, place, **told["law_firm"])  # type: ignore[arg-type]
    for kind, listed in ((kinds.DEPARTMENT, "departments"), (kinds.COMMITTEE, "committees")):
        for one in told[listed]:  # type: ignore[attr-defined]
            bodies[one["function"]] = _body(kind, place, **one)
    for township in place.children.order_by("code"):
        platform = _body(kinds.TOWNSHIP, township, name=f"{township.name}社会治理中心", function="township")
        bodies.setdefault("township", platform)
        bodies[township.pk] = _body(kinds.COMMITTEE, township, name=f"{township.name}人民调解委员会")
    told_neighbour: dict[str, str] = told["neighbour"]  # type: ignore[assignment]
    other = Place.objects.get(pk=told_neighbour["county"])
    bodies["neighbour"] = _body(kinds.CENTRE, other, name=told_neighbour["centre"])
    return bodies


def _duties(place: Place, bodies: dict[str, Organisation]) -> None:
    """The county's responsibility list: each item's departments as the taxonomy names them."""
    wanted = []
    for item in taxonomy().items.values():
        for part, named in (("lead", item.lead_departments), ("joint", item.co_departments)):
            wanted += [
                Duty(organisation=bodies[one], topic=item.id, place=place, part=part, basis="演示责任清单")
                for one in named
                if one in bodies
            ]
    Duty.objects.bulk_create(wanted, ignore_conflicts=True)


def _accounts(bodies: dict[str, Organisation]) -> None:
    hashed = make_password(password())
    for one in described("accounts")["accounts"]:  # type: ignore[attr-defined]
        person, _ = Person.objects.get_or_create(
            username=one["username"], defaults={"name": one["name"], "password": hashed}
        )
        if "in" not in one:  # the others work in a place that is made later (`grids`)
            Membership.objects.get_or_create(
                person=person, organisation=bodies[one["at"]], role=Role.objects.get(pk=one["role"]), starts=STARTS
            )


def _mediators(dice: random.Random, bodies: dict[str, Organisation]) -> None:
    """Two mediators in each committee, skilled in what it is for."""
    role, hashed = Role.objects.get(pk="mediator"), make_password(password())
    by_committee: dict[str, list[str]] = {}
    for item in taxonomy().items.values():
        by_committee.setdefault(item.committee or "", []).append(item.id)
    for key, body in bodies.items():
        if body.kind != Organisation.Kind.COMMITTEE:
            continue
        for number in (1, 2):
            person, fresh = Person.objects.get_or_create(
                username=f"mediator-{key.lower()}-{number}", defaults={"name": a_name(dice), "password": hashed}
            )
            Membership.objects.get_or_create(person=person, organisation=body, role=role, starts=STARTS)
            topics = by_committee.get(key) or dice.sample(sorted(taxonomy().items), 8)
            if fresh:
                SkillProfile.objects.create(person=person, topics=topics, languages=["普通话", "杭州话"], most_open=25)


def make_county(dice: random.Random) -> County:
    """The demo county with its organisations, duties and people."""
    told = described("county")
    place = Place.objects.get(pk=told["county"])
    bodies = _organisations(told, place)
    _duties(place, bodies)
    _accounts(bodies)
    _mediators(dice, bodies)
    villages = list(Place.objects.filter(parent__parent=place, level=Place.Level.VILLAGE).order_by("code"))
    return County(place, bodies["centre"], bodies, villages)
