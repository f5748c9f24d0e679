"""A party's JSON doors: follow, talk, propose, sign, rate, object, take back; by follow code (D1, D6, D9)."""

from dataclasses import asdict
from datetime import datetime
from typing import Literal

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import File, Form, Query, Schema
from ninja.files import UploadedFile

from concord.apps.disputes.access import dispute_followed, disputes_of_party
from concord.apps.disputes.api.routers import party, staff
from concord.apps.disputes.api.shapes import given as g
from concord.apps.disputes.api.shapes import shown as s
from concord.apps.disputes.api.shapes.followed import FollowedShown, SigningShown, followed_shown, signing_shown
from concord.apps.disputes.models import Dispute, Settlement
from concord.apps.disputes.selectors.following import PartyPage, live_settlement, offers_of, party_page
from concord.apps.disputes.selectors.next_doors import next_doors
from concord.apps.disputes.services.ending import object_to_ending, rate, withdraw
from concord.apps.disputes.services.mediation import answer_offer, propose_as_party
from concord.apps.disputes.services.settlement import sign_as_party
from concord.apps.disputes.services.talking import say_as_party
from concord.apps.disputes.views.signing import purpose_of
from concord.core.api.auth import FollowingRequest, follow_ticket
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Done, Id, Text
from concord.core.notices.phone_codes import check_phone_code, send_phone_code
from concord.core.people.doors import SignedInRequest
from concord.core.rooms.access import messages_for_party


class Where(Schema):
    """Where the dispute stands."""

    stage: str


class DoorShown(Schema):
    """A door to go to next: whether it is open now, what to do there, and the articles."""

    id: str
    name: str
    open: bool
    what: str
    articles: list[str]


class MineShown(Schema):
    """A dispute in which I am a party."""

    id: int
    number: str
    item_name: str
    stage: str
    stage_name: str
    place_name: str
    opened_at: datetime


class MineOpened(MineShown):
    """One of my disputes, and what to send as `Follow-Code` to act in it; good for twelve hours."""

    follow_ticket: str


@staff.get("/mine", response=Page[MineShown], tags=["followed"])
def mine(request: SignedInRequest, asked: Query[PageAsked]) -> Page[MineShown]:
    """All disputes in which I am a party, newest first."""
    return page_of(
        disputes_of_party(request.user), asked, lambda one: MineShown.model_validate(s.mine_facts(one)), of="mine"
    )


@staff.get("/mine/{int:pk}", response=MineOpened, tags=["followed"])
def open_mine(request: SignedInRequest, pk: Id) -> MineOpened:
    """Open one of my own disputes."""
    dispute = get_object_or_404(disputes_of_party(request.user), pk=pk)
    me = dispute.matter.parties.filter(person=request.user).latest("pk")
    return MineOpened.model_validate(s.mine_facts(dispute) | {"follow_ticket": follow_ticket(me)})


def _page(request: FollowingRequest) -> PartyPage:
    return party_page(dispute_followed(request.auth), request.auth)


def _settlement(request: FollowingRequest) -> Settlement:
    found = live_settlement(dispute_followed(request.auth))
    if found is None:
        raise Settlement.DoesNotExist
    return found


def _where(dispute: Dispute) -> Where:
    return Where(stage=dispute.matter.stage)


@party.get("/followed", response=FollowedShown)
def followed(request: FollowingRequest) -> FollowedShown:
    """Where my dispute stands, its story, and what I can do."""
    return followed_shown(_page(request))


@party.get("/followed/doors", response=list[DoorShown])
def doors(request: FollowingRequest) -> list[DoorShown]:
    """Where I can go after the end, the door that the law puts next first; none while it is still handled."""
    dispute = dispute_followed(request.auth)
    if dispute.matter.is_open or not dispute.matter.topic:
        return []
    signed = dispute.settlements.filter(status=Settlement.Status.SIGNED).first()
    return [DoorShown.model_validate(asdict(one)) for one in next_doors(dispute.matter, signed, localdate())]


