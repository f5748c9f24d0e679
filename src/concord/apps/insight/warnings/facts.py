"""What can happen to a warning, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRaised(Fact):
    story: ClassVar[str] = _("%(senders)s people report the same thing since %(since)s: %(called)s")
    called: str
    senders: int
    seen: int
    since: str
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningGrew(Fact):
    story: ClassVar[str] = _("It grew: %(senders)s people and %(seen)s reports now.")
    senders: int
    seen: int
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningConfirmed(Fact):
    story: ClassVar[str] = _("The warning was confirmed: %(reason)s")
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningWatched(Fact):
    story: ClassVar[str] = _("The warning is being watched: %(reason)s")
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningDismissed(Fact):
    story: ClassVar[str] = _("There is nothing to warn of: %(reason)s")
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningEnded(Fact):
    story: ClassVar[str] = _("The warning ended: %(outcome)s")
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSetApart(Fact):
    """A person found that a report is about something else."""

    story: ClassVar[str] = _("%(number)s is about something else and does not count here.")
    about_id: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleListed(Fact):
    story: ClassVar[str] = _("%(number)s people affected were listed; %(all)s in all.")
    number: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionOffered(Fact):
    story: ClassVar[str] = _("A solution was offered to %(number)s people: %(words)s")
    offer_id: int
    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersNoted(Fact):
    story: ClassVar[str] = _("%(number)s answers were noted; %(settled)s of %(all)s people are settled.")
    number: int
    settled: int
    all: int
