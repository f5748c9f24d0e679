"""Doing things to disputes as staff, by JSON: each operation calls the same deed as its screen.

Reading and doing share one router: an address answers every method from one place.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Field, Schema

from concord.apps.disputes.access import disputes_revealed_to, disputes_seen_by
from concord.apps.disputes.api import schemas as s
from concord.apps.disputes.api.staff import fetched, router
from concord.apps.disputes.selectors.detail import open_contest
from concord.apps.disputes.services import ending, joining, mediation, settlement, triage
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.core.api.once import made_once, once
from concord.core.api.problems import answers
from concord.core.matters.reveal import reveal
from concord.core.notices.phone_codes import clean_phone
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal
from concord.core.rooms.services import say

Id = int
Reason = Field(min_length=1, max_length=1000)


class AcceptIn(Schema):
    """What a person decided about a report."""

    item: str = Field(max_length=20)
    place: str = Field(max_length=15)
    tags: list[str] = Field([], max_length=20)


class RefuseIn(Schema):
    """Why a report goes to another door, and which."""

    item: str = Field("", max_length=20)
    reason: str = Reason
    door: str = Field(min_length=1, max_length=200)


class JoinIn(Schema):
    """With which other dispute this one is handled."""

    number: str = Field(max_length=32)
    reason: str = Field(min_length=1, max_length=300)


class DepartmentIn(Schema):
    """Which organisation leads, which join, and in what way."""

    lead: Id
    joint: list[Id] = Field([], max_length=20)
    way: Literal["supervision", "enforcement", "resolution"] = "resolution"


class ReasonIn(Schema):
    """A reason, in words."""

    reason: str = Reason


class ContestIn(ReasonIn):
    """Why a dispute is not this department's duty, and whose it may be."""

    points_to: Id | None = None


class BoundaryIn(Schema):
    """Whose duty a contested dispute is, and on what ground."""

    responsible: Id
    decision: str = Reason


class AnswerIn(Schema):
    """An answer that the resident will read."""

    answer: str = Field(min_length=1, max_length=4000)


class ObjectionIn(AnswerIn):
    """What follows from an objection."""

    upheld: bool


class MediatorIn(Schema):
    """Which mediator of which committee."""

    mediator: Id
    committee: Id


class ReachIn(Schema):
    """A party who was not named yet, or how a named one can be reached."""

    side: Literal["applicant", "respondent", "third"]
    name: str = Field(min_length=1, max_length=160)
    phone: str = Field(max_length=24)
    party: Id | None = None


class AppointmentIn(Schema):
    """When, how and where to meet; instants carry their offset."""

    starts_at: datetime
    ends_at: datetime
    way: Literal["in_person", "room", "phone"]
    where: str = Field("", max_length=160)


class OfferIn(Schema):
    """A proposal for settling."""

    terms: str = Field(min_length=1, max_length=2000)
    amount: Decimal | None = Field(None, ge=0, max_digits=15, decimal_places=2)
    pay_by: date | None = None


class PromiseIn(Schema):
    """One thing promised."""

    what: str = Field(min_length=1, max_length=200)
    amount: Decimal | None = Field(None, gt=0, max_digits=15, decimal_places=2)
    due_on: date


class SettlementIn(Schema):
    """What was agreed."""

    terms: str = Field(min_length=1, max_length=8000)
    promises: list[PromiseIn] = Field([], max_length=60)


class EndIn(Schema):
    """Why a mediation ends without agreement."""

    reason: Literal["unreachable", "refusal", "deadlock", "expiry", "unsigned", "breach"]


class MessageIn(Schema):
    """Something said in the room."""

    text: str = Field(min_length=1, max_length=4000)
    audience: Literal["all", "applicant", "respondent"] = "all"


class RevealIn(Schema):
    """Whose phone to unmask, and for what purpose."""

    party: Id
    purpose: str = Field(min_length=4, max_length=200)


class Revealed(Schema):
    """What was unmasked; the look stays on record."""

    phone: str


def _after(request: SignedInRequest, pk: int) -> s.Done:
    """Where the dispute stands now, as far as this person may still see it."""
    found = disputes_seen_by(request.user).filter(pk=pk).first()
    return s.done(found) if found else s.Done(id=pk, number="", stage="")


