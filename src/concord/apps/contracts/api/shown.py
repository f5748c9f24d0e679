"""What is answered about contracts."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema

from concord.apps.contracts.api.texts import VersionShown
from concord.apps.contracts.models import Contract, Copy, PlannedStep, Review


class ContractMade(Schema):
    """What was made."""

    id: int


class ContractShown(Schema):
    """A contract as the ledger shows it; amounts in yuan."""

    id: int
    number: str
    filed_number: str | None
    title: str
    body: str
    place: str
    counterpart: str
    nature: str
    procurement: str
    amount: Decimal | None
    stage: str
    stage_name: str
    major: list[str]
    signed_on: date | None
    yellow_on: date | None
    due_on: date | None
    is_open: bool


class ReviewShown(Schema):
    """A review by counsel or by the justice bureau; `can_give` where it waits for me."""

    id: int
    tier: str
    version: int
    who: str
    opinion: str
    words: str
    taken: list[int]
    yellow_on: date | None
    due_on: date | None
    given_at: datetime | None
    can_give: bool


class ContractPaperSigned(Schema):
    """The signed copy: its digest, and how many clauses are not as approved (null: compared by eye)."""

    paper: int
    sha256: str
    kind: str
    code: str
    differs: int | None
    differs_reason: str


class WholeContract(ContractShown):
    """One contract with what belongs to it, what keeps it from approval, and the deeds that I can do now."""

    purpose: str
    counterpart_code: str
    counterpart_small: bool | None
    project_number: str
    begins_on: date | None
    ends_on: date | None
    stance: str
    supplements: int | None
    versions: list[VersionShown]
    reviews: list[ReviewShown]
    copy_signed: ContractPaperSigned | None
    left_for_supplements: Decimal | None
    hindrances: list[str]
    deeds: list[str]


class PlannedShown(Schema):
    """A promise of the contract: on a day, or within days after what the words say."""

    id: int
    kind: str
    words: str
    amount: Decimal | None
    percent: Decimal | None
    on: date | None
    within: int | None
    unit: str


class FormFieldShown(Schema):
    """A field of a model form: text, amount, day or number."""

    name: str
    label: str
    kind: str


class ModelFormShown(Schema):
    """A model form with its fields."""

    id: str
    title: str
    fields: list[FormFieldShown]


class SignedCopyShown(Schema):
    """A signed copy as the record holds it: hold the digest of your file against `sha256`."""

    number: str
    filed_number: str
    body: str
    kind_name: str
    sha256: str
    signed_on: date | None
    recorded_at: datetime


def facts_of(one: Contract) -> dict[str, object]:
    """A contract as the ledger shows it."""
    matter = one.matter
    return {
        "id": one.pk,
        "number": matter.number,
        "filed_number": one.filed_number,
        "title": matter.title,
        "body": matter.lead.name if matter.lead else "",
        "place": matter.place_id,
        "counterpart": one.counterpart,
        "nature": one.nature,
        "procurement": one.procurement,
        "amount": one.amount,
        "stage": matter.stage,
        "stage_name": one.stage_label,
        "major": one.major,
        "signed_on": one.signed_on,
        "yellow_on": matter.yellow_on,
        "due_on": matter.due_on,
        "is_open": matter.is_open,
    }


def review_facts(one: Review, mine: frozenset[int]) -> dict[str, object]:
    """A review with its deadline."""
    who = one.person.name if one.person else (one.organisation.name if one.organisation else "")
    return {
        "id": one.pk,
        "tier": one.tier,
        "version": one.version.number,
        "who": who,
        "opinion": one.opinion,
        "words": one.words,
        "taken": one.taken,
        "yellow_on": one.task.yellow_on,
        "due_on": one.task.due_on,
        "given_at": one.given_at,
        "can_give": one.pk in mine,
    }


def copy_facts(one: Copy) -> dict[str, object]:
    """The signed copy."""
    names = ["sha256", "kind", "code", "differs", "differs_reason"]
    return {name: getattr(one, name) for name in names} | {"paper": one.paper_id}


def planned_shown(one: PlannedStep) -> PlannedShown:
    """A promise."""
    names = ["kind", "words", "amount", "percent", "on", "within", "unit"]
    return PlannedShown.model_validate({name: getattr(one, name) for name in names} | {"id": one.pk})
