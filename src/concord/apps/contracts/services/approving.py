"""Send a negotiated text to be approved, approve it, or send it back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.contracts.facts.life import ContractApproved, ContractSentBack, ContractSentToApproval
from concord.apps.contracts.models import Contract, Finding, Stage, Tier, Version
from concord.apps.contracts.services.agreement import agreed, grounds
from concord.apps.contracts.services.requesting import refuse_own
from concord.apps.contracts.services.screening import open_blocks
from concord.apps.contracts.services.steps import enter, hold, said, the_text
from concord.core.acts.services import record
from concord.core.people.models import Person
from concord.core.refusals import Refusal

GRAVE = (Finding.Severity.BLOCK, Finding.Severity.HIGH)


def hindrances(contract: Contract, version: Version) -> list[str]:
    """What keeps this version from being sent to approval, each in a sentence; empty where nothing does."""
    found = []
    unanswered = version.findings.filter(severity__in=GRAVE, answer=Finding.Answer.OPEN).count()
    if unanswered:
        found.append(_("Grave findings without an answer: %(count)s.") % {"count": unanswered})
    if not agreed(contract, Tier.COUNSEL, version):
        found.append(_("Legal counsel has not agreed to this version; send it to counsel."))
    elif grounds(contract) and not agreed(contract, Tier.LEGALITY, version):
        found.append(_("The justice bureau has not agreed to this version; send it to counsel first."))
    return found


@transaction.atomic
def send_to_approval(pk: int, *, by: Person, today: date) -> Contract:
    """Send the newest version to be approved.

    Refuses grave findings without an answer, and a version to which counsel (for major contracts also the justice
    bureau) did not agree.
    """
    contract = hold(pk, "handle_contract", by, [Stage.NEGOTIATING])
    version = the_text(contract)
    if found := hindrances(contract, version):
        raise Refusal(" ".join(found))
    enter(contract, Stage.APPROVAL, by=by, today=today)
    record(ContractSentToApproval(matter_id=pk, version=version.number), by=by)
    return contract


@transaction.atomic
def approve(pk: int, *, by: Person, today: date) -> Contract:
    """Approve the newest version to be signed. Refuses one's own request, and findings that block signing."""
    contract = hold(pk, "approve_contract", by, [Stage.APPROVAL])
    refuse_own(contract, by)
    version = the_text(contract)
    if blocking := open_blocks(version):
        raise Refusal(
            _("Findings block signing: %(count)s. Send it back, or say for each why it may stand.")
            % {"count": blocking}
        )
    contract.approved_by = by
    contract.save(update_fields=["approved_by"])
    enter(contract, Stage.SIGNING, by=by, today=today)
    record(ContractApproved(matter_id=pk, version=version.number, sha256=version.paper.sha256), by=by)
    return contract


@transaction.atomic
def send_back(pk: int, reason: str, *, by: Person, today: date) -> Contract:
    """Send a text back to be negotiated, before or after it was approved. Refuses empty words."""
    contract = hold(pk, "approve_contract", by, [Stage.APPROVAL, Stage.SIGNING])
    words = said(reason, _("Say what has to change."))
    contract.approved_by = None
    contract.save(update_fields=["approved_by"])
    enter(contract, Stage.NEGOTIATING, by=by, today=today)
    record(ContractSentBack(matter_id=pk, reason=words), by=by)
    return contract
