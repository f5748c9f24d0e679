"""The warning that an unusual count is: of an area and some days, of a day, or of words that rise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concord.engines.risk.report import Report
from concord.engines.risk.severity import Scale, grade
from concord.engines.risk.warning import Alert, Ground, Subject

QUIET_DAYS = 14


@dataclass(frozen=True, slots=True)
class Unusual:
    """More than usual: in which area, in how many days up to today, how much, and how unlikely so much is."""

    ground: Ground
    place: str
    days: int
    seen: int
    expected: float
    probability: float
    words: tuple[str, ...] = ()

    @property
    def subject(self) -> Subject:
        """What it is about: a place, or, where words rise, a cause."""
        return Subject.CAUSE if self.ground == Ground.WORDS else Subject.PLACE

    @property
    def called(self) -> str:
        """The place by its code, or the words."""
        return "、".join(self.words) if self.ground == Ground.WORDS else self.place


def alert_on(unusual: Unusual, reports: Sequence[Report], today: date, scale: Scale, *, earlier: int = 0) -> Alert:
    """The warning of today about an unusual count, with its reports as evidence; it has ended after two usual weeks."""
    return Alert(
        subject=unusual.subject,
        called=unusual.called,
        ground=unusual.ground,
        since=min(one.at.date() for one in reports),
        until=today,
        evidence=tuple(one.key for one in reports),
        senders=len({one.sender for one in reports}),
        days=unusual.days,
        seen=len(reports),
        counted=unusual.seen,
        expected=unusual.expected,
        probability=unusual.probability,
        graded=grade(reports, today, earlier=earlier, scale=scale),
        quiet_days=QUIET_DAYS,
    )
