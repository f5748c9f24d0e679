"""The life of a contract: requested, approved, signed, filed, changed, ended."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRequested(Fact):
    story: ClassVar[str] = _("%(body)s requested a contract with %(counterpart)s: %(purpose)s")
    body: str
    counterpart: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRequestApproved(Fact):
    story: ClassVar[str] = _("The request was approved; the text can be drafted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractDetailsChanged(Fact):
    story: ClassVar[str] = _("What is known of the contract was changed: %(fields)s")
    fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardEntered(Fact):
    story: ClassVar[str] = _("What was tendered and awarded was entered: %(winner)s, %(price)s")
    winner: str
    price: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSentToApproval(Fact):
    story: ClassVar[str] = _("Version %(version)s was sent to be approved.")
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSentBack(Fact):
    story: ClassVar[str] = _("It was sent back: %(reason)s")
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractApproved(Fact):
    """`sha256` is the digest of the file that was approved."""

    story: ClassVar[str] = _("Version %(version)s was approved to be signed.")
    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySigned(Fact):
    """The signed copy, by its digest, with how many clauses are not as approved (None: compared by eye)."""

    story: ClassVar[str] = _("The signed copy was recorded (%(kind_name)s).")
    kind: str
    kind_name: str
    sha256: str
    differs: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFiled(Fact):
    story: ClassVar[str] = _("It was filed as %(filed_number)s; %(steps)s steps are planned from its text.")
    filed_number: str
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested(Fact):
    story: ClassVar[str] = _("A supplement was requested (%(number)s): %(purpose)s")
    supplement_id: int
    number: str
    purpose: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSupplemented(Fact):
    story: ClassVar[str] = _("A supplement was signed and filed (%(filed_number)s).")
    supplement_id: int
    filed_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractClosed(Fact):
    story: ClassVar[str] = _("It was closed: %(outcome)s")
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractArchived(Fact):
    story: ClassVar[str] = _("It was archived under %(shelf)s.")
    shelf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerminated(Fact):
    story: ClassVar[str] = _("It was terminated: %(reason)s")
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractWithdrawn(Fact):
    story: ClassVar[str] = _("It was withdrawn: %(reason)s")
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerExported(Fact):
    story: ClassVar[str] = _("%(rows)s contracts were taken out as a spreadsheet (%(filter)s).")
    rows: int
    filter: str
