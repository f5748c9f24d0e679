"""Invented people and companies."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random

import yaml

CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
PHONE_HEADS = ("130", "131", "132", "133", "135", "136", "137", "138", "139", "150", "151", "152", "157", "158", "159",
               "176", "177", "180", "182", "183", "186", "187", "188", "189", "191", "198", "199")  # fmt: skip
COUNTIES = tuple(f"33{city:02d}{county:02d}" for city in range(1, 12) for county in range(2, 10))
TOWNSHIPS, VILLAGES = 15, 20
ONE_CHARACTER = 0.14
A_FIRM = 0.75


@cache
def _told() -> dict[str, str]:
    file = files("concord") / "data/linkage/invented.yaml"
    return {name: str(line) for name, line in yaml.safe_load(file.read_text(encoding="utf-8")).items()}


def letters(name: str) -> str:
    """The characters of a list."""
    return _told()[name]


def words(name: str) -> list[str]:
    """The words of a list that are set apart by spaces."""
    return _told()[name].split()


def words_of(source: str) -> list[str]:
    """The ways in which a source begins and ends."""
    return _told()[source].split("|")


@cache
def _weights(name: str, steep: float) -> list[float]:
    return list(accumulate(1 / (at + steep) for at in range(len(letters(name)))))


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of no existence: the truth that sources tell with errors."""

    number: int
    name: str
    phone: str
    second_phone: str
    identity: str
    place: str


@dataclass(frozen=True, slots=True)
class Firm:
    """The other side: a company, or a person where there is no industry."""

    city: str
    fancy: str
    industry: str
    ending: str

    @property
    def full(self) -> str:
        """The name as it is registered."""
        return f"{self.city}{self.fancy}{self.industry}{self.ending}"


def a_name(chance: Random) -> str:
    """A surname and one or two characters."""
    family = chance.choices(letters("surnames"), cum_weights=_weights("surnames", 4))[0]
    given = chance.choices(
        letters("given"), cum_weights=_weights("given", 25), k=1 if chance.random() < ONE_CHARACTER else 2
    )
    return family + "".join(given)


def a_phone(chance: Random) -> str:
    """A mobile number."""
    return f"{chance.choice(PHONE_HEADS)}{chance.randrange(100_000_000):08d}"


def a_place(chance: Random) -> str:
    """A village's code; some counties are much larger than others."""
    county = COUNTIES[int(len(COUNTIES) * chance.random() ** 1.6)]
    return f"{county}{chance.randrange(1, TOWNSHIPS + 1):03d}{chance.randrange(1, VILLAGES + 1):03d}"


def an_identity(chance: Random, place: str) -> str:
    """An identity number with its check digit (GB 11643), mostly of the place."""
    county = place[:6] if chance.random() < 0.6 else chance.choice(COUNTIES)
    body = f"{county}{chance.randrange(1945, 2006)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
    body += f"{chance.randrange(1000):03d}"
    return body + CHECKS[sum(int(one) * weight for one, weight in zip(body, CHECK_WEIGHTS, strict=True)) % 11]


def someone(chance: Random, number: int) -> Someone:
    """A new person."""
    place = a_place(chance)
    return Someone(number, a_name(chance), a_phone(chance), a_phone(chance), an_identity(chance, place), place)


def relative(chance: Random, number: int, of: Someone) -> Someone:
    """Somebody of the same family: the same surname, telephone and village."""
    name = of.name[0] + a_name(chance)[1:]
    return Someone(number, name, of.phone, a_phone(chance), an_identity(chance, of.place), of.place)


def firm(chance: Random, place: str) -> Firm:
    """A company of the place's city, or a person."""
    if chance.random() > A_FIRM:
        return Firm("", a_name(chance), "", "")
    city = words("cities")[int(place[2:4]) - 1]
    fancy = "".join(chance.choices(letters("fancy"), k=2))
    return Firm(city, fancy, chance.choice(words("industries")), chance.choice(words("company_endings")))
