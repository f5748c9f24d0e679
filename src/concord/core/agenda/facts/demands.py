"""What a body is asked and answers, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAsked(Fact):
    story: ClassVar[str] = _("%(body)s was asked for an opinion: %(words)s")
    demand_id: int
    body: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Fact):
    story: ClassVar[str] = _("%(body)s gave its opinion.")
    demand_id: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderIssued(Fact):
    story: ClassVar[str] = _("A supervision order went to %(body)s: %(words)s")
    demand_id: int
    body: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAnswered(Fact):
    story: ClassVar[str] = _("%(body)s answered the supervision order.")
    demand_id: int
    body: str
