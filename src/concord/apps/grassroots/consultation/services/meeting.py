"""The meeting itself: it begins, people speak in its room, minutes are written, remarked on, confirmed (K6)."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.consultation.access import consultations_seen_by, participants_answered_by
from concord.apps.grassroots.consultation.facts import MeetingBegun, MinutesConfirmed, MinutesRemarked, MinutesWritten
from concord.apps.grassroots.consultation.models import MOVES, Consultation, Remark, Stage
from concord.apps.grassroots.consultation.services.inviting import held
from concord.core.acts.services import record
from concord.core.matters.access import matters_joined_by
from concord.core.matters.services import move
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.core.rooms.models import Message
from concord.core.rooms.services import say


@transaction.atomic
def begin_meeting(pk: int, *, by: Person) -> Consultation:
    """Open the meeting. Refuses one in which nobody but its lead takes part."""
    consultation = held(pk, by)
    if consultation.participants.count() < 2:
        raise Refusal(_("Ask at least one more body to take part."))
    move(consultation.matter, Stage.MEETING, MOVES)
    record(MeetingBegun(matter_id=pk), by=by)
    return consultation


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is put into the room: words, a file (photo, voice note, paper), a position; at least one of them."""

    text: str = ""
    file: "UploadedFile[bytes] | None" = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@transaction.atomic
def speak(pk: int, said: Said, *, by: Person) -> Message:
    """Say or show something in the room: who leads, who takes part, and who is booked. Refuses after the end."""
    consultation = consultations_seen_by(by).get(pk=pk)
    if not may_speak(consultation, by):
        raise Refusal(_("Those who take part talk in this room."))
    if not consultation.matter.is_open:
        raise Refusal(_("This consultation has ended."))
    paper = None
    if said.file is not None:
        content, name = said.file.read(), said.file.name or ""
        paper = keep_upload(
            content, filename=name, matter=consultation.matter, by=by, visibility=Paper.Visibility.STAFF
        )
    position = None
    if said.latitude is not None and said.longitude is not None:
        position = (said.latitude, said.longitude)
    return say(consultation.matter, text=said.text, person=by, paper=paper, position=position)


def may_speak(consultation: Consultation, person: Person) -> bool:
    """Whether someone belongs in the room: for a body that leads or joins it, or as one of the pool."""
    return matters_joined_by(person, "attend_consultation").filter(pk=consultation.pk).exists()


@transaction.atomic
def write_minutes(pk: int, text: str, *, by: Person) -> Consultation:
    """Write the minutes, or write them anew. Refuses before the meeting, and once they are confirmed."""
    consultation = held(pk, by)
    if consultation.matter.stage == Stage.CALLED:
        raise Refusal(_("The meeting has not begun."))
    if consultation.minutes_confirmed_at is not None:
        raise Refusal(_("The minutes are confirmed and stay as they are."))
    if not text.strip():
        raise Refusal(_("Write what was said and agreed."), field="text")
    consultation.minutes, consultation.minutes_by = text.strip(), by
    consultation.save(update_fields=["minutes", "minutes_by"])
    record(MinutesWritten(matter_id=pk), by=by)
    return consultation


@transaction.atomic
def remark_on_minutes(pk: int, words: str, *, by: Person) -> Remark:
    """Say for one's body what is wrong with the minutes; it stands beside them, also once they are confirmed."""
    one = participants_answered_by(by).select_related("organisation", "consultation").filter(consultation=pk).first()
    if one is None:
        raise Consultation.DoesNotExist
    if not one.consultation.minutes:
        raise Refusal(_("No minutes were written yet."))
    if not words.strip():
        raise Refusal(_("Say what is wrong with them."), field="words")
    remark = Remark.objects.create(
        consultation=one.consultation, organisation=one.organisation, words=words.strip(), by=by
    )
    told = MinutesRemarked(matter_id=pk, body=one.organisation.name, words=remark.words)
    record(told, by=by, organisation_id=one.organisation_id)
    return remark


@transaction.atomic
def confirm_minutes(pk: int, *, by: Person) -> Consultation:
    """Confirm the minutes; from then on they stay as they are."""
    consultation = held(pk, by)
    if not consultation.minutes:
        raise Refusal(_("No minutes were written yet."))
    if consultation.minutes_confirmed_at is not None:
        raise Refusal(_("The minutes are confirmed and stay as they are."))
    consultation.minutes_confirmed_at = timezone.now()
    consultation.save(update_fields=["minutes_confirmed_at"])
    record(MinutesConfirmed(matter_id=pk), by=by)
    return consultation
