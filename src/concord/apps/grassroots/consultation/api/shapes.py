"""What is sent in and answered about consultations and the pool."""

from datetime import date, datetime, time
from decimal import Decimal

from ninja import Field, Schema

from concord.apps.grassroots.consultation.models import Booking, Consultation, Decision, ForceKind
from concord.core.api.shapes import Given, Id, Instant, PlaceCode, Text


class CallGiven(Given):
    """What a consultation is for: its level (1 to 4), purpose and agenda; when and where it meets."""

    level: int = Field(ge=1, le=4)
    purpose: Text = Field(min_length=1, max_length=1_000)
    items: list[Text] = Field(default_factory=list, max_length=20)
    meets_at: Instant | None = None
    meets_where: Text = Field("", max_length=160)


class InviteGiven(Given):
    """Which bodies are asked, and why."""

    bodies: list[Id] = Field(min_length=1, max_length=60, examples=[[1]])
    reason: Text = Field("", max_length=200)


class TakingPartGiven(Given):
    """Whether one takes part or comes, and why not."""

    accepts: bool
    reason: Text = Field("", max_length=300)


class ConsultationWordsGiven(Given):
    """Something in words."""

    words: Text = Field(min_length=1, max_length=1_000)


class MinutesGiven(Given):
    """What was said and agreed."""

    text: Text = Field(min_length=1, max_length=20_000)


class ConsultationDecisionGiven(Given):
    """What a body is to do, within how many working days (none: yellow after 7, red after 14)."""

    words: Text = Field(min_length=1, max_length=500)
    organisation: Id
    days: int | None = Field(None, ge=1, le=120)


class ConcernedGiven(Given):
    """What someone whom it concerns says of the plan."""

    whose: Text = Field(min_length=1, max_length=80)
    agrees: bool
    words: Text = Field("", max_length=1_000)


class BookGiven(Given):
    """Who of the pool, and when."""

    force: Id
    starts_at: Instant
    ends_at: Instant


class ForceGiven(Given):
    """Someone for the pool; weekdays are 0 (Monday) to 6, the hours those in which they are free."""

    person: Id
    kind: ForceKind
    place: PlaceCode
    skills: Text = Field(min_length=1, max_length=200)
    weekdays: list[int] = Field(default_factory=lambda: [0, 1, 2, 3, 4], max_length=7)
    from_time: time | None = None
    to_time: time | None = None
    most_a_week: int = Field(5, ge=1, le=40)


class ConsultationShown(Schema):
    """A consultation as lists show it."""

    id: int
    number: str
    title: str
    level: int
    stage: str
    stage_name: str
    place: str
    lead: str
    meets_at: datetime | None
    is_open: bool


class ParticipantShown(Schema):
    """A body that was asked, why, and what it answered."""

    id: int
    organisation: int
    name: str
    reason: str
    answer: str
    answer_reason: str


class DecisionShown(Schema):
    """A decision: whose it is, by when, and whether it is done."""

    id: int
    words: str
    organisation: int
    name: str
    yellow_on: date | None
    due_on: date | None
    done_at: datetime | None
    done_words: str


class OpinionShown(Schema):
    """What someone whom it concerns said."""

    whose: str
    agrees: bool
    words: str
    at: datetime


class RemarkShown(Schema):
    """What a body says against the minutes."""

    name: str
    words: str
    at: datetime


class BookingShown(Schema):
    """Who of the pool is asked for, and what they answered."""

    id: int
    consultation: int
    name: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    answer: str
    answer_reason: str


class WholeConsultation(ConsultationShown):
    """A consultation with all that belongs to it, and the deeds at hand."""

    about: int
    purpose: str
    items: list[str]
    meets_where: str
    minutes: str
    minutes_confirmed_at: datetime | None
    participants: list[ParticipantShown]
    decisions: list[DecisionShown]
    opinions: list[OpinionShown]
    remarks: list[RemarkShown]
    bookings: list[BookingShown]
    grounds_to_move_up: list[str]
    deeds: list[str]


class ProposedShown(Schema):
    """A body that should take part, and why."""

    organisation: int
    name: str
    reason: str


class RoomMessageShown(Schema):
    """Something said in the room."""

    id: int
    author: str
    text: str
    paper: int | None
    latitude: Decimal | None
    longitude: Decimal | None
    sent_at: datetime


class ForceShown(Schema):
    """Someone of the pool, and how often they are booked in this week."""

    id: int
    person: int
    name: str
    kind: str
    place: str
    skills: str
    this_week: int
    most_a_week: int


class ConsultationMade(Schema):
    """What was made."""

    id: int


def facts_of(one: Consultation) -> dict[str, object]:
    """A consultation as lists show it."""
    matter = one.matter
    return {
        "id": one.pk,
        "number": matter.number,
        "title": matter.title,
        "level": one.level,
        "stage": matter.stage,
        "stage_name": one.stage_label,
        "place": matter.place_id,
        "lead": matter.lead.name if matter.lead else "",
        "meets_at": one.meets_at,
        "is_open": matter.is_open,
    }


def decision_shown(one: Decision) -> DecisionShown:
    """A decision with its task."""
    return DecisionShown(
        id=one.pk,
        words=one.words,
        organisation=one.organisation_id,
        name=one.organisation.name,
        yellow_on=one.task.yellow_on,
        due_on=one.task.due_on,
        done_at=one.task.done_at,
        done_words=one.done_words,
    )


def booking_shown(one: Booking) -> BookingShown:
    """A booking with the person asked for."""
    return BookingShown(
        id=one.pk,
        consultation=one.consultation_id,
        name=one.force.person.name,
        kind=one.force.kind,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        answer=one.answer,
        answer_reason=one.answer_reason,
    )
