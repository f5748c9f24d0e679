"""The shapes that go in and out of the disputes' JSON doors. Money is text with two decimals, days are ISO dates."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ninja import Field, Schema

from concord.apps.disputes.models import Dispute, Instalment, Settlement
from concord.apps.disputes.selectors.following import Entry, OfferShown, item_title
from concord.apps.disputes.selectors.next_step import next_step
from concord.core.agenda.models import Task
from concord.core.matters.models import Party
from concord.core.papers.models import Paper
from concord.core.rooms.models import Message

Id = int
Money = Decimal


class Done(Schema):
    """That it was done, and where the dispute stands now."""

    id: int
    number: str
    stage: str
    due_on: date | None = None


class DisputeShown(Schema):
    """A dispute as lists show it."""

    id: int
    number: str
    title: str
    item: str
    item_name: str
    stage: str
    stage_name: str
    place: str
    place_name: str
    lead: str
    mediator: str
    opened_at: datetime
    yellow_on: date | None
    due_on: date | None
    amount: Decimal | None
    is_open: bool
    invented: bool


class DisputePage(Schema):
    """One page of a list; `next` is the `before` of the next page, absent on the last."""

    items: list[DisputeShown]
    next: int | None


class StepShown(Schema):
    """What happens next, by when, and who is responsible."""

    what: str
    when: date | None
    who: str
    phone: str


class EntryShown(Schema):
    """One line of a story."""

    at: datetime
    sentence: str
    who: str


class DisputeWhole(DisputeShown):
    """A dispute as its page shows it."""

    words: str
    tags: list[str]
    proposal: dict[str, object]
    step: StepShown
    deeds: list[str]


class PartyShown(Schema):
    """A party; phones are masked, and unmasked by a deed of its own."""

    id: int
    side: str
    name: str
    phone: str


class PaperShown(Schema):
    """A paper; its content is behind `/api/papers/{id}`."""

    id: int
    kind: str
    title: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime


class MessageShown(Schema):
    """A message of a room."""

    id: int
    author: str
    audience: str
    text: str
    paper: int | None
    sent_at: datetime


class AnswerShown(Schema):
    """A party's answer to an offer."""

    party: str
    accepts: bool


class OfferOut(Schema):
    """An offer and its answers."""

    id: int
    by: str
    terms: str
    amount: Decimal | None
    pay_by: date | None
    made_at: datetime
    answers: list[AnswerShown]


class InstalmentShown(Schema):
    """One promise of a settlement."""

    id: int
    what: str
    amount: Decimal | None
    due_on: date
    done_on: date | None


class SettlementShown(Schema):
    """A settlement, its paper and its promises."""

    id: int
    status: str
    terms: str
    paper: PaperShown
    signed_by: list[str]
    effective_on: date | None
    confirm_by: date | None
    instalments: list[InstalmentShown]


class TaskShown(Schema):
    """A task of a dispute."""

    id: int
    kind: str
    whose: str
    yellow_on: date | None
    due_on: date | None
    done_at: datetime | None
    basis: str


class CountsShown(Schema):
    """Open disputes, the late ones, those due soon, and how many stand at each step."""

    open: int
    late: int
    soon: int
    stages: dict[str, int]


class ReportIn(Schema):
    """A report of a resident; `phone_code` is what came to the phone."""

    words: str = Field(min_length=4, max_length=5000)
    place: str = Field(max_length=15)
    name: str = Field(min_length=1, max_length=80)
    phone: str = Field(max_length=24)
    phone_code: str = Field(max_length=12)
    respondent: str = Field("", max_length=160)
    happened_on: date | None = None
    amount: Decimal | None = Field(None, ge=0, max_digits=15, decimal_places=2)
    latitude: Decimal | None = Field(None, ge=-90, le=90)
    longitude: Decimal | None = Field(None, ge=-180, le=180)
    poster: str = Field("", max_length=12)
    joins: Id | None = Field(None, ge=1, le=2**62)


class RegisterIn(Schema):
    """A report taken down by staff for someone at the window or on the phone."""

    words: str = Field(min_length=4, max_length=5000)
    place: str = Field(max_length=15)
    name: str = Field(min_length=1, max_length=80)
    phone: str = Field(max_length=24)
    channel: Literal["window", "hotline", "api"] = "api"
    identity_number: str = Field("", max_length=18)
    respondent: str = Field("", max_length=160)
    respondent_phone: str = Field("", max_length=24)
    happened_on: date | None = None
    amount: Decimal | None = Field(None, ge=0, max_digits=15, decimal_places=2)
    people_affected: int = Field(1, ge=1, le=100_000)


