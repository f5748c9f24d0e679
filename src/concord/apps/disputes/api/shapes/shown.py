"""What the disputes' JSON doors answer."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema

from concord.apps.disputes.models import Dispute, Instalment, Settlement
from concord.apps.disputes.selectors.following import Entry, OfferShown, item_title
from concord.apps.disputes.selectors.next_step import next_step
from concord.apps.disputes.selectors.similar import Similar
from concord.apps.disputes.services.intake import Received
from concord.core.agenda.models import Task
from concord.core.api.papers import PaperShown, paper_shown
from concord.core.matters.models import Party
from concord.core.rooms.models import Message


class Standing(Schema):
    """Where the dispute stands now."""

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


class ReceivedShown(Schema):
    """A report that was taken in; the follow code is given this once."""

    dispute: int
    number: str
    follow_code: str


class SimilarShown(Schema):
    """A report that may be about the same thing."""

    id: int
    excerpt: str
    place_name: str
    opened_at: datetime
    shared: list[str]


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


def dispute_whole(dispute: Dispute, deeds: list[str]) -> DisputeWhole:
    """A dispute as its page shows it, with the deeds that the one who looks can do now."""
    beside = {
        "words": dispute.words,
        "tags": dispute.tags,
        "proposal": dispute.proposal,
        "step": step_shown(dispute),
        "deeds": deeds,
    }
    return DisputeWhole.model_validate(facts_of(dispute) | beside)


def standing(dispute: Dispute) -> Standing:
    """Where a dispute stands after a deed."""
    matter = dispute.matter
    return Standing(id=matter.pk, number=matter.number, stage=matter.stage, due_on=matter.due_on)


def party_shown(party: Party) -> PartyShown:
    """A party with the phone masked."""
    return PartyShown(id=party.pk, side=party.side, name=party.name, phone=party.masked_phone if party.phone else "")


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


def received_shown(received: Received) -> ReceivedShown:
    """A report that was taken in, with the code to follow it."""
    matter = received.report.dispute.matter
    return ReceivedShown(dispute=matter.pk, number=matter.number, follow_code=received.follow_code)


def similar_shown(one: Similar) -> SimilarShown:
    """A report that may be about the same thing."""
    return SimilarShown(
        id=one.dispute.pk,
        excerpt=one.excerpt,
        place_name=one.dispute.matter.place.name,
        opened_at=one.dispute.matter.opened_at,
        shared=list(one.shared),
    )


def mine_facts(dispute: Dispute) -> dict[str, object]:
    """What a person sees of a dispute of their own in a list."""
    kept = {"id", "number", "item_name", "stage", "stage_name", "place_name", "opened_at"}
    return {name: told for name, told in facts_of(dispute).items() if name in kept}
