"""What staff and parties send in."""

from datetime import date
from typing import Annotated, Literal

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Field
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from concord.core.api.shapes import Day, Given, Id, Instant, ItemId, Latitude, Longitude, Money, PlaceCode, Text, YesNo

Reason = Annotated[Text, Field(min_length=1, max_length=1000)]
Phone = Annotated[Text, Field(min_length=1, max_length=24, examples=["13900000001"])]
PhoneCode = Annotated[Text, Field(min_length=1, max_length=12, examples=["042137"])]


def _not_ahead(day: date) -> date:
    if day > localdate():
        raise PydanticCustomError("day_ahead", _("This day lies ahead. When did it happen?"))
    return day


HappenedOn = Annotated[Day, AfterValidator(_not_ahead)]


class Told(Given):
    """What happened, where, and with whom."""

    words: Text = Field(min_length=4, max_length=5000)
    place: PlaceCode
    name: Text = Field(min_length=1, max_length=80)
    phone: Phone
    respondent: Text = Field("", max_length=160)
    happened_on: HappenedOn | None = None
    amount: Money | None = None


class ReportGiven(Told):
    """A report of a resident; `phone_code` is what came to the phone, `papers` the tickets of files sent before."""

    phone_code: PhoneCode
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    poster: Text = Field("", max_length=12, pattern=r"^[0-9A-Za-z]*$")
    joins: Id | None = None
    papers: list[Annotated[Text, Field(max_length=200)]] = Field([], max_length=9)


class RegisterGiven(Told):
    """A report taken down by staff for someone at the window or on the phone."""

    channel: Literal["window", "hotline", "api"] = "api"
    identity_number: Text = Field("", max_length=18)
    respondent_phone: Text = Field("", max_length=20)
    people_affected: int = Field(1, ge=1, le=100_000)


class AcceptGiven(Given):
    """What a person decided about a report."""

    item: ItemId
    place: PlaceCode
    tags: list[Annotated[Text, Field(min_length=1, max_length=30)]] = Field([], max_length=20)


class RefuseGiven(Given):
    """Why a report goes to another door, and which."""

    item: ItemId | None = None
    reason: Reason
    door: Text = Field(min_length=1, max_length=200)


class JoinGiven(Given):
    """With which other dispute this one is handled."""

    number: Text = Field(min_length=1, max_length=32)
    reason: Text = Field(min_length=1, max_length=300)


class DepartmentGiven(Given):
    """Which organisation leads, which join, and in what way; see the dispute's `handlers`."""

    lead: Id
    joint: list[Id] = Field([], max_length=20)
    way: Literal["supervision", "enforcement", "resolution"] = "resolution"


class ReasonGiven(Given):
    """A reason, in words."""

    reason: Reason


class CancelGiven(Given):
    """Why an appointment is cancelled."""

    reason: Text = Field(min_length=1, max_length=200)


class ContestGiven(ReasonGiven):
    """Why a dispute is not this department's duty, and whose it may be."""

    points_to: Id | None = None


class BoundaryGiven(Given):
    """Whose duty a contested dispute is, and on what ground."""

    responsible: Id
    decision: Reason


class AnswerGiven(Given):
    """An answer that the resident will read."""

    answer: Text = Field(min_length=1, max_length=4000)


class ObjectionDecided(AnswerGiven):
    """What follows from an objection."""

    upheld: YesNo


class MediatorGiven(Given):
    """Which mediator of which committee; see the dispute's `mediators`."""

    mediator: Id
    committee: Id


class ReachGiven(Given):
    """A party who was not named yet, or how a named one can be reached."""

    side: Literal["applicant", "respondent", "third"]
    name: Text = Field(min_length=1, max_length=160)
    phone: Phone
    party: Id | None = None


class AppointmentGiven(Given):
    """When, how and where to meet; instants carry their offset."""

    starts_at: Instant
    ends_at: Instant
    way: Literal["in_person", "room", "phone"]
    where: Text = Field("", max_length=160)


class OfferGiven(Given):
    """A proposal for settling."""

    terms: Text = Field(min_length=1, max_length=2000)
    amount: Money | None = None
    pay_by: Day | None = None


class CounterOfferGiven(OfferGiven):
    """A proposal, perhaps an answer to another."""

    answers: Id | None = None


class PromiseGiven(Given):
    """One thing promised."""

    what: Text = Field(min_length=1, max_length=200)
    amount: Money | None = Field(None, gt=0)
    due_on: Day


class SettlementGiven(Given):
    """What was agreed."""

    terms: Text = Field(min_length=1, max_length=8000)
    promises: list[PromiseGiven] = Field([], max_length=60)


class EndGiven(Given):
    """Why a mediation ends without agreement."""

    reason: Literal["unreachable", "refusal", "deadlock", "expiry", "unsigned", "breach"]


class VisitGiven(Given):
    """What a visit after the end has shown, and what was said there."""

    finding: Literal["settled", "open", "unreachable"]
    words: Reason


class MessageGiven(Given):
    """Something said in the room by the mediator."""

    text: Text = Field(min_length=1, max_length=4000)
    audience: Literal["all", "applicant", "respondent"] = "all"


class SaidGiven(Given):
    """Something said in the room by a party: to everyone, or to the mediator alone."""

    text: Text = Field(min_length=1, max_length=4000)
    to: Literal["all", "mediator"] = "all"


class RevealGiven(Given):
    """Whose phone to unmask, and for what purpose."""

    party: Id
    purpose: Text = Field(min_length=4, max_length=200)


class YesNoGiven(Given):
    """Whether one agrees."""

    accepts: YesNo


class SignatureGiven(Given):
    """The code from the phone, and the digest of the paper that was read."""

    phone_code: PhoneCode
    sha256: Text = Field(pattern=r"^[0-9a-f]{64}$")


class RatingGiven(Given):
    """How it was handled, from 1 to 5."""

    score: int = Field(ge=1, le=5)
    words: Text = Field("", max_length=1000)


class WordsGiven(Given):
    """Words."""

    words: Text = Field(min_length=1, max_length=4000)


class PosterGiven(Given):
    """Where a QR code hangs, and what it may say in advance."""

    place: PlaceCode
    hangs_on: Text = Field("", max_length=120)
    topic: ItemId | None = None


class FilterGiven(Given):
    """A list's filter under a name; `query` is what stands behind the `?` of the list's address."""

    name: Text = Field(min_length=1, max_length=60)
    query: Text = Field(max_length=600)
