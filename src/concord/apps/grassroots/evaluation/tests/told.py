"""Matters that have ended, and residents who are asked about them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from unittest import mock

from django.utils import timezone

from concord.apps.grassroots.evaluation.listeners import plan_to_ask
from concord.apps.grassroots.evaluation.models import Asking
from concord.apps.grassroots.evaluation.services.asking import ask_due, plan_askings
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.core.acts.models import Act
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from concord.core.matters.services import PartyNamed, add_parties
from concord.core.notices.models import Notice

LOT = "concord.apps.grassroots.evaluation.services.asking.secrets.randbelow"
BY_LINK, BY_CALL = 99, 0
LINK = re.compile(r"/a/([0-9a-z]+)/")
SOON = timedelta(days=14)


@dataclass
class Ended:
    """Sightings of the township that were closed, each reported by someone with a phone of their own."""

    month: Month
    matters: list[Matter]

    def hear(self, kind: str = "SightingClosed", **payload: object) -> None:
        """The platform hears of the ends."""
        declare_system()
        acts = [Act(kind=kind, matter_id=one.pk, payload=payload, at=timezone.now()) for one in self.matters]
        plan_to_ask(Act.objects.bulk_create(acts))

    def ask(self, day: date | None = None, *, lot: int = BY_LINK) -> int:
        """The morning's work of a day, two weeks from now if none is named."""
        with mock.patch(LOT, return_value=lot):
            return ask_due(day or timezone.localdate() + SOON)


def ended(month: Month, count: int = 1, *, first: int = 1, phone: str = "") -> Ended:
    """As many closed sightings."""
    declare_system()
    matters = []
    for number in range(first, first + count):
        matter = Matter.objects.create(
            number=f"WG-{number}", kind=Matter.Kind.SIGHTING, title=f"第{number}处积水", place_id=month.cast.township,
            stage="closed", is_open=False, closed_at=timezone.now(), law_as_of=month.over.first, topic="P08",
        )  # fmt: skip
        add_parties(matter, [PartyNamed("applicant", f"住户{number}", phone or f"139222200{number:02d}")])
        matters.append(matter)
    return Ended(month, matters)


def keys() -> list[str]:
    """The keys of the links that were sent, oldest first."""
    declare_system()
    bodies = Notice.objects.filter(template="asking").order_by("pk").values_list("body", flat=True)
    found = [match.group(1) for match in map(LINK.search, bodies) if match]
    declare_follower(0)
    return found


def asked_by_link(month: Month, count: int = 1) -> list[str]:
    """Someone is asked by link about as many matters, today; the keys of the links."""
    ended(month, count).hear()
    declare_system()
    Asking.objects.update(ask_on=timezone.localdate())
    Ended(month, []).ask(timezone.localdate())
    return keys()


def asked_by_call(month: Month, count: int = 1) -> None:
    """As many wait to be called, from today."""
    ended(month, count).hear()
    declare_system()
    Asking.objects.update(ask_on=timezone.localdate())
    Ended(month, []).ask(timezone.localdate(), lot=BY_CALL)


def asked_then(month: Month, count: int, day: date) -> list[str]:
    """Someone was asked by link about as many matters on a day; the keys of the links."""
    matters = ended(month, count).matters
    plan_askings({one.pk: (day, one.pk) for one in matters}, today=day)
    Asking.objects.update(ask_on=day)
    Ended(month, []).ask(day)
    return keys()