@router.post("/disputes", response=answers(s.ReceivedShown, 201))
@made_once
def register(request: SignedInRequest, report: s.RegisterIn) -> s.ReceivedShown:
    """Register a report for someone else (window, hotline, another system)."""
    if not may(request.user, "register_dispute"):
        raise Person.DoesNotExist
    said = report.dict()
    intake = Intake(
        **said | {"phone": clean_phone(report.phone), "place_id": said.pop("place")},
        phone_checked=True,
        taken_by=request.user,
    )
    received = report_dispute(intake, today=localdate())
    number = received.report.dispute.matter.number
    return s.ReceivedShown(dispute=received.report.dispute_id, number=number, follow_code=received.follow_code)


@router.post("/disputes/{int:pk}/accept", response=answers(s.Done))
@once
def accept(request: SignedInRequest, pk: int, decided: AcceptIn) -> s.Done:
    """Accept a report as a dispute of an item in a place."""
    decision = triage.Decision(item=decided.item, place_id=decided.place, tags=tuple(decided.tags))
    return s.done(triage.accept_dispute(pk, decision, by=request.user, today=localdate()))


@router.post("/disputes/{int:pk}/refuse", response=answers(s.Done))
@once
def refuse(request: SignedInRequest, pk: int, said: RefuseIn) -> s.Done:
    """Send a report to the right door."""
    return s.done(triage.refuse_dispute(pk, **said.dict(), by=request.user, today=localdate()))


@router.post("/disputes/{int:pk}/join", response=answers(s.Done))
@once
def join(request: SignedInRequest, pk: int, said: JoinIn) -> s.Done:
    """Handle a fresh report together with another dispute."""
    return s.done(joining.join_disputes(pk, **said.dict(), by=request.user))


@router.post("/disputes/{int:pk}/department", response=answers(s.Done))
@once
def department(request: SignedInRequest, pk: int, said: DepartmentIn) -> s.Done:
    """Give a dispute to a department, with others beside it."""
    lead = get_object_or_404(Organisation, pk=said.lead)
    joint = list(Organisation.objects.filter(pk__in=said.joint))
    return s.done(
        triage.send_to_department(pk, lead=lead, joint=joint, way=said.way, by=request.user, today=localdate())
    )


@router.post("/disputes/{int:pk}/resolution", response=answers(s.Done))
@once
def resolve(request: SignedInRequest, pk: int, said: AnswerIn) -> s.Done:
    """Answer the resident and close, as the department in charge."""
    return s.done(triage.resolve_by_department(pk, answer=said.answer, by=request.user))


@router.post("/disputes/{int:pk}/contest", response=answers(s.Done))
@once
def contest(request: SignedInRequest, pk: int, said: ContestIn) -> s.Done:
    """Say that it is not this department's duty."""
    points_to = get_object_or_404(Organisation, pk=said.points_to) if said.points_to else None
    triage.contest_routing(pk, reason=said.reason, points_to=points_to, by=request.user, today=localdate())
    return _after(request, pk)


@router.post("/disputes/{int:pk}/boundary", response=answers(s.Done))
@once
def boundary(request: SignedInRequest, pk: int, said: BoundaryIn) -> s.Done:
    """Decide whose duty a contested dispute is."""
    found = open_contest(fetched(request, pk))
    if found is None:
        raise Refusal(_("Nobody contests this dispute."))
    responsible = get_object_or_404(Organisation, pk=said.responsible)
    by, today = request.user, localdate()
    triage.decide_boundary(found.pk, responsible=responsible, decision=said.decision, by=by, today=today)
    return _after(request, pk)


@router.post("/disputes/{int:pk}/mediator", response=answers(s.Done))
@once
def assign(request: SignedInRequest, pk: int, chosen: MediatorIn) -> s.Done:
    """Ask a mediator of a committee."""
    mediator = get_object_or_404(Person, pk=chosen.mediator)
    committee = get_object_or_404(Organisation, pk=chosen.committee)
    by, today = request.user, localdate()
    return s.done(mediation.assign_mediator(pk, mediator=mediator, committee=committee, by=by, today=today))


@router.post("/disputes/{int:pk}/take-up", response=answers(s.Done))
@once
def take_up(request: SignedInRequest, pk: int) -> s.Done:
    """Take up the mediation; the 30 days begin."""
    return s.done(mediation.take_up(pk, by=request.user, today=localdate()))


@router.post("/disputes/{int:pk}/decline", response=answers(s.Done))
@once
def decline(request: SignedInRequest, pk: int, said: ReasonIn) -> s.Done:
    """Give an assignment back, with the reason."""
    mediation.decline(pk, reason=said.reason, by=request.user, today=localdate())
    return _after(request, pk)


@router.post("/disputes/{int:pk}/parties", response=answers(s.PartyShown, 201))
@made_once
def reach(request: SignedInRequest, pk: int, said: ReachIn) -> s.PartyShown:
    """Enter a party or how one can be reached; a message brings them a code of their own."""
    party, _code = mediation.reach_party(
        pk, side=said.side, name=said.name, phone=clean_phone(said.phone), party_pk=said.party, by=request.user
    )
    return s.party_shown(party)


