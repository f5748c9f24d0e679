"""What is sent in and answered about warnings."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from concord.apps.insight.warnings.models import Affected, EarlyWarning
from concord.apps.insight.warnings.selectors.warning import WarningPage
from concord.core.api.shapes import Given, Money, Text


class JudgementGiven(Given):
    """What the warning is (`confirmed`, `watched` or `dismissed`), and why."""

    verdict: Text = Field(min_length=1, max_length=12, examples=["watched"])
    reason: Text = Field(min_length=1, max_length=1_000)


class AffectedGiven(Given):
    """Someone affected: name, phone, and the amount in yuan where it is known."""

    name: Text = Field(min_length=1, max_length=80)
    phone: Text = Field("", max_length=20)
    amount: Money | None = None


class AffectedListGiven(Given):
    """People whom the warning affects."""

    people: list[AffectedGiven] = Field(min_length=1, max_length=1_000, examples=[[{"name": "王小波"}]])


class SolutionGiven(Given):
    """What is offered to all who have not settled."""

    words: Text = Field(min_length=1, max_length=1_000)


class AffectedAnswerGiven(Given):
    """What someone answered, by name and phone as they were listed."""

    name: Text = Field(min_length=1, max_length=80)
    phone: Text = Field("", max_length=20)
    accepts: bool
    words: Text = Field("", max_length=300)


class AffectedAnswersGiven(Given):
    """What people answered."""

    answers: list[AffectedAnswerGiven] = Field(
        min_length=1, max_length=1_000, examples=[[{"name": "王小波", "accepts": True}]]
    )


class AffectedShown(Schema):
    """Someone affected; the phone with its middle hidden."""

    id: int
    name: str
    phone: str
    amount: Decimal | None
    offer: str
    answer: str
    words: str


class ProgressShown(Schema):
    """How many are affected, settled, declined and waiting; the share settled in percent."""

    all: int
    settled: int
    declined: int
    waiting: int
    share: str


class HowMany(Schema):
    """How many were entered or noted."""

    number: int


class WarningEndGiven(Given):
    """What came of it."""

    outcome: Text = Field(min_length=1, max_length=1_000)


class WarningShown(Schema):
    """A warning as lists show it; `subject` is a place, an organisation or a cause, `detector` what noticed it."""

    id: int
    number: str
    title: str
    subject: str
    detector: str
    topic: str
    stage: str
    stage_name: str
    grade: int
    place: str
    senders: int
    seen: int
    since: date
    newest: date
    is_open: bool


class GroundShown(Schema):
    """Why it is graver: the ground, what was measured, its points."""

    name: str
    value: str
    points: int


class EvidenceShown(Schema):
    """A report that I may read."""

    id: int
    number: str
    kind: str
    title: str
    place: str
    at: datetime


class DayShown(Schema):
    """How many came on a day; of a count also how many are usual."""

    day: date
    count: int
    usual: float | None


class EntryOfWarning(Schema):
    """One line of its story."""

    at: datetime
    sentence: str
    who: str


class WholeWarning(WarningShown):
    """A warning with its evidence: `hidden` reports are there, and not mine to read.

    `counted` people reported in `days` days where `expected` are usual; one look finds so many by chance with
    `probability`, and all looks of its kind together bring at most `borne_a_year` false alarms a year to a county.
    """

    days: int
    counted: int
    expected: float
    probability: float
    borne_a_year: int
    grounds: list[GroundShown]
    quiet_days: int
    quiet_on: date
    is_quiet: bool
    earlier: list[WarningShown]
    judged_because: str
    evidence: list[EvidenceShown]
    hidden: int
    curve: list[DayShown]
    story: list[EntryOfWarning]
    verdicts: list[str]


def warning_facts(one: EarlyWarning) -> dict[str, object]:
    """A warning as lists show it."""
    matter = one.matter
    return {
        "id": one.pk,
        "number": matter.number,
        "title": matter.title,
        "subject": one.subject,
        "detector": one.detector,
        "topic": one.topic,
        "stage": matter.stage,
        "stage_name": one.stage_label,
        "grade": one.grade,
        "place": matter.place_id,
        "senders": one.senders,
        "seen": one.seen,
        "since": one.since,
        "newest": one.newest,
        "is_open": matter.is_open,
    }


def whole_warning(page: WarningPage) -> WholeWarning:
    """A warning with its evidence."""
    one = page.warning
    told = {
        "days": one.days,
        "counted": one.counted,
        "expected": one.expected,
        "probability": one.probability,
        "borne_a_year": page.borne_a_year,
        "grounds": one.grounds,
        "quiet_days": one.quiet_days,
        "quiet_on": page.quiet_on,
        "is_quiet": page.is_quiet,
        "earlier": [warning_facts(before) for before in page.earlier],
        "judged_because": one.judged_because,
        "evidence": [
            {
                "id": found.matter.pk,
                "number": found.matter.number,
                "kind": found.matter.kind,
                "title": found.matter.title,
                "place": found.matter.place_id,
                "at": found.matter.opened_at,
            }
            for found in page.evidence
        ],
        "hidden": page.hidden,
        "curve": [{"day": day.day, "count": day.count, "usual": day.usual} for day in page.curve],
        "story": [{"at": line.at, "sentence": line.sentence, "who": line.who} for line in page.story],
        "verdicts": list(page.verdicts),
    }
    return WholeWarning.model_validate(warning_facts(one) | told)


def affected_shown(one: Affected) -> AffectedShown:
    """Someone affected."""
    return AffectedShown(
        id=one.pk,
        name=one.name,
        phone=one.masked_phone,
        amount=one.amount,
        offer=one.offer.words if one.offer else "",
        answer=one.answer,
        words=one.words,
    )
