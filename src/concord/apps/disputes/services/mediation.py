"""Choose a mediator, take up or decline, meet, offer and answer (D6)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.disputes.access import disputes_mediated_by, disputes_run_by
from concord.apps.disputes.facts import (
    AppointmentCancelled,
    AppointmentMade,
    MediationBegun,
    MediatorAssigned,
    MediatorDeclined,
    OfferAnswered,
    OfferMade,
    PartyReached,
)
from concord.apps.disputes.models import MOVES, Appointment, Dispute, Offer, OfferAnswer, Stage
from concord.apps.disputes.services.intake import send_follow_code
from concord.core.acts.services import record
from concord.core.agenda.limits import Deadline, deadline
from concord.core.agenda.services import finish_tasks, open_task
from concord.core.matters.access import parties_among
from concord.core.matters.follow import follow_hash, new_follow_code
from concord.core.matters.models import Involvement, Party
from concord.core.matters.services import PartyNamed, add_parties, involve, move, release
from concord.core.people.access import persons_with
from concord.core.people.models import Membership, Organisation, Person
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal
from concord.engines.law.limits import mediation_ends_on


def conflicts_of(dispute: Dispute, mediators: Sequence[Person]) -> dict[int, str]:
    """Which of these persons must not mediate this dispute, and why; those against whom nothing speaks are not in it.

    人民调解法 and 在线调解规则 art. 13: a mediator with an interest in the matter withdraws.
    """
    bodies = dispute.matter.parties.exclude(organisation=None).values("organisation")
    working = Membership.objects.filter(person__in=mediators, organisation__in=bodies, ends=None)
    return {
        **dict.fromkeys(working.values_list("person", flat=True), _("The mediator works for one of the parties.")),
        **dict.fromkeys(parties_among(dispute.matter, mediators), _("A party to the dispute cannot mediate it.")),
    }


@transaction.atomic
def assign_mediator(pk: int, *, mediator: Person, committee: Organisation, by: Person, today: date) -> Dispute:
    """Ask a mediator of a committee to take a dispute; they answer within three working days.

    Refuses once the dispute has left acceptance, someone who does not mediate for that committee today, and
    anyone with an interest in the matter.
    """
    dispute = disputes_run_by(by).select_for_update(of=("self",)).get(pk=pk)
    if not persons_with("mediate", organisation_id=committee.pk, day=today).filter(pk=mediator.pk).exists():
        raise Refusal(_("%(name)s does not mediate for this committee.") % {"name": mediator.name}, field="mediator")
    if against := conflicts_of(dispute, [mediator]).get(mediator.pk):
        raise Refusal(against, field="mediator")
    due, matter = deadline("mediator_answer", today), dispute.matter
    move(matter, Stage.ASSIGNED, MOVES, lead=committee, yellow_on=due.yellow_on, due_on=due.due_on)
    dispute.mediator, dispute.committee = mediator, committee
    dispute.save(update_fields=["mediator", "committee"])
    involve(matter, [mediator], Involvement.Part.MEDIATOR)
    finish_tasks(matter, by=by)
    open_task(matter, "answer_assignment", begun=today, by_when=due, organisation=committee, person=mediator)
    record(
        MediatorAssigned(
            matter_id=matter.pk, mediator_id=mediator.pk, mediator_name=mediator.name, committee_name=committee.name
        ),
        by=by,
    )
    return dispute


@transaction.atomic
def take_up(pk: int, *, by: Person, today: date) -> Dispute:
    """Accept an assignment, and start the clock of mediation: 30 days (在线调解规则 art. 24)."""
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    ends = mediation_ends_on(today)
    due = Deadline(deadline("mediator_answer", today).due_on, ends.result, ends.articles[0])
    move(dispute.matter, Stage.MEDIATING, MOVES, yellow_on=due.yellow_on, due_on=due.due_on)
    finish_tasks(dispute.matter, ["answer_assignment"], by=by)
    open_task(dispute.matter, "mediate", begun=today, by_when=due, organisation=dispute.committee, person=by)
    record(
        MediationBegun(
            matter_id=dispute.matter_id,
            mediator_name=by.name,
            due_on=due.due_on.isoformat(),
            article=due.basis,
        ),
        by=by,
    )
    return dispute


@transaction.atomic
def decline(pk: int, *, reason: str, by: Person, today: date) -> Dispute:
    """Give an assignment back, with the reason; the coordinator chooses again.

    The mediator's part ends last: without it the database no longer shows them the matter.
    """
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    if not reason.strip():
        raise Refusal(_("Say why, so that the coordinator can choose better."), field="reason")
    due = deadline("choose_mediator", today)
    move(dispute.matter, Stage.ACCEPTED, MOVES, yellow_on=due.yellow_on, due_on=due.due_on)
    finish_tasks(dispute.matter, by=by)
    dispute.mediator = None
    dispute.save(update_fields=["mediator"])
    record(
        MediatorDeclined(matter_id=dispute.matter_id, mediator_id=by.pk, mediator_name=by.name, reason=reason), by=by
    )
    release(dispute.matter, by, Involvement.Part.MEDIATOR)
    return dispute


@transaction.atomic
def reach_party(
    pk: int, *, side: str, name: str, phone: str, by: Person, party_pk: int | None = None
) -> tuple[Party, str]:
    """Enter how a party can be reached, or a party who was not named yet; they get a code of their own to take part.

    Refuses it before and after the mediation, and once a draft names those who sign.
    """
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    if dispute.matter.stage != Stage.MEDIATING:
        raise Refusal(_("Parties are entered while the mediation runs; recall a draft first."))
    code = new_follow_code()
    if party_pk is None:
        named = PartyNamed(side, name, phone, follow_code=code)
        (party,) = add_parties(dispute.matter, [named])
    else:
        party = dispute.matter.parties.get(pk=party_pk)
        party.phone, party.phone_hash, party.follow_hash = phone, keyed_hash(phone), follow_hash(code)
        party.save(update_fields=["phone", "phone_hash", "follow_hash"])
    send_follow_code(party, code)
    record(PartyReached(matter_id=dispute.matter_id, party_id=party.pk, party_name=party.name), by=by)
    return party, code


@transaction.atomic
def make_appointment(
    pk: int, *, starts_at: datetime, ends_at: datetime, way: str, where: str, by: Person
) -> Appointment:
    """Fix a time to meet; refuses the past and a time at which the mediator is taken."""
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    if dispute.matter.stage not in {Stage.MEDIATING, Stage.SIGNING}:
        raise Refusal(_("Appointments are made while the mediation runs."))
    if ends_at <= starts_at or starts_at <= timezone.now():
        raise Refusal(_("Choose a time that lies ahead and ends after it begins."), field="starts_at")
    taken = Appointment.objects.filter(mediator=by, cancelled_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if taken.exists():
        raise Refusal(_("You have another appointment at that time."), field="starts_at")
    appointment = Appointment.objects.create(
        dispute=dispute, mediator=by, starts_at=starts_at, ends_at=ends_at, way=way, where=where
    )
    record(
        AppointmentMade(
            matter_id=dispute.matter_id,
            appointment_id=appointment.pk,
            starts_at=timezone.localtime(starts_at).strftime("%Y-%m-%d %H:%M"),
            way=str(Appointment.Way(way).label),
            where=where,
        ),
        by=by,
    )
    return appointment


@transaction.atomic
def cancel_appointment(pk: int, appointment_pk: int, *, reason: str, by: Person) -> Appointment:
    """Cancel an appointment, with the reason told to all."""
    dispute = disputes_mediated_by(by).get(pk=pk)
    appointment = dispute.appointments.select_for_update().get(pk=appointment_pk)
    if not reason.strip():
        raise Refusal(_("Say why, so that both sides can plan anew."), field="reason")
    if appointment.cancelled_at is not None:
        raise Refusal(_("This appointment was cancelled before."))
    appointment.cancelled_at, appointment.cancelled_because = timezone.now(), reason[:200]
    appointment.save()
    record(
        AppointmentCancelled(
            matter_id=dispute.matter_id,
            appointment_id=appointment.pk,
            starts_at=timezone.localtime(appointment.starts_at).strftime("%Y-%m-%d %H:%M"),
            reason=reason,
        ),
        by=by,
    )
    return appointment


def _offer(
    dispute: Dispute,
    *,
    terms: str,
    amount: Decimal | None,
    pay_by: date | None,
    answers: Offer | None,
    party: Party | None,
    person: Person | None,
) -> Offer:
    if dispute.matter.stage != Stage.MEDIATING:
        raise Refusal(_("Proposals are made while the mediation runs."))
    if not terms.strip():
        raise Refusal(_("Write what you propose."), field="terms")
    offer = Offer.objects.create(
        dispute=dispute,
        by_party=party,
        by_person=person,
        answers_offer=answers,
        terms=terms.strip(),
        amount=amount,
        pay_by=pay_by,
    )
    name = party.name if party else person.name if person else ""
    record(
        OfferMade(matter_id=dispute.matter_id, offer_id=offer.pk, by_name=name, terms=terms[:500]), by=person, name=name
    )
    return offer


@transaction.atomic
def propose_as_mediator(pk: int, *, terms: str, amount: Decimal | None, pay_by: date | None, by: Person) -> Offer:
    """Put a proposal of the mediator before the parties."""
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    return _offer(dispute, terms=terms, amount=amount, pay_by=pay_by, answers=None, party=None, person=by)


@transaction.atomic
def propose_as_party(
    party: Party, *, terms: str, amount: Decimal | None, pay_by: date | None, answers: int | None = None
) -> Offer:
    """Make a proposal, or a counter-proposal to `answers`, as a party."""
    dispute = Dispute.objects.select_for_update(of=("self",)).select_related("matter").get(matter=party.matter_id)
    answered = dispute.offers.filter(pk=answers).first() if answers else None
    return _offer(dispute, terms=terms, amount=amount, pay_by=pay_by, answers=answered, party=party, person=None)


@transaction.atomic
def answer_offer(party: Party, offer_pk: int, *, accepts: bool) -> OfferAnswer:
    """Say yes or no to a proposal, once; a proposer has said yes by proposing."""
    dispute = Dispute.objects.select_for_update(of=("self",)).select_related("matter").get(matter=party.matter_id)
    offer = dispute.offers.filter(pk=offer_pk, withdrawn_at=None).first()
    if offer is None or dispute.matter.stage != Stage.MEDIATING:
        raise Refusal(_("This proposal can no longer be answered."))
    if offer.by_party_id == party.pk:
        raise Refusal(_("You made this proposal yourself; the other side answers it."))
    if offer.answers.filter(party=party).exists():
        raise Refusal(_("You have answered this proposal. You can make a proposal of your own."))
    answer = OfferAnswer.objects.create(offer=offer, party=party, accepts=accepts)
    record(
        OfferAnswered(
            matter_id=dispute.matter_id,
            offer_id=offer.pk,
            party_name=party.name,
            answer=_("agrees") if accepts else _("does not agree"),
        ),
        by=None,
        name=party.name,
    )
    return answer
