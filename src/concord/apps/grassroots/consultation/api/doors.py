"""Consultations by JSON: call, ask, meet, decide, carry out, end (G2)."""

from typing import Annotated

from django.utils.timezone import localdate
from ninja import Field, File, Form, Query, Router
from ninja.files import UploadedFile

from concord.apps.grassroots.consultation.access import consultations_seen_by
from concord.apps.grassroots.consultation.api import shapes as s
from concord.apps.grassroots.consultation.models import Consultation, Stage
from concord.apps.grassroots.consultation.selectors.detail import deeds_at_hand, grounds_to_move_up, proposed_for
from concord.apps.grassroots.consultation.selectors.lists import Filter, listed
from concord.apps.grassroots.consultation.services import calling, deciding, ending, inviting, meeting
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, cursor_at, page_of
from concord.core.api.shapes import Done, Id, Text, spelled_out, wrong
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Organisation
from concord.core.rooms.access import messages_for_staff
from concord.core.rooms.models import Message

router = Router(tags=["consultations"], auth=signed_in)
LIST, ONE = "consultations", "/consultations/{int:pk}"


class ConsultationsAsked(PageAsked):
    """How the list is narrowed, and which page of it."""

    q: Text = Field("", max_length=80)
    level: int = Field(0, ge=0, le=4)
    stage: Annotated[Stage, spelled_out(Stage)] | None = None
    open: bool = False


def _one(request: SignedInRequest, pk: int) -> Consultation:
    return consultations_seen_by(request.user).get(pk=pk)


@router.get("/consultations", response=Page[s.ConsultationShown])
def consultations(request: SignedInRequest, asked: Query[ConsultationsAsked]) -> Page[s.ConsultationShown]:
    """The consultations I may read, newest first."""
    by = Filter(asked.q, asked.level, asked.stage or "", asked.open, asked.key(LIST))
    try:
        page = listed(request.user, by, asked.size)
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    items = [s.ConsultationShown.model_validate(s.facts_of(one)) for one in page.rows]
    return Page[s.ConsultationShown](items=items, next=cursor_at(page.next_before, LIST))


@router.post("/matters/{int:about}/consultations", response={201: s.ConsultationMade})
@made_once
def call(request: SignedInRequest, about: Id, said: s.CallGiven) -> s.ConsultationMade:
    """Call a consultation about a matter that I may read."""
    require(request.user, "hold_consultation")
    told = calling.Call(**said.dict() | {"items": tuple(said.items)})
    return s.ConsultationMade(id=calling.call_consultation(about, told, by=request.user, today=localdate()).pk)


@router.get(ONE, response=s.WholeConsultation)
def one(request: SignedInRequest, pk: Id) -> s.WholeConsultation:
    """One consultation with all that belongs to it."""
    found = _one(request, pk)
    asked = [
        s.ParticipantShown(
            id=part.pk,
            organisation=part.organisation_id,
            name=part.organisation.name,
            reason=part.reason,
            answer=part.answer,
            answer_reason=part.answer_reason,
        )
        for part in found.participants.select_related("organisation").order_by("pk")
    ]
    decisions = found.decisions.select_related("organisation", "task").order_by("pk")
    remarks = found.remarks.select_related("organisation").order_by("pk")
    told = {
        "about": found.about_id,
        "purpose": found.purpose,
        "items": found.items,
        "meets_where": found.meets_where,
        "minutes": found.minutes,
        "minutes_confirmed_at": found.minutes_confirmed_at,
        "participants": asked,
        "decisions": [s.decision_shown(decision) for decision in decisions],
        "opinions": list(found.opinions.order_by("pk").values("whose", "agrees", "words", "at")),
        "remarks": [s.RemarkShown(name=note.organisation.name, words=note.words, at=note.at) for note in remarks],
        "bookings": [s.booking_shown(b) for b in found.bookings.select_related("force__person").order_by("pk")],
        "grounds_to_move_up": [ground.name for ground in grounds_to_move_up(found)],
        "deeds": deeds_at_hand(found, request.user),
    }
    return s.WholeConsultation.model_validate(s.facts_of(found) | told)


@router.get(f"{ONE}/proposed", response=list[s.ProposedShown])
def proposed(request: SignedInRequest, pk: Id) -> list[s.ProposedShown]:
    """Bodies that should take part and were not asked yet, each with the reason."""
    return [
        s.ProposedShown(organisation=found.organisation.pk, name=found.organisation.name, reason=found.reason)
        for found in proposed_for(_one(request, pk))
    ]


@router.post(f"{ONE}/invite", response=Done)
@once
def invite(request: SignedInRequest, pk: Id, said: s.InviteGiven) -> Done:
    """Ask bodies to take part."""
    bodies = list(Organisation.objects.filter(pk__in=said.bodies))
    if len(bodies) != len(set(said.bodies)):
        raise Organisation.DoesNotExist
    inviting.invite(pk, bodies, reason=said.reason, by=request.user)
    return Done()


