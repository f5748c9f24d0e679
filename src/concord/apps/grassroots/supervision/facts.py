"""What can happen in a supervision case, each told in one sentence; all speak of bodies, none of a person."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionOpened(Fact):
    story: ClassVar[str] = _("Work of %(body)s is late and is followed from now on: %(work)s")
    about_id: int
    organisation_id: int
    body: str
    work: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionAsked(Fact):
    """A supervisor opened the case by hand."""

    story: ClassVar[str] = _("Work of %(body)s is followed from now on: %(reason)s")
    about_id: int
    organisation_id: int
    body: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutToBeSupervised(Fact):
    """The matter in which work is late learns of it."""

    story: ClassVar[str] = _("What %(body)s is to do here is supervised (%(number)s).")
    supervision_id: int
    body: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreWorkLate(Fact):
    story: ClassVar[str] = _("More work of %(body)s is late: %(work)s")
    organisation_id: int
    body: str
    work: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowerJoined(Fact):
    story: ClassVar[str] = _("%(body)s follows the case: %(reason)s")
    organisation_id: int
    body: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMade(Fact):
    story: ClassVar[str] = _("%(body)s stated: %(words)s")
    body: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMade(Fact):
    story: ClassVar[str] = _("%(found_by)s found of %(body)s: %(kind_name)s. %(words)s Objection until %(until)s.")
    finding_id: int
    organisation_id: int
    found_by: str
    body: str
    finding: str
    kind_name: str
    words: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingObjected(Fact):
    story: ClassVar[str] = _("%(body)s objected to what was found: %(words)s")
    finding_id: int
    reviewer_id: int | None
    body: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingUpheld(Fact):
    story: ClassVar[str] = _("After review the finding stands: %(answer)s")
    finding_id: int
    organisation_id: int
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingStruck(Fact):
    story: ClassVar[str] = _("After review the finding was struck out: %(answer)s")
    finding_id: int
    organisation_id: int
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWorkDone(Fact):
    story: ClassVar[str] = _("The late work of %(body)s is done.")
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionClosed(Fact):
    story: ClassVar[str] = _("The supervision case was closed: %(outcome)s")
    organisation_id: int
    outcome: str