@router.post("/disputes/{int:pk}/appointments", response=answers(s.Done, 201))
@made_once
def appoint(request: SignedInRequest, pk: int, said: AppointmentIn) -> s.Done:
    """Fix a time to meet."""
    if said.starts_at.tzinfo is None or said.ends_at.tzinfo is None:
        raise Refusal(_("Give instants with their offset, like 2026-03-12T10:00:00+08:00."), field="starts_at")
    mediation.make_appointment(pk, **said.dict(), by=request.user)
    return _after(request, pk)


@router.post("/disputes/{int:pk}/appointments/{int:appointment}/cancel", response=answers(s.Done))
@once
def cancel(request: SignedInRequest, pk: int, appointment: int, said: ReasonIn) -> s.Done:
    """Cancel an appointment."""
    mediation.cancel_appointment(pk, appointment, reason=said.reason, by=request.user)
    return _after(request, pk)


@router.post("/disputes/{int:pk}/offers", response=answers(s.Done, 201))
@made_once
def offer(request: SignedInRequest, pk: int, said: OfferIn) -> s.Done:
    """Make a proposal as the mediator."""
    mediation.propose_as_mediator(pk, **said.dict(), by=request.user)
    return _after(request, pk)


@router.post("/disputes/{int:pk}/messages", response=answers(s.MessageShown, 201))
@made_once
def speak(request: SignedInRequest, pk: int, said: MessageIn) -> s.MessageShown:
    """Say something in the room, as the mediator."""
    found = fetched(request, pk)
    if found.mediator_id != request.user.pk:
        raise Refusal(_("The mediator and the parties talk in this room."))
    return s.message_shown(say(found.matter, text=said.text, person=request.user, audience=said.audience))


@router.post("/disputes/{int:pk}/settlement", response=answers(s.SettlementShown, 201))
@made_once
def draft(request: SignedInRequest, pk: int, said: SettlementIn) -> s.SettlementShown:
    """Draft the settlement that all will sign."""
    promises = [settlement.Promise(one.what, one.due_on, one.amount) for one in said.promises]
    made = settlement.draft_settlement(pk, terms=said.terms, promises=promises, by=request.user, today=localdate())
    return s.settlement_shown(made)


@router.post("/disputes/{int:pk}/settlement/recall", response=answers(s.Done))
@once
def recall(request: SignedInRequest, pk: int, said: ReasonIn) -> s.Done:
    """Recall a draft before all have signed."""
    settlement.recall_settlement(pk, reason=said.reason, by=request.user)
    return _after(request, pk)


@router.post("/disputes/{int:pk}/settlement/signature", response=answers(s.Done, 201))
@made_once
def sign(request: SignedInRequest, pk: int) -> s.Done:
    """Sign last, as the mediator; the settlement takes effect."""
    settlement.sign_as_mediator(pk, by=request.user, today=localdate())
    return _after(request, pk)


@router.post("/disputes/{int:pk}/instalments/{int:instalment}/performed", response=answers(s.Done))
@once
def performed(request: SignedInRequest, pk: int, instalment: int) -> s.Done:
    """Note that a promise was kept."""
    settlement.confirm_instalment(pk, instalment, by=request.user, today=localdate())
    return _after(request, pk)


@router.post("/disputes/{int:pk}/end", response=answers(s.Done))
@once
def end(request: SignedInRequest, pk: int, said: EndIn) -> s.Done:
    """End without agreement."""
    return s.done(ending.end_mediation(pk, reason=said.reason, by=request.user))


@router.post("/disputes/{int:pk}/objection", response=answers(s.Done))
@once
def objection(request: SignedInRequest, pk: int, said: ObjectionIn) -> s.Done:
    """Answer an objection: reopen, or say why the result stays."""
    ending.decide_objection(pk, upheld=said.upheld, answer=said.answer, by=request.user, today=localdate())
    return _after(request, pk)


@router.post("/disputes/{int:pk}/reveal", response=answers(Revealed))
@once
def look(request: SignedInRequest, pk: int, asked: RevealIn) -> Revealed:
    """Unmask a party's phone for a purpose; the look stays on record."""
    found = get_object_or_404(disputes_revealed_to(request.user), pk=pk)
    party = get_object_or_404(found.matter.parties, pk=asked.party)
    return Revealed(phone=reveal(party, field="phone", purpose=asked.purpose, by=request.user))