@router.post(f"{ONE}/participants/{{int:participant}}/leave-out", response=Done)
@once
def leave_out(request: SignedInRequest, pk: Id, participant: Id) -> Done:
    """Ask a body no longer."""
    inviting.leave_out(pk, participant, by=request.user)
    return Done()


@router.post(f"{ONE}/participants/{{int:participant}}/answer", response=Done)
@once
def answer(request: SignedInRequest, pk: Id, participant: Id, said: s.TakingPartGiven) -> Done:
    """Say whether my body takes part."""
    inviting.answer_invitation(participant, accepts=said.accepts, reason=said.reason, by=request.user)
    return Done()


@router.post(f"{ONE}/begin", response=Done)
@once
def begin(request: SignedInRequest, pk: Id) -> Done:
    """Open the meeting."""
    meeting.begin_meeting(pk, by=request.user)
    return Done()


def _message(one: Message) -> s.RoomMessageShown:
    return s.RoomMessageShown(
        id=one.pk,
        author=one.author_name,
        text=one.text,
        paper=one.paper_id,
        latitude=one.latitude,
        longitude=one.longitude,
        sent_at=one.sent_at,
    )


@router.get(f"{ONE}/messages", response=Page[s.RoomMessageShown])
def messages(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.RoomMessageShown]:
    """What was said in the room, oldest first."""
    said = messages_for_staff(_one(request, pk).matter)
    return page_of(said, asked, _message, of=f"consultation:{pk}", newest_first=False)


@router.post(f"{ONE}/messages", response={201: s.ConsultationMade})
@made_once
def say(
    request: SignedInRequest, pk: Id, text: Form[str] = "", file: File[UploadedFile | None] = None
) -> s.ConsultationMade:
    """Say or show something in the room."""
    return s.ConsultationMade(id=meeting.speak(pk, meeting.Said(text=text, file=file), by=request.user).pk)


@router.post(f"{ONE}/minutes", response=Done)
@once
def minutes(request: SignedInRequest, pk: Id, said: s.MinutesGiven) -> Done:
    """Write the minutes, or write them anew."""
    meeting.write_minutes(pk, said.text, by=request.user)
    return Done()


@router.post(f"{ONE}/minutes/confirm", response=Done)
@once
def confirm(request: SignedInRequest, pk: Id) -> Done:
    """Confirm the minutes."""
    meeting.confirm_minutes(pk, by=request.user)
    return Done()


@router.post(f"{ONE}/remarks", response={201: s.ConsultationMade})
@made_once
def remark(request: SignedInRequest, pk: Id, said: s.ConsultationWordsGiven) -> s.ConsultationMade:
    """Say what is wrong with the minutes."""
    return s.ConsultationMade(id=meeting.remark_on_minutes(pk, said.words, by=request.user).pk)


@router.post(f"{ONE}/decisions", response={201: s.ConsultationMade})
@made_once
def decide(request: SignedInRequest, pk: Id, said: s.ConsultationDecisionGiven) -> s.ConsultationMade:
    """Have a body see to something by a day."""
    body = Organisation.objects.get(pk=said.organisation)
    made = deciding.decide(pk, said.words, body, days=said.days, by=request.user, today=localdate())
    return s.ConsultationMade(id=made.pk)


@router.post("/decisions/{int:pk}/done", response=Done)
@once
def done(request: SignedInRequest, pk: Id, said: s.ConsultationWordsGiven) -> Done:
    """Report a decision done."""
    deciding.report_done(pk, said.words, by=request.user)
    return Done()


@router.post(f"{ONE}/opinions", response={201: s.ConsultationMade})
@made_once
def opinion(request: SignedInRequest, pk: Id, said: s.ConcernedGiven) -> s.ConsultationMade:
    """Keep what someone whom it concerns says."""
    return s.ConsultationMade(id=deciding.record_opinion(pk, **said.dict(), by=request.user).pk)


@router.post(f"{ONE}/solved", response=Done)
@once
def solved(request: SignedInRequest, pk: Id, said: s.ConsultationWordsGiven) -> Done:
    """End it as solved."""
    ending.end_solved(pk, said.words, by=request.user)
    return Done()


@router.post(f"{ONE}/unsolved", response=Done)
@once
def unsolved(request: SignedInRequest, pk: Id, said: s.ConsultationWordsGiven) -> Done:
    """End it unsolved."""
    ending.end_unsolved(pk, said.words, by=request.user)
    return Done()


@router.post(f"{ONE}/move-up", response={201: s.ConsultationMade})
@made_once
def move_up(request: SignedInRequest, pk: Id, said: s.ConsultationWordsGiven) -> s.ConsultationMade:
    """Bring it before the next level; answers with the new consultation."""
    return s.ConsultationMade(id=ending.move_up(pk, said.words, by=request.user, today=localdate()).pk)
