"""The fixed cast: the same few people in every test, so that a reader knows at once who is wronged.

They live in the ready database; `cast["alice"]` fetches a person, `cast.centre` an organisation.
"""

import csv
import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import translation
from django.utils.timezone import localdate

from concord.core.people.load import load_roles
from concord.core.people.models import Duty, Membership, Organisation, Person, Place, Role, SkillProfile
from concord.core.people.sealed import keyed_hash
from concord.engines.text.taxonomy import taxonomy

COUNTY = "330105"
NEXT_COUNTY = "330106"
TOWNSHIP = "330105001"
PASSWORD = "concord-tests-2026"
BEGAN = date(2025, 1, 1)

BODIES = {
    "centre": ("centre", "", COUNTY, "拱墅区社会治理中心"),
    "labour": ("department", "hrss", COUNTY, "区人力资源和社会保障局"),
    "housing": ("department", "housing", COUNTY, "区住房和城乡建设局"),
    "committee": ("committee", "K03", COUNTY, "区劳动争议人民调解委员会"),
    "town_committee": ("committee", "", TOWNSHIP, "米市巷街道人民调解委员会"),
    "township": ("township", "township", TOWNSHIP, "米市巷街道社会治理中心"),
    "court": ("court", "court", COUNTY, "拱墅区人民法院"),
    "next_centre": ("centre", "", NEXT_COUNTY, "西湖区社会治理中心"),
}

# Who · name · role · at which body.
STAFF = {
    "alice": ("陈立群", "coordinator", "centre"),
    "carol": ("方丽", "centre_clerk", "centre"),
    "hugo": ("孙倩", "hotline_operator", "centre"),
    "mei": ("周梅", "mediator", "committee"),
    "max": ("吴建", "mediator", "committee"),
    "head": ("吴国平", "committee_head", "committee"),
    "dora": ("郑晓东", "department_handler", "labour"),
    "henry": ("林峰", "department_handler", "housing"),
    "sue": ("何静", "supervisor", "centre"),
    "judy": ("沈岚", "judge", "court"),
    "oscar": ("唐磊", "operator", "centre"),
    "nina": ("许宁", "coordinator", "next_centre"),
    "otto": ("高原", "coordinator", "centre"),
}
# Residents have a phone and no role.
RESIDENTS = {
    "bo": ("王小波", "13900000001"),
    "lin": ("林芳", "13900000002"),
    "zed": ("张生", "13900000003"),
}


def _places() -> Iterator[Place]:
    """The two counties with all above, and below them one township with its villages; official codes."""
    with gzip.open(str(files("concord") / "data/places/zhejiang.csv.gz"), "rt", encoding="utf-8") as lines:
        for one in csv.DictReader(lines):
            code = one["code"]
            above = len(code) <= 6 and (COUNTY.startswith(code) or code == NEXT_COUNTY)
            below = len(code) == 9 and code[:6] in {COUNTY, NEXT_COUNTY}
            if above or below or code.startswith(TOWNSHIP):
                yield Place(code=code, name=one["name"], level=int(one["level"]), parent_id=one["parent"] or None)


def _duties(bodies: dict[str, Organisation]) -> Iterator[Duty]:
    """The labour and housing departments lead what the taxonomy gives to their kind."""
    by_function = {bodies[name].function: bodies[name] for name in ("labour", "housing")}
    for item in taxonomy().items.values():
        for part, named in (("lead", item.lead_departments), ("joint", item.co_departments)):
            for function in set(named) & set(by_function):
                yield Duty(organisation=by_function[function], topic=item.id, place_id=COUNTY, part=part)


def _staff(bodies: dict[str, Organisation]) -> None:
    hashed = make_password(PASSWORD)
    roles = {role.pk: role for role in Role.objects.all()}
    for who, (name, role, at) in STAFF.items():
        person = Person.objects.create(username=who, name=name, password=hashed)
        ends = localdate() - timedelta(days=1) if who == "otto" else None
        Membership.objects.create(person=person, organisation=bodies[at], role=roles[role], starts=BEGAN, ends=ends)
        if role == "mediator":
            SkillProfile.objects.create(person=person, topics=sorted(taxonomy().items)[:40], languages=["普通话"])


def make_cast() -> None:
    """Places, roles, organisations, duties and people that tests stand on."""
    Place.objects.bulk_create(_places())
    load_roles()
    bodies = {
        key: Organisation.objects.create(kind=kind, function=function, place_id=place, name=name)
        for key, (kind, function, place, name) in BODIES.items()
    }
    Duty.objects.bulk_create(_duties(bodies), ignore_conflicts=True)
    _staff(bodies)
    for who, (name, phone) in RESIDENTS.items():
        Person.objects.create(username=who, name=name, phone=phone, phone_hash=keyed_hash(phone), password="!")


class Cast:
    """The people and bodies of the tests, by name."""

    password = PASSWORD
    county = COUNTY
    township = TOWNSHIP

    def __getitem__(self, who: str) -> Person:
        """A person, fetched anew."""
        return Person.objects.get(username=who)

    def body(self, name: str) -> Organisation:
        """An organisation, fetched anew."""
        _kind, _function, place, full_name = BODIES[name]
        return Organisation.objects.get(name=full_name, place=place)

    def phone(self, who: str) -> str:
        """A resident's phone."""
        return RESIDENTS[who][1]


@pytest.fixture(autouse=True)
def chinese() -> None:
    """Each test begins in Chinese, whatever language a page of the test before it was asked for in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def cast(db: None) -> Cast:
    """alice coordinates the county, carol sits at the window, hugo answers the hotline, mei and max mediate for the
    labour committee that `head` leads, dora and henry handle for the labour and housing departments, sue supervises,
    judy judges, oscar operates; nina coordinates the next county, otto's role ended yesterday; bo, lin and zed are
    residents.
    """
    return Cast()
