"""The reviews of a contract: screened, answered, sent to counsel and to the justice bureau."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionAdded(Fact):
    story: ClassVar[str] = _("Version %(version)s was added: %(note)s")
    version: int
    note: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionScreened(Fact):
    story: ClassVar[str] = _("Version %(version)s was screened: %(found)s findings, %(new)s new, %(gone)s gone.")
    version: int
    found: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionUnreadable(Fact):
    story: ClassVar[str] = _("Version %(version)s could not be read: %(trouble)s")
    version: int
    trouble: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAnswered(Fact):
    story: ClassVar[str] = _("Finding %(rule)s: %(answer_name)s. %(reason)s")
    finding_id: int
    rule: str
    answer: str
    answer_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorRecognised(Fact):
    story: ClassVar[str] = _("It is a major contract: %(grounds)s")
    grounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAsked(Fact):
    story: ClassVar[str] = _("%(tier_name)s: %(who)s is asked for an opinion by %(due_on)s.")
    review_id: int
    tier: str
    tier_name: str
    who: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDeclined(Fact):
    story: ClassVar[str] = _("%(who)s cannot take the review: %(reason)s")
    review_id: int
    who: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Fact):
    story: ClassVar[str] = _("%(tier_name)s, %(who)s: %(opinion_name)s. %(words)s")
    review_id: int
    tier: str
    tier_name: str
    who: str
    opinion: str
    opinion_name: str
    words: str
