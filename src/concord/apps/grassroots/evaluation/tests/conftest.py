"""What every test of evaluation stands on: a township, its last month, and who publishes and decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.timezone import localdate

from concord.apps.grassroots.evaluation.formulae import publish_formulae
from concord.apps.grassroots.evaluation.models import Figure, Sheet
from concord.apps.grassroots.evaluation.periods import Period, over_lately
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, Person, Role
from tests.ground.cast import BEGAN, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KINDS = ["dispute", "dispute", "dispute", "sighting", "sighting"]
_numbers = count(1)


class Browser(Client):
    """A browser; at each request the database has forgotten who asked before, as it has in life."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]
        declare_follower(0)
        return super().request(**request)

    def send(self, path: str, said: object) -> HttpResponse:
        """A request of a program, under a fresh key."""
        headers = {"Idempotency-Key": f"evaluation-{next(_numbers)}"}
        return self.post(path, said, content_type="application/json", headers=headers)  # type: ignore[return-value]


@dataclass
class Month:
    """The township's last month: five tasks were due, four done in time; tess coordinates it, nico the next county."""

    cast: Cast
    over: Period
    tasks: list[Task]

    def browser(self, who: str = "") -> Browser:
        """The browser of someone, signed in; of nobody without a name."""
        client = Browser()
        if who:
            client.force_login(Person.objects.get(username=who), backend=BACKEND)
        return client

    def publish(self, formula: str = "township") -> HttpResponse:
        """sue publishes the figures of the month."""
        said = {"formula": formula, "period": self.over.code}
        return self.browser("sue").send("/api/evaluation/sheets", said)

    def sheet(self, **which: object) -> Sheet:
        """The newest sheet of the township."""
        return Sheet.objects.filter(unit=self.cast.body("township"), **which).latest("pk")

    def figure(self, part: str = "in_time") -> Figure:
        """A figure of that sheet."""
        return Figure.objects.get(sheet=self.sheet(), part=part)


def _enter(who: str, role: str, body: object) -> None:
    person = Person.objects.create(username=who, name=who.title(), password="!")
    Membership.objects.create(person=person, organisation=body, role=Role.objects.get(pk=role), starts=BEGAN)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@pytest.fixture
def month(cast: Cast) -> Month:
    """Last month of the cast's township."""
    publish_formulae()
    township, over = cast.body("township"), over_lately(localdate())[0]
    _enter("tess", "township_coordinator", township)
    _enter("ted", "township_coordinator", township)
    _enter("nico", "township_coordinator", cast.body("next_centre"))
    declare_system()
    tasks, due = [], over.first + timedelta(days=9)
    for number, kind in enumerate(KINDS):
        matter = Matter.objects.create(
            number=f"EV-{number}", kind=kind, title=f"第{number}件", place_id=cast.township, lead=township,
            stage="reported", law_as_of=due,
        )  # fmt: skip
        done = _noon(due + timedelta(days=5 if number == 0 else -1))
        task = Task(matter=matter, kind="department", organisation=township, opened_on=over.first, due_on=due)
        task.done_at, task.person = done, Person.objects.get(username="tess")
        task.save()
        tasks.append(task)
    return Month(cast, over, tasks)


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    """Nobody has asked too often yet, and refusals are read in English."""
    cache.clear()
    with translation.override("en"):
        yield
