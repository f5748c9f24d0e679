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
class UnusualRaised(Fact):
    """A count of a place and a topic is higher than what is usual there."""

    story: ClassVar[str] = _("More than usual, %(called)s: %(seen)s reports in %(days)s days; %(usual)s are usual.")
    called: str
    seen: int
    days: int
    usual: str
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsRaised(Fact):
    """Words that few wrote before are written by many."""

    story: ClassVar[str] = _("%(senders)s people write words that few wrote before: %(called)s")
    called: str
    senders: int
    seen: int
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
class WarningQuiet(Fact):
    """Nothing more came: the platform proposes to end it, a person decides."""

    story: ClassVar[str] = _("Nothing more came for %(days)s days. It is proposed to end the warning.")
    days: int
    newest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsSet(Fact):
    """A person set when a county is warned."""

    story: ClassVar[str] = _(
        "Warnings from now on: %(reports)s reports of %(senders)s people within %(days)s days; false alarms borne a"
        " year: areas %(areas_a_year)s, days %(days_a_year)s, words %(words_a_year)s. %(because)s"
    )
    county: str
    senders: int
    days: int
    areas_a_year: int
    days_a_year: int
    words_a_year: int
    because: str
    reports: int = 3


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
