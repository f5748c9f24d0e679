"""What is known of a contract besides its text: given by people, or looked up elsewhere, and passed in as plain data.

Everything is optional. A rule that needs what is not given says nothing.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.engines.review.facts.nature import Mode, Nature

_ALIVE = re.compile(r"存续|在营|开业|在册|正常|迁入")
_TROUBLED = re.compile(r"异常|吊销|注销|清算|停业|撤销|查无")


class Stance(StrEnum):
    """For whom the contract is read: the public body, its counterparty, or neither."""

    PUBLIC = "public"
    SUPPLIER = "supplier"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence or qualification of a company, with its last day."""

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """The counterparty as registers know it; `listed` names the lists of dishonest or punished bodies it stands on."""

    name: str
    status: str = "存续"
    former_names: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    listed: tuple[str, ...] = ()
    small: bool | None = None

    @property
    def in_business(self) -> bool:
        """Whether its status is that of a company that goes on: on the register, and not struck off or wound up."""
        return bool(_ALIVE.search(self.status)) and not _TROUBLED.search(self.status)


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between someone who handles the contract and the counterparty, or between two bidders."""

    who: str
    whom: str
    how: str


@dataclass(frozen=True, slots=True)
class Tender:
    """What was tendered and awarded."""

    number: str = ""
    subject: str = ""
    winner: str = ""
    award: Decimal | None = None
    budget: Decimal | None = None
    awarded_on: date | None = None
    days: int | None = None
    payment_days: int | None = None
    quality: str = ""
    team: tuple[str, ...] = ()
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Concluded:
    """An earlier contract of the same body."""

    number: str
    counterparty: str
    category: str
    amount: Decimal
    signed_on: date


@dataclass(frozen=True, slots=True)
class Original:
    """The contract that this one supplements: its price, and what supplements before this one came to."""

    amount: Decimal
    supplemented: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Asset:
    """The public asset that is let or sold."""

    appraised: Decimal | None = None
    floor: Decimal | None = None
    approved: bool = False
    traded: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """How the signed text compares with the approved one, and whether the electronic signature verifies."""

    approved_sha256: str = ""
    approved_words: str = ""
    verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """Working days from signing to filing with the finance department, and to publication."""

    filed_after: int | None = None
    published_after: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Amounts in yuan from which rules of the place apply; officials set them."""

    enter: Decimal = Decimal(500_000)
    open_tender: Decimal = Decimal(4_000_000)
    major: Decimal = Decimal(10_000_000)
    tender_works: Decimal = Decimal(4_000_000)
    tender_goods: Decimal = Decimal(2_000_000)
    tender_services: Decimal = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything given beside the text; `nature`, `mode` and `signed_on` are recognised where they are not given."""

    nature: Nature | None = None
    stance: Stance = Stance.PUBLIC
    mode: Mode | None = None
    signed_on: date | None = None
    public_buyer: bool | None = None
    category: str = ""
    company: Company | None = None
    candidates: tuple[str, ...] = ()
    required_licences: tuple[str, ...] = ()
    supervision_required: bool = False
    ties: tuple[Tie, ...] = ()
    tender: Tender | None = None
    concluded: tuple[Concluded, ...] = ()
    original: Original | None = None
    asset: Asset | None = None
    institutions: frozenset[str] = frozenset()
    signed: Signed | None = None
    filing: Filing | None = None
    annexes_present: frozenset[int] | None = None
    limits: Limits = field(default_factory=Limits)
