"""Draft an agreement, have all sign the same paper, and see it performed (D6, D9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.disputes.access import disputes_mediated_by, disputes_run_by, settlement_of
from concord.apps.disputes.facts import (
    InstalmentDone,
    SettlementDrafted,
    SettlementPerformed,
    SettlementReached,
    SettlementRecalled,
    SettlementSigned,
)
from concord.apps.disputes.letters import settlement_pdf
from concord.apps.disputes.models import MOVES, Dispute, Instalment, Settlement, Stage
from concord.core.acts.services import record
from concord.core.agenda.services import finish_tasks, open_task
from concord.core.matters.models import Party
from concord.core.matters.services import move
from concord.core.papers.models import Paper, Signature
from concord.core.papers.services import keep_made
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.law.limits import confirmation_due


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing promised: what, how much if it is money, and by when."""

    what: str
    due_on: date
    amount: Decimal | None = None


def _check(dispute: Dispute, terms: str, promises: Sequence[Promise], today: date) -> None:
    if not terms.strip():
        raise Refusal(_("Write what was agreed."), field="terms")
    unreached = [party.name for party in dispute.matter.parties.all() if not party.phone]
    if unreached:
        raise Refusal(
            _("No phone is known for %(names)s: enter it first, so that they can sign.")
            % {"names": "、".join(unreached)}
        )
    if any(promise.due_on < today for promise in promises):
        raise Refusal(_("A day of performance lies in the past."), field="promises")
    if any(promise.amount is not None and promise.amount <= 0 for promise in promises):
        raise Refusal(_("An amount to be paid must be more than 0."), field="promises")
    if dispute.matter.parties.filter(side=Party.Side.RESPONDENT).first() is None:
        raise Refusal(_("Name the other side first: nobody can agree alone."))


@transaction.atomic
def draft_settlement(pk: int, *, terms: str, promises: Sequence[Promise], by: Person, today: date) -> Settlement:
    """Draft the settlement as a paper that all will sign; from now on its words are fixed.

    Refuses empty terms, a party who cannot be reached, days in the past, and a dispute with one side only.
    """
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    _check(dispute, terms, promises, today)
    move(dispute.matter, Stage.SIGNING, MOVES)
    content = settlement_pdf(dispute, terms, promises, mediator=by, today=today)
    paper = keep_made(
        dispute.matter,
        content,
        title=_("Settlement"),
        filename=f"{dispute.matter.number}.pdf",
        kind=Paper.Kind.SETTLEMENT,
        by=by,
    )
    settlement = Settlement.objects.create(dispute=dispute, terms=terms, paper=paper, drafted_by=by)
    Instalment.objects.bulk_create(
        Instalment(settlement=settlement, position=n, what=one.what, amount=one.amount, due_on=one.due_on)
        for n, one in enumerate(promises, 1)
    )
    record(
        SettlementDrafted(
            matter_id=dispute.matter_id, settlement_id=settlement.pk, paper_id=paper.pk, sha256=paper.sha256
        ),
        by=by,
    )
    return settlement


@transaction.atomic
def recall_settlement(pk: int, *, reason: str, by: Person) -> Settlement:
    """Take a draft back before all have signed; the signatures given lose their object, the record keeps them."""
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    settlement = dispute.settlements.select_for_update().filter(status=Settlement.Status.SIGNING).first()
    if settlement is None:
        raise Refusal(_("There is no draft to recall."))
    settlement.status = Settlement.Status.RECALLED
    settlement.save(update_fields=["status"])
    move(dispute.matter, Stage.MEDIATING, MOVES)
    record(SettlementRecalled(matter_id=dispute.matter_id, settlement_id=settlement.pk, reason=reason), by=by)
    return settlement


def signers_in_order(settlement: Settlement) -> list[Party]:
    """The parties who sign, in order: applicants first, then the other side."""
    return list(settlement.dispute.matter.parties.order_by("side", "pk"))


def next_signer(settlement: Settlement) -> Party | None:
    """Whose signature is awaited; None when only the mediator's is missing, or nobody's."""
    signed = set(settlement.paper.signatures.values_list("party", flat=True))
    return next((party for party in signers_in_order(settlement) if party.pk not in signed), None)


