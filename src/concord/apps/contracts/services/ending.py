"""Change a signed contract by a supplement, close and archive it, terminate it; withdraw one that is not signed."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.contracts.facts.life import (
    ContractArchived,
    ContractClosed,
    ContractTerminated,
    ContractWithdrawn,
    SupplementRequested,
)
from concord.apps.contracts.models import UNSIGNED, Contract, Opinion, Procurement, Stage
from concord.apps.contracts.services.known import supplemented
from concord.apps.contracts.services.requesting import Asked, open_contract
from concord.apps.contracts.services.reviewing import end_access_of_counsel, free_counsel
from concord.apps.contracts.services.steps import enter, hold, said
from concord.core.acts.services import record
from concord.core.matters.models import MatterLink
from concord.core.people.models import Person
from concord.core.refusals import Refusal

# Government Procurement Law art. 49: supplements of one contract come to no more than 10 % of what was procured.
MOST_SUPPLEMENTED, CENT = Decimal("0.10"), Decimal("0.01")
LONGEST_SHELF = 80


def left_for_supplements(contract: Contract) -> Decimal | None:
    """What may still be added to a contract, in yuan; None where the law sets no bound or the amount is not known."""
    if contract.amount is None or not Procurement(contract.procurement).by_procurement_law:
        return None
    most = (contract.amount * MOST_SUPPLEMENTED).quantize(CENT, ROUND_DOWN)
    return most - supplemented(contract)


@transaction.atomic
def request_supplement(pk: int, title: str, purpose: str, amount: Decimal, *, by: Person, today: date) -> Contract:
    """Ask for a supplement of a contract that is performed; it runs through all steps of its own.

    Refuses what, with the supplements before it, comes to more than 10 % of a procured contract (政府采购法 art. 49).
    """
    contract = hold(pk, "handle_contract", by, [Stage.PERFORMING])
    if contract.supplements_id is not None:
        raise Refusal(_("This is itself a supplement; supplement the contract that it changes."))
    left = left_for_supplements(contract)
    if left is not None and amount > left:
        raise Refusal(
            _(
                "Supplements may come to 10 %% of the contract (Government Procurement Law art. 49); "
                "CNY %(left)s are left. What goes beyond has to be procured anew."
            )
            % {"left": f"{max(left, Decimal(0)):,.2f}"},
            field="amount",
        )
    asked = replace(_as_asked(contract), title=title, purpose=purpose, amount=amount)
    said(title, _("Say what the contract is called."), "title")
    said(purpose, _("Say what it is for."), "purpose")
    assert contract.matter.lead is not None
    made = open_contract(
        asked,
        contract.matter.lead,
        by=by,
        today=today,
        supplements=contract,
        invented=contract.matter.invented,
    )
    MatterLink.objects.create(source=made.matter, target=contract.matter, kind=MatterLink.Kind.RELATED)
    told = SupplementRequested(
        matter_id=pk,
        supplement_id=made.pk,
        number=str(made.matter.number),
        purpose=purpose.strip(),
        amount=str(amount),
    )
    record(told, by=by)
    return made


def _as_asked(contract: Contract) -> Asked:
    return Asked(
        title=contract.matter.title,
        nature=contract.nature,
        procurement=contract.procurement,
        counterpart=contract.counterpart,
        counterpart_code=contract.counterpart_code,
        counterpart_small=contract.counterpart_small,
        purpose=contract.purpose,
        amount=contract.amount,
        project_number=contract.project_number,
        begins_on=contract.begins_on,
        ends_on=contract.ends_on,
        stance=contract.stance,
    )


@transaction.atomic
def close(pk: int, outcome: str, *, by: Person, today: date) -> Contract:
    """Close a contract that is performed, with what came of it. Refuses while a supplement is not signed yet."""
    contract = hold(pk, "handle_contract", by, [Stage.PERFORMING])
    words = said(outcome, _("Write what came of it."), "outcome")
    if contract.supplementary.filter(matter__stage__in=UNSIGNED).exists():
        raise Refusal(_("A supplement is still under way; sign or withdraw it first."))
    contract.closed_on = today
    contract.save(update_fields=["closed_on"])
    enter(contract, Stage.CLOSED, by=by, today=today)
    record(ContractClosed(matter_id=pk, outcome=words), by=by)
    return contract


@transaction.atomic
def archive(pk: int, shelf: str, *, by: Person, today: date) -> Contract:
    """Archive a closed contract under the mark by which its file is found again."""
    contract = hold(pk, "handle_contract", by, [Stage.CLOSED])
    mark = said(shelf, _("Write under which mark its file is kept."), "shelf")[:LONGEST_SHELF]
    enter(contract, Stage.ARCHIVED, by=by, today=today)
    record(ContractArchived(matter_id=pk, shelf=mark), by=by)
    return contract


@transaction.atomic
def terminate(pk: int, reason: str, *, by: Person, today: date) -> Contract:
    """End a signed contract before its time, saying on which ground. Refuses empty words."""
    contract = hold(pk, "approve_contract", by, [Stage.SIGNED, Stage.PERFORMING])
    words = said(reason, _("Say on which ground it ends."))
    enter(contract, Stage.TERMINATED, by=by, today=today)
    record(ContractTerminated(matter_id=pk, reason=words), by=by)
    return contract


@transaction.atomic
def withdraw(pk: int, reason: str, *, by: Person, today: date) -> Contract:
    """Give up a contract that is not signed; a review that still waits ends with it."""
    contract = hold(pk, "handle_contract", by, UNSIGNED)
    words = said(reason, _("Say why it is withdrawn."))
    for review in contract.reviews.filter(opinion=Opinion.WAITING):
        review.opinion = Opinion.RECALLED
        review.save(update_fields=["opinion"])
        free_counsel(review)
    enter(contract, Stage.WITHDRAWN, by=by, today=today)
    end_access_of_counsel(contract)
    record(ContractWithdrawn(matter_id=pk, reason=words), by=by)
    return contract
