"""Handle two reports of the same dispute as one (D2)."""

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.disputes.access import dispute_triaged_by, disputes_triaged_by
from concord.apps.disputes.facts import DisputeJoined, ReportJoined
from concord.apps.disputes.models import MOVES, Dispute, Report, Stage
from concord.core.acts.services import record
from concord.core.agenda.services import finish_tasks
from concord.core.matters.models import MatterLink, Party
from concord.core.matters.search import enter_for_search
from concord.core.matters.services import PartyNamed, add_parties, move
from concord.core.people.models import Person
from concord.core.refusals import Refusal


def _carry_over(report: Report, target: Dispute) -> Party:
    """The reporter becomes a party of the other dispute; their follow code leads there from now on."""
    old = report.party
    named = PartyNamed(old.side, old.name, old.phone, old.identity_number, old.address, old.person)
    (party,) = add_parties(target.matter, [named])
    party.follow_hash, old.follow_hash = old.follow_hash, None
    old.save(update_fields=["follow_hash"])
    party.save(update_fields=["follow_hash"])
    report.party, report.dispute = party, target
    report.save(update_fields=["party", "dispute"])
    return party


@transaction.atomic
def join_disputes(pk: int, *, number: str, reason: str, by: Person) -> Dispute:
    """Close a fresh report as the same dispute as another one, whose handling goes on for all who reported.

    Refuses a number that does not exist for `by`, itself, a dispute that has ended, and joining without a reason.
    """
    dispute = dispute_triaged_by(by, pk)
    target = disputes_triaged_by(by).select_for_update(of=("self",)).filter(matter__number=number.strip()).first()
    if target is None or target.pk == dispute.pk:
        raise Refusal(_("There is no other dispute with this number."), field="number")
    if not target.matter.is_open:
        raise Refusal(_("That dispute has ended; link to it instead of joining."), field="number")
    if not reason.strip():
        raise Refusal(_("Say what shows that it is the same."), field="reason")
    move(dispute.matter, Stage.JOINED, MOVES, yellow_on=None, due_on=None)
    MatterLink.objects.create(source=dispute.matter, target=target.matter, kind=MatterLink.Kind.DUPLICATE)
    finish_tasks(dispute.matter, by=by)
    parties = [_carry_over(report, target) for report in dispute.reports.select_related("party__person")]
    Dispute.objects.filter(pk=target.pk).update(people_affected=target.people_affected + dispute.people_affected)
    _find_by_all(target)
    record(
        DisputeJoined(matter_id=dispute.matter_id, number=target.matter.number, reason=reason),
        *(ReportJoined(matter_id=target.matter_id, party_id=party.pk) for party in parties),
        by=by,
    )
    return target


def _find_by_all(target: Dispute) -> None:
    words = target.reports.values_list("words", flat=True)
    enter_for_search(target.matter, [*words, target.object, *target.matter.parties.values_list("name", flat=True)])
