"""The residents' JSON doors: report with a phone code; follow, talk, propose, sign, rate with a follow code."""

from typing import Literal

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from concord.apps.disputes.access import dispute_followed
from concord.apps.disputes.api import schemas as s
from concord.apps.disputes.api.deeds import OfferIn, ReasonIn
from concord.apps.disputes.models import Channel, Dispute, Poster, Settlement
from concord.apps.disputes.selectors.following import live_settlement, offers_of, party_page
from concord.apps.disputes.selectors.similar import may_be_joined, similar_for_public
from concord.apps.disputes.services.ending import object_to_ending, rate, withdraw
from concord.apps.disputes.services.intake import Intake, Received, join_report, report_dispute
from concord.apps.disputes.services.mediation import answer_offer, propose_as_party
from concord.apps.disputes.services.settlement import sign_as_party
from concord.apps.disputes.views.signing import purpose_of
from concord.core.api.auth import FollowingRequest, following
from concord.core.api.once import made_once, once
from concord.core.api.problems import answers
from concord.core.matters.access import declare_system
from concord.core.notices.phone_codes import check_phone_code, clean_phone, send_phone_code
from concord.core.people.models import Place
from concord.core.refusals import Refusal
from concord.core.rooms.access import messages_for_party
from concord.core.rooms.services import say

public = Router(tags=["residents"])
party_doors = Router(tags=["followed"], auth=following)
PURPOSE = "report:api"


class Sent(Schema):
    """That a code is on its way."""

    sent: bool = True


class SaidIn(Schema):
    """Something said in the room: to everyone, or to the mediator alone."""

    text: str = Field(min_length=1, max_length=4000)
    to: Literal["all", "mediator"] = "all"


class CounterOfferIn(OfferIn):
    """A proposal, perhaps an answer to another."""

    answers: int | None = Field(None, ge=1, le=2**62)


class YesNoIn(Schema):
    """Whether one agrees."""

    accepts: bool


class SignIn(Schema):
    """The code from the phone, and the digest of the paper that was read."""

    phone_code: str = Field(max_length=12)
    sha256: str = Field(min_length=64, max_length=64)


class RatingIn(Schema):
    """How it was handled, from 1 to 5."""

    score: int = Field(ge=1, le=5)
    words: str = Field("", max_length=1000)


class WordsIn(Schema):
    """Words."""

    words: str = Field(min_length=1, max_length=4000)


class Where(Schema):
    """Where the dispute stands."""

    stage: str


@public.post("/phone-codes", response=answers(Sent, 201))
@made_once
def phone_code(request: HttpRequest, asked: s.PhoneCodeIn) -> Sent:
    """Send a code to a phone, to report with it."""
    send_phone_code(asked.phone, PURPOSE)
    return Sent()


@public.get("/similar", response=answers(list[s.SimilarShown]))
def similar(request: HttpRequest, words: str, place: str) -> list[s.SimilarShown]:
    """Open reports nearby that look alike and may be joined; masked, of public concern only."""
    found = Place.objects.filter(pk=place[:15].replace("\0", "")).first()
    return [
        s.SimilarShown(
            id=one.dispute.pk,
            excerpt=one.excerpt,
            place_name=one.dispute.matter.place.name,
            opened_at=one.dispute.matter.opened_at,
            shared=list(one.shared),
        )
        for one in (similar_for_public(words[:5000], found) if found else [])
    ]


def _received(intake: Intake, joins: int | None) -> Received:
    declare_system()
    place = Place.objects.filter(pk=intake.place_id).first()
    joined = Dispute.objects.select_related("matter").filter(pk=joins).first() if joins else None
    if joined is not None and place is not None and may_be_joined(joined, place):
        return join_report(joined.pk, intake, today=localdate())
    return report_dispute(intake, today=localdate())


@public.post("/reports", response=answers(s.ReceivedShown, 201))
@made_once
def report(request: HttpRequest, said: s.ReportIn) -> s.ReceivedShown:
    """Report a dispute, with the code that came to the phone; answers with the code to follow it."""
    phone = clean_phone(said.phone)
    check_phone_code(phone, PURPOSE, said.phone_code)
    poster = Poster.objects.filter(code=said.poster, is_active=True).first() if said.poster else None
    told = said.dict(exclude={"phone_code", "joins", "place", "poster", "phone"})
    intake = Intake(
        **told,
        phone=phone,
        place_id=said.place,
        channel=Channel.QR if poster else Channel.API,
        phone_checked=True,
        poster=poster,
    )
    received = _received(intake, said.joins)
    number = received.report.dispute.matter.number
    return s.ReceivedShown(dispute=received.report.dispute_id, number=number, follow_code=received.follow_code)


