"""What the tests of supervision stand on: work of a township that turned red, its supervisors, and those outside."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.timezone import localdate

from concord.apps.grassroots.limits import due_for
from concord.apps.grassroots.supervision.models import Case
from concord.core.acts.models import Act
from concord.core.acts.relay import everyone, listeners
from concord.core.agenda.lights import turn_lights
from concord.core.agenda.models import Task
from concord.core.agenda.services.tasks import open_task
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, Organisation, Person, Place, Role
from tests.ground.cast import BEGAN, COUNTY, NEXT_COUNTY, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_numbers = count(1)
# Body: kind, function, place.
BODIES = {
    "inspection": ("department", "inspection", COUNTY),
    "discipline": ("department", "discipline", COUNTY),
    "procuratorate": ("procuratorate", "procuratorate", COUNTY),
    "political_legal": ("department", "political_legal", COUNTY),
    "next_inspection": ("department", "inspection", NEXT_COUNTY),
}
STAFF = {
    "inga": ("supervisor", "inspection"),
    "dirk": ("supervisor", "discipline"),
    "paul": ("supervisor", "procuratorate"),
    "rita": ("supervision_reviewer", "political_legal"),
    "nils": ("supervisor", "next_inspection"),
    "gone": ("supervisor", "inspection"),
}


class Browser(Client):
    """A browser; at each request the database has forgotten who asked before, as it has in life."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]
        declare_follower(0)
        return super().request(**request)

    def send(self, path: str, said: object) -> HttpResponse:
        """A request of a program: JSON, under an idempotency key of its own."""
        headers = {"Idempotency-Key": f"fresh-key-{next(_numbers)}"}
        return self.post(f"/api{path}", json.dumps(said), content_type="application/json", headers=headers)  # type: ignore[return-value]


@dataclass
class Office:
    """inga inspects, dirk is of the discipline body, paul a procurator, rita reviews; tess answers for the township.

    nils inspects in the next county, gone inspected until yesterday; dora's department has no part in it.
    """

    cast: Cast
    about: Matter
    bodies: dict[str, Organisation]

    def person(self, who: str) -> Person:
        """One of them, or of the cast."""
        return Person.objects.get(username=who)

    def browser(self, who: str) -> Browser:
        """The browser of someone, signed in."""
        client = Browser()
        client.force_login(self.person(who), backend=BACKEND)
        return client

    def late(self, kind: str = "handed_on", *, days: int = 40) -> Task:
        """A task of the township that was opened so many days ago."""
        declare_system()
        begun = localdate() - timedelta(days=days)
        due = due_for(self.about.topic, 2, begun)
        return open_task(self.about, kind, begun=begun, by_when=due, organisation=self.cast.body("township"))

    def a_day_passes(self) -> None:
        """Turn the lights, and let everyone hear of every act that they have not heard of yet."""
        declare_system()
        turn_lights(localdate())
        while (act := Act.objects.filter(pk__gt=self._heard).order_by("pk").first()) is not None:
            self._heard = act.pk
            for listener in [*everyone, *listeners[act.kind]]:
                listener([act])
        declare_follower(0)

    _heard: int = 0

    def case(self) -> Case:
        """The one case there is."""
        declare_system()
        return Case.objects.select_related("matter").get()

    def opened(self) -> Case:
        """The case of work that turned red today."""
        self.late()
        self.a_day_passes()
        return self.case()


def _enter(who: str, role: str, body: Organisation) -> None:
    person = Person.objects.create(username=who, name=who.title(), password="!")
    ends = localdate() - timedelta(days=1) if who == "gone" else None
    Membership.objects.create(person=person, organisation=body, role=Role.objects.get(pk=role), starts=BEGAN, ends=ends)


@pytest.fixture
def office(cast: Cast) -> Office:
    """A sighting that is with the township, and the supervisors of its county."""
    return make_office(cast)


def make_office(cast: Cast) -> Office:
    """The same for a test that commits."""
    declare_system()
    made = {
        name: Organisation.objects.create(kind=kind, function=function, place_id=place, name=name)
        for name, (kind, function, place) in BODIES.items()
    }
    for who, (role, at) in STAFF.items():
        _enter(who, role, made[at])
    _enter("tess", "township_coordinator", cast.body("township"))
    village = Place.objects.filter(parent=cast.township).order_by("code")[0]
    about = Matter.objects.create(
        number="WG-TEST-1",
        kind=Matter.Kind.SIGHTING,
        title="人行道塌陷",
        topic="P09",
        place=village,
        stage="handed_on",
        law_as_of=localdate(),
    )
    declare_follower(0)
    return Office(cast, about, made)


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    """Nobody has asked too often yet, and refusals are read in English."""
    cache.clear()
    with translation.override("en"):
        yield
