"""What can happen to a dispute, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact
from concord.core.acts.models import Act

PARTIES = Act.Visibility.PARTIES


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The report was received.")
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportJoined(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("Another person reported the same dispute; both are handled together.")
    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeAccepted(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The report was accepted as “%(item_name)s” (%(place_name)s).")
    item: str
    item_name: str
    place_name: str
    corrected: bool
    proposed: str = ""
    first_three: tuple[str, ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRefused(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("This cannot be mediated here: %(reason)s The right door: %(door)s.")
    reason: str
    door: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeWithdrawn(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The report was withdrawn.")
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentToDepartment(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(organisation_name)s is handling it; an answer is due by %(due_on)s.")
    organisation_id: int
    organisation_name: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JointHandlingBegun(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(organisation_name)s takes part as well (%(way)s).")
    organisation_id: int
    organisation_name: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingContested(Fact):
    story: ClassVar[str] = _("%(organisation_name)s says it is not its duty: %(reason)s")
    organisation_id: int
    organisation_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryDecided(Fact):
    story: ClassVar[str] = _("Decided: %(organisation_name)s is responsible. %(decision)s")
    organisation_id: int
    organisation_name: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentResolved(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(organisation_name)s answered: %(answer)s")
    organisation_name: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorAssigned(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(mediator_name)s of %(committee_name)s was asked to mediate.")
    mediator_id: int
    mediator_name: str
    committee_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorDeclined(Fact):
    story: ClassVar[str] = _("%(mediator_name)s cannot take it: %(reason)s")
    mediator_id: int
    mediator_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationBegun(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(mediator_name)s took up the mediation; it ends by %(due_on)s.")
    mediator_name: str
    due_on: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyReached(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(party_name)s was reached and has a code to take part.")
    party_id: int
    party_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentMade(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("Appointment: %(starts_at)s, %(way)s %(where)s")
    appointment_id: int
    starts_at: str
    way: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCancelled(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The appointment of %(starts_at)s was cancelled: %(reason)s")
    appointment_id: int
    starts_at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(by_name)s proposed: %(terms)s")
    offer_id: int
    by_name: str
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswered(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(party_name)s answered the proposal: %(answer)s.")
    offer_id: int
    party_name: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDrafted(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The settlement was drafted and waits for signatures.")
    settlement_id: int
    paper_id: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRecalled(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The draft settlement was recalled: %(reason)s")
    settlement_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementSigned(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("%(signer_name)s signed the settlement.")
    settlement_id: int
    signer_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementReached(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("All have signed. The court can confirm the settlement if both ask by %(confirm_by)s.")
    settlement_id: int
    effective_on: str
    confirm_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentDone(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("Performed: %(what)s")
    instalment_id: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementPerformed(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("Everything agreed was performed. The dispute is closed.")
    settlement_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationEnded(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The mediation ended without agreement: %(reason_name)s.")
    reason: str
    reason_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRated(Fact):
    story: ClassVar[str] = _("The resident rated the handling %(score)s of 5.")
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRaised(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The resident objected to how it ended.")
    objection_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeReopened(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The dispute was reopened: %(answer)s")
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDismissed(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The objection was answered and the result stays: %(answer)s")
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputesExported(Fact):
    story: ClassVar[str] = _("Took %(rows)s rows out as a spreadsheet.")
    rows: int
    filter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeJoined(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("It is handled together with %(number)s: %(reason)s")
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentComing(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("Reminder: by %(due_on)s this is to be done as agreed: %(what)s")
    instalment_id: int
    what: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentDue(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("Reminder: today (%(due_on)s) this is to be done as agreed: %(what)s")
    instalment_id: int
    what: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentLate(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _(
        "This was to be done by %(due_on)s and has not been noted as done: %(what)s. "
        "If it was done, tell the mediator; if not, the court can help."
    )
    instalment_id: int
    what: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentNear(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("Reminder of your appointment: %(starts_at)s, %(way)s %(where)s")
    appointment_id: int
    starts_at: str
    way: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationEnding(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The time for this mediation runs out on %(due_on)s; it goes on only if all sides agree.")
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReadied(Fact):
    visibility: ClassVar[str] = PARTIES
    story: ClassVar[str] = _("The file to carry over to a court or to arbitration is ready among the papers.")
    paper_id: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpVisited(Fact):
    story: ClassVar[str] = _("Visited after the end (%(finding)s): %(words)s")
    finding: str
    words: str
