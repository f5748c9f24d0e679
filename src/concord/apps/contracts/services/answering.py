"""Answer findings: to be changed, or to stay as they are, with reasons."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.contracts.access import contracts_with, findings_answered_by
from concord.apps.contracts.facts.review import FindingAnswered
from concord.apps.contracts.models import UNSIGNED, Finding
from concord.apps.contracts.services.steps import latest
from concord.core.acts.services import record
from concord.core.people.models import Person
from concord.core.refusals import Refusal


@transaction.atomic
def answer_finding(pk: int, answer: str, *, reason: str = "", wording: str = "", by: Person) -> Finding:
    """Say that a finding is to be changed (with the words to write instead, if they are known) or stays as it is.

    Refuses what is not of the newest version, a no without a reason, and from who may not override it a no to a finding
    that blocks signing: that takes a named person with the duty to answer for it.
    """
    finding = _held(pk, by)
    if answer == Finding.Answer.REJECTED:
        _refuse_no(finding, reason, by)
    finding.answer, finding.answer_reason = answer, reason.strip()[:500]
    finding.answered_by, finding.answered_at = by, timezone.now()
    finding.replacement = _wording(finding, wording) if answer == Finding.Answer.ACCEPTED else ""
    if answer == Finding.Answer.OPEN:
        finding.answered_by, finding.answered_at = None, None
    finding.save()
    told = FindingAnswered(
        matter_id=finding.version.contract_id,
        finding_id=finding.pk,
        rule=finding.rule,
        answer=answer,
        answer_name=str(Finding.Answer(answer).label),
        reason=finding.answer_reason,
    )
    record(told, by=by)
    return finding


def _held(pk: int, by: Person) -> Finding:
    found = findings_answered_by(by).select_related("version__contract__matter")
    finding: Finding = found.select_for_update(of=("self",)).get(pk=pk)
    contract = finding.version.contract
    if contract.matter.stage not in UNSIGNED:
        raise Refusal(_("This contract is signed; its findings stay as they were answered."))
    newest = latest(contract)
    if newest is None or newest.pk != finding.version_id:
        raise Refusal(_("There is a newer version; answer the finding there."))
    return finding


def _refuse_no(finding: Finding, reason: str, by: Person) -> None:
    if not reason.strip():
        raise Refusal(_("Say why it stays as it is."), field="reason")
    blocks = finding.severity == Finding.Severity.BLOCK
    if blocks and not contracts_with(by, "override_finding").filter(pk=finding.version.contract_id).exists():
        raise Refusal(_("This finding blocks signing; only who approves contracts may let it stand."), field="answer")


def _wording(finding: Finding, wording: str) -> str:
    """The new words; none where they are the old ones, or where the finding has no single place for them."""
    told = " ".join(wording.split())
    return told if told and told != finding.quote and len(finding.spans) == 1 else ""
