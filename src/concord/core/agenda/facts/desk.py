"""What people do with their desks, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLinkMade(Fact):
    story: ClassVar[str] = _("%(name)s made a link for their calendar; an older one ended with it.")
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLinkEnded(Fact):
    story: ClassVar[str] = _("%(name)s switched off the link for their calendar.")
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPassedOn(Fact):
    story: ClassVar[str] = _("A task of %(was)s was handed over to %(to)s: %(reason)s")
    task_id: int
    was: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderUnanswered(Fact):
    story: ClassVar[str] = _("%(body)s has not answered the supervision order, long after its day: %(words)s")
    demand_id: int
    body: str
    words: str
