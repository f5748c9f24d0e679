"""The page of one contract: the deeds at hand, what keeps it from going on, its reviews, what it supplements."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from concord.apps.contracts.access import reviews_given_by
from concord.apps.contracts.models import UNSIGNED, Contract, Procurement, Review, Stage, Version
from concord.apps.contracts.registers import registers
from concord.apps.contracts.rules import MajorRule, major_rules
from concord.apps.contracts.services.approving import hindrances
from concord.apps.contracts.services.ending import left_for_supplements
from concord.apps.contracts.services.steps import latest
from concord.core.matters.access import capabilities_on
from concord.core.people.models import Person


@dataclass(frozen=True, slots=True)
class AtHand:
    """With which capability, and in which stages, a deed is at hand."""

    capability: str
    stages: frozenset[str]


def _in(capability: str, *stages: str) -> AtHand:
    return AtHand(capability, frozenset(stages))


# The deeds on a contract in the order of its life; the first at hand is the next one.
DEEDS: dict[str, AtHand] = {
    "approve-request": _in("approve_contract", Stage.REQUESTED),
    "draft": _in("handle_contract", Stage.DRAFTING),
    "upload": _in("handle_contract", Stage.DRAFTING, Stage.NEGOTIATING),
    "counsel": _in("handle_contract", Stage.DRAFTING, Stage.NEGOTIATING),
    "send-to-approval": _in("handle_contract", Stage.NEGOTIATING),
    "approve": _in("approve_contract", Stage.APPROVAL),
    "copy": _in("seal_contract", Stage.SIGNING),
    "file": _in("handle_contract", Stage.SIGNED),
    "payment": _in("handle_contract", Stage.PERFORMING, Stage.CLOSED, Stage.TERMINATED),
    "event": _in("handle_contract", Stage.PERFORMING, Stage.CLOSED, Stage.TERMINATED),
    "supplement": _in("handle_contract", Stage.PERFORMING),
    "close": _in("handle_contract", Stage.PERFORMING),
    "archive": _in("handle_contract", Stage.CLOSED),
    "award": AtHand("handle_contract", UNSIGNED),
    "details": AtHand("handle_contract", UNSIGNED),
    "look-up": _in("handle_contract", *UNSIGNED, Stage.SIGNED, Stage.PERFORMING),
    "send-back": _in("approve_contract", Stage.APPROVAL, Stage.SIGNING),
    "terminate": _in("approve_contract", Stage.SIGNED, Stage.PERFORMING),
    "withdraw": AtHand("handle_contract", UNSIGNED),
}
HELD = ("handle_contract", "approve_contract", "seal_contract", "override_finding")


def capabilities_held(contract: Contract, person: Person) -> frozenset[str]:
    """What this person may do with this contract."""
    held = capabilities_on(person, contract.pk, ["handle_contract", "approve_contract"])
    return held | capabilities_on(person, contract.pk, ["seal_contract", "override_finding"])


def deeds_at_hand(contract: Contract, person: Person) -> list[str]:
    """The names of the deeds that this person can do now, the next one first."""
    held, version = capabilities_held(contract, person), latest(contract)
    stage = contract.matter.stage
    names = [name for name, one in DEEDS.items() if one.capability in held and stage in one.stages]
    return sorted(_fitting(names, contract, version), key=lambda name: name != _first(contract, version))


def _fitting(names: Iterable[str], contract: Contract, version: Version | None) -> Iterable[str]:
    """Those that make sense beyond the stage."""
    screened = version is not None and version.state == Version.State.SCREENED
    without = {"counsel", "send-to-approval"} if not screened else set()
    if contract.supplements_id is not None:
        without.add("supplement")
    if registers.companies is None or not contract.counterpart_code:
        without.add("look-up")
    if contract.procurement == Procurement.NONE:
        without.add("award")
    if version is not None and contract.matter.stage == Stage.NEGOTIATING and hindrances(contract, version):
        without.add("send-to-approval")
    return [name for name in names if name not in without]


def _first(contract: Contract, version: Version | None) -> str:
    """The deed that carries a contract on, where it is not the first of the table."""
    stage = contract.matter.stage
    if version is None or stage not in {Stage.DRAFTING, Stage.NEGOTIATING}:
        return ""
    if stage == Stage.DRAFTING:
        return "counsel"
    return "upload" if hindrances(contract, version) else "send-to-approval"


@dataclass(frozen=True, slots=True)
class ContractPage:
    """What the frame of a contract's page shows beside its parts."""

    contract: Contract
    version: Version | None
    deeds: list[str]
    review: Review | None
    hindrances: list[str]
    major: list[MajorRule]
    left: Decimal | None


def contract_page(contract: Contract, person: Person) -> ContractPage:
    """The frame of one contract for one person; `review` is the one that waits for them."""
    version = latest(contract)
    kept = []
    if contract.matter.stage == Stage.NEGOTIATING and version is not None:
        kept = hindrances(contract, version)
    rules = major_rules()
    return ContractPage(
        contract=contract,
        version=version,
        deeds=deeds_at_hand(contract, person),
        review=reviews_given_by(person).filter(contract=contract).first(),
        hindrances=kept,
        major=[rules[one] for one in contract.major if one in rules],
        left=left_for_supplements(contract) if contract.matter.stage == Stage.PERFORMING else None,
    )