class ReceivedShown(Schema):
    """A report that was taken in; the follow code is given this once."""

    dispute: int
    number: str
    follow_code: str


class PhoneCodeIn(Schema):
    """Where a code is to be sent, and what for."""

    phone: str = Field(max_length=24)


class SimilarShown(Schema):
    """A report that may be about the same thing."""

    id: int
    excerpt: str
    place_name: str
    opened_at: datetime
    shared: list[str]


class FollowedShown(Schema):
    """What a party sees of their dispute."""

    number: str
    item_name: str
    stage: str
    stage_name: str
    words: str
    step: StepShown
    story: list[EntryShown]
    papers: list[PaperShown]
    possible: list[str]


def step_shown(dispute: Dispute) -> StepShown:
    """The next step as JSON."""
    step = next_step(dispute)
    return StepShown(what=step.what, when=step.when, who=step.who, phone=step.phone)


def facts_of(dispute: Dispute) -> dict[str, object]:
    """What lists and pages share of a dispute."""
    matter = dispute.matter
    return {
        "id": matter.pk,
        "number": matter.number,
        "title": matter.title,
        "item": matter.topic or str(dispute.proposal.get("item", "")),
        "item_name": item_title(dispute),
        "stage": matter.stage,
        "stage_name": dispute.stage_label,
        "place": matter.place_id,
        "place_name": matter.place.name,
        "lead": matter.lead.name if matter.lead else "",
        "mediator": dispute.mediator.name if dispute.mediator else "",
        "opened_at": matter.opened_at,
        "yellow_on": matter.yellow_on,
        "due_on": matter.due_on,
        "amount": dispute.amount,
        "is_open": matter.is_open,
        "invented": matter.invented,
    }


def dispute_shown(dispute: Dispute) -> DisputeShown:
    """A dispute as lists show it; built without checking, since its facts come from the database."""
    return DisputeShown.model_construct(None, **facts_of(dispute))


def done(dispute: Dispute) -> Done:
    """Where a dispute stands after a deed."""
    matter = dispute.matter
    return Done(id=matter.pk, number=matter.number, stage=matter.stage, due_on=matter.due_on)


def party_shown(party: Party) -> PartyShown:
    """A party with the phone masked."""
    return PartyShown(id=party.pk, side=party.side, name=party.name, phone=party.masked_phone if party.phone else "")


def paper_shown(paper: Paper) -> PaperShown:
    """A paper's facts."""
    return PaperShown(
        id=paper.pk,
        kind=paper.kind,
        title=paper.title,
        media_type=paper.media_type,
        size=paper.size,
        sha256=paper.sha256,
        added_at=paper.added_at,
    )


def message_shown(message: Message) -> MessageShown:
    """A message of a room."""
    return MessageShown(
        id=message.pk,
        author=message.author_name,
        audience=message.audience,
        text=message.text,
        paper=message.paper_id,
        sent_at=message.sent_at,
    )


def offer_out(one: OfferShown) -> OfferOut:
    """An offer with its answers."""
    return OfferOut(
        id=one.offer.pk,
        by=one.by,
        terms=one.offer.terms,
        amount=one.offer.amount,
        pay_by=one.offer.pay_by,
        made_at=one.offer.made_at,
        answers=[AnswerShown(party=name, accepts=accepts) for name, accepts in one.answers],
    )


def instalment_shown(one: Instalment) -> InstalmentShown:
    """One promise."""
    return InstalmentShown(id=one.pk, what=one.what, amount=one.amount, due_on=one.due_on, done_on=one.done_on)


def settlement_shown(one: Settlement) -> SettlementShown:
    """A settlement with its promises and who has signed."""
    return SettlementShown(
        id=one.pk,
        status=one.status,
        terms=one.terms,
        paper=paper_shown(one.paper),
        signed_by=[signature.name for signature in one.paper.signatures.order_by("pk")],
        effective_on=one.effective_on,
        confirm_by=one.confirm_by,
        instalments=[instalment_shown(each) for each in one.instalments.order_by("position")],
    )


def task_shown(one: Task) -> TaskShown:
    """A task of a dispute."""
    return TaskShown(
        id=one.pk,
        kind=one.kind,
        whose=str(one.person or one.organisation or ""),
        yellow_on=one.yellow_on,
        due_on=one.due_on,
        done_at=one.done_at,
        basis=one.basis,
    )


def entry_shown(one: Entry) -> EntryShown:
    """One line of a story."""
    return EntryShown(at=one.at, sentence=one.sentence, who=one.who)