@party.get("/followed/messages", response=Page[s.MessageShown])
def messages(request: FollowingRequest, asked: Query[PageAsked]) -> Page[s.MessageShown]:
    """What I may hear of the room, oldest first."""
    said = messages_for_party(request.auth)
    return page_of(said, asked, s.message_shown, of=f"followed:{request.auth.pk}", newest_first=False)


@party.post("/followed/messages", response={201: s.MessageShown})
@made_once
def speak(request: FollowingRequest, said: g.SaidGiven) -> s.MessageShown:
    """Write to everyone in the room, or to the mediator alone."""
    return s.message_shown(say_as_party(request.auth, text=said.text, audience=said.to))


@party.post("/followed/files", response={201: s.MessageShown})
@made_once
def show(
    request: FollowingRequest,
    file: File[UploadedFile],
    text: Form[Text | None] = None,
    to: Form[Literal["all", "mediator"]] = "all",
) -> s.MessageShown:
    """Put a file into the room, for everyone or for the mediator alone, with words if wanted."""
    file.seek(0)
    return s.message_shown(say_as_party(request.auth, text=text or "", audience=to, file=file))


@party.get("/followed/offers", response=list[s.OfferOut])
def offers(request: FollowingRequest) -> list[s.OfferOut]:
    """The proposals and their answers, newest first."""
    return [s.offer_out(one) for one in offers_of(dispute_followed(request.auth), request.auth)]


@party.post("/followed/offers", response={201: s.OfferOut})
@made_once
def offer(request: FollowingRequest, said: g.CounterOfferGiven) -> s.OfferOut:
    """Make a proposal, or a counter-proposal."""
    made = propose_as_party(
        request.auth, terms=said.terms, amount=said.amount, pay_by=said.pay_by, answers=said.answers
    )
    found = offers_of(dispute_followed(request.auth), request.auth)
    return next(s.offer_out(one) for one in found if one.offer.pk == made.pk)


@party.post("/followed/offers/{int:pk}/answer", response=Where)
@once
def answer(request: FollowingRequest, pk: Id, said: g.YesNoGiven) -> Where:
    """Say yes or no to a proposal."""
    answer_offer(request.auth, pk, accepts=said.accepts)
    return _where(dispute_followed(request.auth))


@party.get("/followed/settlement", response=SigningShown)
def settlement(request: FollowingRequest) -> SigningShown:
    """The settlement to read and sign, who has signed, and whose turn it is."""
    return signing_shown(_settlement(request))


@party.post("/followed/settlement/code", response={201: Done})
@made_once
def signing_code(request: FollowingRequest) -> Done:
    """Send the code for signing this very paper to my phone."""
    send_phone_code(request.auth.phone, purpose_of(_settlement(request), request.auth))
    return Done()


@party.post("/followed/settlement/signature", response={201: Where})
@made_once
def sign(request: FollowingRequest, said: g.SignatureGiven) -> Where:
    """Sign exactly the paper that was read, with the code from my phone."""
    me, purpose = request.auth, purpose_of(_settlement(request), request.auth)
    check_phone_code(me.phone, purpose, said.phone_code)
    evidence = {"code_for": purpose, "phone": me.masked_phone}
    sign_as_party(me, sha256=said.sha256, method="phone_code", evidence=evidence)
    return _where(dispute_followed(me))


@party.post("/followed/rating", response={201: Where})
@made_once
def rating(request: FollowingRequest, said: g.RatingGiven) -> Where:
    """Say how it was handled."""
    return _where(rate(request.auth, score=said.score, words=said.words).dispute)


@party.post("/followed/objection", response={201: Where})
@made_once
def objection(request: FollowingRequest, said: g.WordsGiven) -> Where:
    """Object, once, to how it ended."""
    return _where(object_to_ending(request.auth, words=said.words, today=localdate()).dispute)


@party.post("/followed/withdrawal", response=Where)
@once
def withdrawal(request: FollowingRequest, said: g.ReasonGiven) -> Where:
    """Take my report back."""
    return _where(withdraw(request.auth, reason=said.reason))
