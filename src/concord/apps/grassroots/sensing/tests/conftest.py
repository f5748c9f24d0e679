"""What every test of grassroots stands on: two grids, the people who work there, and a sighting at each step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import translation
from django.utils.timezone import localdate

from concord.apps.grassroots.sensing.models import PatrolPoint, Sighting
from concord.apps.grassroots.sensing.services.handling import close_sighting, hand_on, handle_on_site
from concord.apps.grassroots.sensing.services.patrol import plan_point
from concord.apps.grassroots.sensing.services.sensing import Seen, report_sighting
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.grids import make_grid
from concord.core.people.models import Membership, Organisation, Person, Place, Role
from tests.ground.cast import BEGAN, NEXT_COUNTY, Cast

WORDS = "水沟被填，下雨就往一楼倒灌。"


@dataclass
class Grids:
    """greta walks the first grid and gus the second, tess coordinates their township; all others are the cast's.

    `ended` walked the first grid until yesterday.
    """

    cast: Cast
    first: Place
    second: Place
    point: PatrolPoint

    def person(self, who: str) -> Person:
        """One of them, or of the cast."""
        return Person.objects.get(username=who)

    def seen(self, **more: object) -> Seen:
        """What greta saw."""
        told = {"words": WORDS, "kind": "P08", "place_id": self.first.pk, "sent_key": "key-0001", **more}
        return Seen(**told)  # type: ignore[arg-type]

    def sighting(self, step: str = "reported") -> Sighting:
        """A sighting of greta's, told up to a step."""
        greta, tess = self.person("greta"), self.person("tess")
        made = report_sighting(self.seen(), by=greta, today=localdate())
        if step in {"handled", "closed"}:
            handle_on_site(made.pk, what="当场疏通。", by=greta)
        if step == "closed":
            close_sighting(made.pk, outcome="已复查。", by=tess)
        if step == "handed_on":
            hand_on(made.pk, to="township", reason="要几个部门一起看。", by=greta, today=localdate())
        declare_follower(0)
        return made

    def stage_of(self, made: Sighting) -> str:
        """Where it stands now."""
        declare_system()
        return Sighting.objects.select_related("matter").get(pk=made.pk).matter.stage


def _enter(who: str, role: str, body: Organisation, place: Place | None, *, ended: bool = False) -> None:
    person = Person.objects.create(username=who, name=who.title(), password="!")
    ends = localdate() - timedelta(days=1) if ended else None
    role_held = Role.objects.get(pk=role)
    Membership.objects.create(person=person, organisation=body, role=role_held, place=place, starts=BEGAN, ends=ends)


@pytest.fixture
def grids(cast: Cast) -> Grids:
    """The grids of the cast's township."""
    village = Place.objects.filter(parent=cast.township).order_by("code")[0]
    first, second = (make_grid(village.pk, name=name, by=cast["oscar"]) for name in ("东网格", "西网格"))
    body = cast.body("township")
    _enter("greta", "grid_worker", body, first)
    _enter("gus", "grid_worker", body, second)
    _enter("ended", "grid_worker", body, first, ended=True)
    _enter("tess", "township_coordinator", body, None)
    _enter("nico", "township_coordinator", cast.body("next_centre"), Place.objects.get(pk=NEXT_COUNTY))
    tess = Person.objects.get(username="tess")
    point = plan_point(place=first.pk, name="排水口", look_for="有没有堵塞", every_days=3, by=tess)
    declare_follower(0)
    return Grids(cast, first, second, point)


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    """Nobody has asked too often yet, and refusals are read in English."""
    cache.clear()
    with translation.override("en"):
        yield
