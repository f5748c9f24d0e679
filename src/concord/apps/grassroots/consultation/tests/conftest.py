"""What the tests of consultations stand on: a matter seen in a grid, those who hold, join and stay outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone, translation
from django.utils.timezone import localdate

from concord.apps.grassroots.consultation.models import Consultation
from concord.apps.grassroots.consultation.services.calling import Call, call_consultation
from concord.apps.grassroots.consultation.services.inviting import invite
from concord.apps.grassroots.consultation.services.meeting import begin_meeting
from concord.apps.grassroots.limits import due_for
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Duty, Membership, Organisation, Person, Place, Role
from tests.ground.cast import BEGAN, NEXT_COUNTY, Cast


@dataclass
class Table:
    """tess coordinates the township, alice the county; dora handles for labour; otto's role has expired.

    guest coordinates a township of the next county, and is asked along in some tests.
    """

    cast: Cast
    about: Matter

    def person(self, who: str) -> Person:
        """One of them, or of the cast."""
        return Person.objects.get(username=who)

    def called(self, *, level: int = 2, by: str = "tess", bodies: tuple[str, ...] = ("labour",)) -> Consultation:
        """A consultation that was called, with some bodies asked."""
        holder = self.person(by)
        call = Call(level=level, purpose="水沟由谁修", items=("查明原因", "定责任"))
        made = call_consultation(self.about.pk, call, by=holder, today=localdate())
        if bodies:
            invite(made.pk, [self.cast.body(name) for name in bodies], by=holder)
        declare_follower(0)
        return made

    def begun(self, **told: object) -> Consultation:
        """A consultation whose meeting has begun."""
        made = self.called(**told)  # type: ignore[arg-type]
        begin_meeting(made.pk, by=self.person(str(told.get("by", "tess"))))
        declare_follower(0)
        return made

    def stage_of(self, made: Consultation) -> str:
        """Where it stands now."""
        declare_system()
        return Matter.objects.get(pk=made.pk).stage


def _enter(who: str, role: str, body: Organisation) -> None:
    person = Person.objects.create(username=who, name=who.title(), password="!")
    Membership.objects.create(person=person, organisation=body, role=Role.objects.get(pk=role), starts=BEGAN)


@pytest.fixture
def table(cast: Cast) -> Table:
    """A sighting in the cast's township, and the people around it."""
    declare_system()
    _enter("tess", "township_coordinator", cast.body("township"))
    elsewhere = Place.objects.filter(code__startswith=NEXT_COUNTY, level=Place.Level.TOWNSHIP).order_by("code")[0]
    guest = Organisation.objects.create(kind="township", function="township", place=elsewhere, name="邻县街道平台")
    _enter("guest", "township_coordinator", guest)
    village = Place.objects.filter(parent=cast.township).order_by("code")[0]
    Duty.objects.create(organisation=cast.body("housing"), topic="P08", place_id=cast.county, part="lead")
    due = due_for("P08", 1, localdate())
    about = Matter.objects.create(
        number="WG-TEST-1",
        kind=Matter.Kind.SIGHTING,
        title="水沟被填",
        topic="P08",
        place=village,
        stage="handed_on",
        yellow_on=due.yellow_on,
        due_on=due.due_on,
        law_as_of=localdate(),
    )
    declare_follower(0)
    return Table(cast, about)


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    """Nobody has asked too often yet, and refusals are read in English."""
    cache.clear()
    with translation.override("en"):
        yield


def next_weekday(hour: int = 10) -> datetime:
    """A moment on a working weekday ahead."""
    found = timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=1)
    while found.weekday() > 4:
        found += timedelta(days=1)
    return found