def _settlement(request: FollowingRequest) -> Settlement:
    found = live_settlement(dispute_followed(request.auth))
    if found is None:
        raise Settlement.DoesNotExist
    return found


@party_doors.get("/followed", response=answers(s.FollowedShown))
def followed(request: FollowingRequest) -> s.FollowedShown:
    """Where my dispute stands, its story, and what I can do."""
    page = party_page(dispute_followed(request.auth), request.auth)
    possible = [name for name in page.possible.__slots__ if getattr(page.possible, name)]
    matter = page.dispute.matter
    return s.FollowedShown(
        number=matter.number,
        item_name=page.item,
        stage=matter.stage,
        stage_name=page.dispute.stage_label,
        words=page.dispute.words,
        step=s.step_shown(page.dispute),
        story=[s.entry_shown(one) for one in page.story],
        papers=[s.paper_shown(one) for one in page.papers],
        possible=possible,
    )


@party_doors.get("/followed/messages", response=answers(list[s.MessageShown]))
def messages(request: FollowingRequest) -> list[s.MessageShown]:
    """What I may hear of the room, oldest first."""
    return [s.message_shown(one) for one in messages_for_party(request.auth)]


@party_doors.post("/followed/messages", response=answers(s.MessageShown, 201))
@made_once
def speak(request: FollowingRequest, said: SaidIn) -> s.MessageShown:
    """Write to everyone in the room, or to the mediator alone."""
    page = party_page(dispute_followed(request.auth), request.auth)
    if not page.possible.talk:
        raise Refusal(_("The room is open while the mediation runs."))
    audience = "all" if said.to == "all" else request.auth.side
    return s.message_shown(say(page.dispute.matter, text=said.text, party=request.auth, audience=audience))


@party_doors.get("/followed/offers", response=answers(list[s.OfferOut]))
def offers(request: FollowingRequest) -> list[s.OfferOut]:
    """The proposals and their answers, newest first."""
    return [s.offer_out(one) for one in offers_of(dispute_followed(request.auth), request.auth)]


@party_doors.post("/followed/offers", response=answers(s.OfferOut, 201))
@made_once
def offer(request: FollowingRequest, said: CounterOfferIn) -> s.OfferOut:
    """Make a proposal, or a counter-proposal."""
    made = propose_as_party(request.auth, **said.dict())
    found = offers_of(dispute_followed(request.auth), request.auth)
    return next(s.offer_out(one) for one in found if one.offer.pk == made.pk)


@party_doors.post("/followed/offers/{int:pk}/answer", response=answers(Where))
@once
def answer(request: FollowingRequest, pk: int, said: YesNoIn) -> Where:
    """Say yes or no to a proposal."""
    answer_offer(request.auth, pk, accepts=said.accepts)
    return Where(stage=dispute_followed(request.auth).matter.stage)


@party_doors.get("/followed/settlement", response=answers(s.SettlementShown))
def settlement(request: FollowingRequest) -> s.SettlementShown:
    """The settlement to read and sign."""
    return s.settlement_shown(_settlement(request))


@party_doors.post("/followed/settlement/code", response=answers(Sent, 201))
@made_once
def signing_code(request: FollowingRequest) -> Sent:
    """Send the code for signing this very paper to my phone."""
    send_phone_code(request.auth.phone, purpose_of(_settlement(request), request.auth))
    return Sent()


@party_doors.post("/followed/settlement/signature", response=answers(Where, 201))
@made_once
def sign(request: FollowingRequest, said: SignIn) -> Where:
    """Sign exactly the paper that was read, with the code from my phone."""
    party, purpose = request.auth, purpose_of(_settlement(request), request.auth)
    check_phone_code(party.phone, purpose, said.phone_code)
    evidence = {"code_for": purpose, "phone": party.masked_phone}
    sign_as_party(party, sha256=said.sha256, method="phone_code", evidence=evidence)
    return Where(stage=dispute_followed(party).matter.stage)


@party_doors.post("/followed/rating", response=answers(Where, 201))
@made_once
def rating(request: FollowingRequest, said: RatingIn) -> Where:
    """Say how it was handled."""
    return Where(stage=rate(request.auth, **said.dict()).dispute.matter.stage)


@party_doors.post("/followed/objection", response=answers(Where, 201))
@made_once
def objection(request: FollowingRequest, said: WordsIn) -> Where:
    """Object, once, to how it ended."""
    return Where(stage=object_to_ending(request.auth, words=said.words, today=localdate()).dispute.matter.stage)


@party_doors.post("/followed/withdrawal", response=answers(Where))
@once
def withdrawal(request: FollowingRequest, said: ReasonIn) -> Where:
    """Take my report back."""
    return Where(stage=withdraw(request.auth, reason=said.reason).matter.stage)
