"""What can happen to a consultation, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationCalled(Fact):
    story: ClassVar[str] = _("A consultation was called, %(level_name)s: %(purpose)s")
    level: int
    level_name: str
    about_id: int
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutToBeConsulted(Fact):
    """The matter that is consulted about learns of it."""

    story: ClassVar[str] = _("A consultation about it was called, %(level_name)s (%(number)s).")
    consultation_id: int
    level_name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyInvited(Fact):
    story: ClassVar[str] = _("%(body)s was asked to take part: %(reason)s")
    organisation_id: int
    body: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLeftOut(Fact):
    story: ClassVar[str] = _("%(body)s is no longer asked to take part.")
    organisation_id: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAccepted(Fact):
    story: ClassVar[str] = _("%(body)s takes part.")
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationDeclined(Fact):
    story: ClassVar[str] = _("%(body)s does not take part: %(reason)s")
    body: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingBegun(Fact):
    story: ClassVar[str] = _("The consultation began.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesWritten(Fact):
    story: ClassVar[str] = _("The minutes were written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesRemarked(Fact):
    story: ClassVar[str] = _("%(body)s remarked on the minutes: %(words)s")
    body: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesConfirmed(Fact):
    story: ClassVar[str] = _("The minutes were confirmed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade(Fact):
    story: ClassVar[str] = _("Decided: %(body)s is to see to it by %(due_on)s: %(words)s")
    decision_id: int
    organisation_id: int
    body: str
    words: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDone(Fact):
    story: ClassVar[str] = _("%(body)s has done what was decided: %(words)s")
    decision_id: int
    body: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRecorded(Fact):
    story: ClassVar[str] = _("%(whose)s was asked: %(said)s. %(words)s")
    whose: str
    agrees: bool
    said: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationSolved(Fact):
    story: ClassVar[str] = _("Solved: %(outcome)s")
    about_id: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationUnsolved(Fact):
    story: ClassVar[str] = _("Ended unsolved: %(outcome)s")
    about_id: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationMovedUp(Fact):
    story: ClassVar[str] = _("Moved up, %(level_name)s: %(reason)s")
    about_id: int
    level_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceEntered(Fact):
    story: ClassVar[str] = _("%(name)s can be booked (%(kind_name)s).")
    force_id: int
    name: str
    kind_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceLeft(Fact):
    story: ClassVar[str] = _("%(name)s can no longer be booked.")
    force_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceBooked(Fact):
    story: ClassVar[str] = _("%(name)s (%(kind_name)s) was asked for %(when)s.")
    booking_id: int
    person_id: int
    name: str
    kind_name: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingAccepted(Fact):
    story: ClassVar[str] = _("%(name)s comes.")
    booking_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingDeclined(Fact):
    story: ClassVar[str] = _("%(name)s does not come: %(reason)s")
    booking_id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCancelled(Fact):
    story: ClassVar[str] = _("%(name)s is no longer needed.")
    booking_id: int
    name: str
