"""Who takes part: bodies are asked, with the reason, and answer for themselves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.consultation.access import consultations_held_by, participants_answered_by
from concord.apps.grassroots.consultation.facts import BodyInvited, BodyLeftOut, InvitationAccepted, InvitationDeclined
from concord.apps.grassroots.consultation.models import Consultation, Participant
from concord.core.acts.services import record
from concord.core.agenda.flowing import involve
from concord.core.matters.models import Involvement
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal


def held(pk: int, by: Person) -> Consultation:
    """A consultation that `by` leads through, locked. Refuses one that has ended."""
    found = consultations_held_by(by).select_for_update(of=("self",)).get(pk=pk)
    if not found.matter.is_open:
        raise Refusal(_("This consultation has ended."))
    return found


@transaction.atomic
def invite(pk: int, bodies: list[Organisation], *, reason: str = "", by: Person) -> Consultation:
    """Ask bodies to take part; they see the consultation from now on. Who was asked already is not asked again."""
    consultation = held(pk, by)
    if not bodies:
        raise Refusal(_("Choose at least one body."), field="bodies")
    known = set(consultation.participants.values_list("organisation", flat=True))
    fresh = [body for body in bodies if body.pk not in known]
    why = reason.strip()[:200] or _("named by the one who leads")
    Participant.objects.bulk_create(
        Participant(consultation=consultation, organisation=body, reason=why) for body in fresh
    )
    involve(consultation.matter, fresh)
    told = (BodyInvited(matter_id=pk, organisation_id=body.pk, body=body.name, reason=why) for body in fresh)
    record(*told, by=by)
    return consultation


@transaction.atomic
def leave_out(pk: int, participant_pk: int, *, by: Person) -> Consultation:
    """Ask a body no longer. Refuses the lead, and a body that is to carry something out."""
    consultation = held(pk, by)
    one = consultation.participants.select_related("organisation").get(pk=participant_pk)
    if one.organisation_id == consultation.matter.lead_id:
        raise Refusal(_("The body that leads takes part."))
    if consultation.decisions.filter(organisation=one.organisation).exists():
        raise Refusal(_("This body is to carry out a decision; it stays."))
    one.delete()
    Involvement.objects.filter(matter=pk, organisation=one.organisation, until=None).update(until=timezone.now())
    record(BodyLeftOut(matter_id=pk, organisation_id=one.organisation_id, body=one.organisation.name), by=by)
    return consultation


@transaction.atomic
def answer_invitation(participant_pk: int, *, accepts: bool, reason: str = "", by: Person) -> Participant:
    """Say for one's body whether it takes part. Refuses a no without a reason, and an answer after the end."""
    one = (
        participants_answered_by(by)
        .select_related("organisation", "consultation__matter")
        .select_for_update(of=("self",))
        .get(pk=participant_pk)
    )
    if not one.consultation.matter.is_open:
        raise Refusal(_("This consultation has ended."))
    if not accepts and not reason.strip():
        raise Refusal(_("Say why your body does not take part."), field="reason")
    one.answer = Participant.Answer.ACCEPTED if accepts else Participant.Answer.DECLINED
    one.answer_reason, one.answered_by = reason.strip()[:300], by
    one.save(update_fields=["answer", "answer_reason", "answered_by"])
    body, why = one.organisation.name, one.answer_reason
    told = (
        InvitationAccepted(matter_id=one.consultation_id, body=body)
        if accepts
        else InvitationDeclined(matter_id=one.consultation_id, body=body, reason=why)
    )
    record(told, by=by, organisation_id=one.organisation_id)
    return one
