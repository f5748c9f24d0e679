"""What is sent in about contracts."""

from typing import Literal

from ninja import Field

from concord.apps.contracts.models import Nature, Procurement
from concord.apps.contracts.models import Stance as ReadFor
from concord.core.api.shapes import Day, Given, Id, Money, PlaceCode, Text, YesNo

CODE = r"^([0-9A-HJ-NPQRTUWXY]{18})?$"


class ContractGiven(Given):
    """What a contract is to be; `counterpart_small` is null where it is not known."""

    title: Text = Field(min_length=1, max_length=200)
    nature: Nature
    procurement: Procurement
    counterpart: Text = Field(min_length=1, max_length=160)
    counterpart_code: Text = Field("", pattern=CODE)
    counterpart_small: YesNo | None = None
    amount: Money | None = None
    purpose: Text = Field(min_length=1, max_length=1_000)
    project_number: Text = Field("", max_length=60)
    begins_on: Day | None = None
    ends_on: Day | None = None
    stance: ReadFor = ReadFor.PUBLIC


class ContractRequestGiven(ContractGiven):
    """The same, and for which body."""

    body: Id


class AwardGiven(Given):
    """What was tendered and awarded; whatever is not known is left out."""

    number: Text = Field("", max_length=60)
    winner: Text = Field("", max_length=160)
    price: Money | None = None
    budget: Money | None = None
    awarded_on: Day | None = None
    days: int | None = Field(None, ge=1, le=20_000)
    payment_days: int | None = Field(None, ge=1, le=2_000)
    quality: Text = Field("", max_length=200)
    team: list[Text] = Field(default_factory=list, max_length=30)


class DraftFieldsGiven(Given):
    """Which model form, and what stands in its fields; what is left out is taken from what is known, or stays blank."""

    form: Text = Field(max_length=20)
    fields: dict[str, Text] = Field(default_factory=dict, max_length=60)


class FindingAnswerGiven(Given):
    """To be changed (with the words to write instead, where they are known), or stays as it is, and why."""

    answer: Literal["open", "accepted", "rejected"]
    reason: Text = Field("", max_length=500)
    wording: Text = Field("", max_length=2_000)


class CounselChosen(Given):
    """Who of the pool is asked."""

    counsel: Id


class OpinionGivenIn(Given):
    """An opinion (agree, changes, object), its words, and findings of the machine that are taken over."""

    opinion: Literal["agree", "changes", "object"]
    words: Text = Field("", max_length=4_000)
    taken: list[Id] = Field(default_factory=list, max_length=500, examples=[[1]])


class ContractReasonGiven(Given):
    """Why, or what came of it."""

    reason: Text = Field(min_length=1, max_length=1_000)


class ShelfGiven(Given):
    """The mark under which the file is kept."""

    shelf: Text = Field(min_length=1, max_length=80)


class SupplementGiven(Given):
    """What is added to a contract."""

    title: Text = Field(min_length=1, max_length=200)
    purpose: Text = Field(min_length=1, max_length=1_000)
    amount: Money


class CounselGiven(Given):
    """Someone for the pool of counsel."""

    person: Id
    firm: Id
    place: PlaceCode
    natures: list[Nature] = Field(default_factory=list, max_length=12)
    introduction: Text = Field("", max_length=300)
    most_open: int = Field(8, ge=1, le=100)


class EngagementGiven(Given):
    """For whom a counsel acts."""

    name: Text = Field(min_length=1, max_length=160)
    credit_code: Text = Field("", max_length=18)
    until: Day | None = None


class CopyGiven(Given):
    """How the contract was signed; `reason` says why the copy differs, or who compared it by eye."""

    kind: Literal["sealed", "scan"]
    signed_on: Day
    reason: Text = Field("", max_length=500)