@transaction.atomic
def sign_as_party(party: Party, *, sha256: str, method: str, evidence: dict[str, str]) -> Settlement:
    """Sign, as the party whose turn it is, exactly the paper that was shown (by its digest).

    The door has checked a code sent to the party's phone for this very paper. Refuses another paper, a wrong turn,
    and a second signature.
    """
    settlement = settlement_of(party)
    Dispute.objects.select_for_update().get(pk=settlement.dispute_id)
    if settlement.status != Settlement.Status.SIGNING or settlement.paper.sha256 != sha256:
        raise Refusal(_("This draft is no longer the one to sign. Open it again and read it once more."))
    awaited = next_signer(settlement)
    if awaited is None or awaited.pk != party.pk:
        signed = settlement.paper.signatures.filter(party=party).exists()
        raise Refusal(
            _("You have signed already.")
            if signed
            else _("It is %(name)s's turn to sign first; you will be told.") % {"name": awaited.name if awaited else ""}
        )
    Signature.objects.create(
        paper=settlement.paper, party=party, name=party.name, sha256=sha256, method=method, evidence=evidence
    )
    record(
        SettlementSigned(matter_id=party.matter_id, settlement_id=settlement.pk, signer_name=party.name),
        by=None,
        name=party.name,
    )
    return settlement


@transaction.atomic
def sign_as_mediator(pk: int, *, by: Person, today: date) -> Settlement:
    """Sign last, as the mediator: the settlement takes effect (在线调解规则 art. 19; 人民调解法 art. 29)."""
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    settlement = dispute.settlements.filter(status=Settlement.Status.SIGNING).first()
    if settlement is None:
        raise Refusal(_("There is no settlement waiting for your signature."))
    awaited = next_signer(settlement)
    if awaited is not None:
        raise Refusal(_("%(name)s has not signed yet; the mediator signs last.") % {"name": awaited.name})
    Signature.objects.create(
        paper=settlement.paper, person=by, name=by.name, sha256=settlement.paper.sha256, method="account", evidence={}
    )
    due = confirmation_due(today)
    dispute.settlements.filter(status=Settlement.Status.SIGNED).update(status=Settlement.Status.REPLACED)
    settlement.status, settlement.effective_on, settlement.confirm_by = Settlement.Status.SIGNED, today, due.result
    settlement.save()
    first = settlement.instalments.order_by("due_on").first()
    move(
        dispute.matter,
        Stage.PERFORMING,
        MOVES,
        yellow_on=first.due_on if first else None,
        due_on=first.due_on if first else None,
    )
    finish_tasks(dispute.matter, by=by)
    open_task(dispute.matter, "watch_performance", begun=today, by_when=None, organisation=dispute.committee, person=by)
    record(
        SettlementSigned(matter_id=dispute.matter_id, settlement_id=settlement.pk, signer_name=by.name),
        SettlementReached(
            matter_id=dispute.matter_id,
            settlement_id=settlement.pk,
            effective_on=today.isoformat(),
            confirm_by=due.result.isoformat(),
        ),
        by=by,
    )
    if first is None:
        _close_performed(dispute, settlement, by)
    return settlement


def _close_performed(dispute: Dispute, settlement: Settlement, by: Person) -> None:
    move(dispute.matter, Stage.FULFILLED, MOVES, yellow_on=None, due_on=None)
    finish_tasks(dispute.matter, by=by)
    record(SettlementPerformed(matter_id=dispute.matter_id, settlement_id=settlement.pk), by=by)


@transaction.atomic
def confirm_instalment(pk: int, instalment_pk: int, *, by: Person, today: date) -> Instalment:
    """Note that one promise was kept; the last one closes the dispute."""
    dispute = (disputes_mediated_by(by) | disputes_run_by(by)).select_for_update(of=("self",)).get(pk=pk)
    in_force = Instalment.objects.filter(settlement__dispute=dispute, settlement__status=Settlement.Status.SIGNED)
    instalment = in_force.select_for_update(of=("self",)).get(pk=instalment_pk)
    if dispute.matter.stage != Stage.PERFORMING or instalment.done_on is not None:
        raise Refusal(_("This has been noted before."))
    instalment.done_on, instalment.confirmed_by = today, by
    instalment.save(update_fields=["done_on", "confirmed_by"])
    record(InstalmentDone(matter_id=dispute.matter_id, instalment_id=instalment.pk, what=instalment.what), by=by)
    rest = Instalment.objects.filter(settlement=instalment.settlement, done_on=None).order_by("due_on").first()
    if rest is None:
        _close_performed(dispute, instalment.settlement, by)
    else:
        dispute.matter.yellow_on = dispute.matter.due_on = rest.due_on
        dispute.matter.save(update_fields=["yellow_on", "due_on"])
    return instalment
