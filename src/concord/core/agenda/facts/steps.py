"""What happens to a step of a scenario, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact, Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOpened(Fact):
    story: ClassVar[str] = _("“%(step)s” was opened for %(body)s, due on %(due_on)s.")
    step_id: int
    step: str
    round: int
    body: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSkipped(Fact):
    story: ClassVar[str] = _("“%(step)s” does not apply and was skipped.")
    step_id: int
    step: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSuperseded(Fact):
    story: ClassVar[str] = _("“%(step)s” no longer counts: work was sent back to an earlier step.")
    step_id: int
    step: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAccepted(Fact):
    story: ClassVar[str] = _("“%(step)s” was taken on.")
    step_id: int
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone(Fact):
    story: ClassVar[str] = _("“%(step)s” was done.")
    step_id: int
    step: str
    stated: dict[str, Plain]
    papers: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSentBack(Fact):
    story: ClassVar[str] = _("“%(step)s” sent the work back to “%(to)s”: %(reason)s")
    step_id: int
    step: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHandedOver(Fact):
    story: ClassVar[str] = _("“%(step)s” was handed over to %(to)s: %(reason)s")
    step_id: int
    step: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRequested(Fact):
    story: ClassVar[str] = _("“%(step)s” was passed to %(body)s in another place: %(reason)s")
    step_id: int
    step: str
    body: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAsked(Fact):
    story: ClassVar[str] = _("More time was asked for “%(step)s”: %(days)s working days. %(reason)s")
    step_id: int
    step: str
    days: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseAsked(Fact):
    story: ClassVar[str] = _("A pause was asked for “%(step)s”: %(reason)s")
    step_id: int
    step: str
    ground: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGranted(Fact):
    story: ClassVar[str] = _("“%(step)s” was given more time; it is due on %(due_on)s.")
    step_id: int
    step: str
    days: int
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRefused(Fact):
    story: ClassVar[str] = _("More time for “%(step)s” was refused.")
    step_id: int
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPaused(Fact):
    story: ClassVar[str] = _("The time of “%(step)s” stands still.")
    step_id: int
    step: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResumed(Fact):
    story: ClassVar[str] = _("The time of “%(step)s” runs again; it is due on %(due_on)s.")
    step_id: int
    step: str
    days: int
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMoved(Fact):
    story: ClassVar[str] = _("“%(step)s” was reckoned anew and is due on %(due_on)s.")
    step_id: int
    step: str
    due_on: str
