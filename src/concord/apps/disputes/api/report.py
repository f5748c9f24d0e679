"""The residents' JSON doors before there is a dispute: what is alike nearby, a code for the phone, the report (D1)."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, Query, Schema

from concord.apps.disputes.api.routers import public
from concord.apps.disputes.api.shapes.given import ReportGiven
from concord.apps.disputes.api.shapes.shown import ReceivedShown, SimilarShown, received_shown, similar_shown
from concord.apps.disputes.models import Channel, Dispute, Poster
from concord.apps.disputes.selectors.similar import may_be_joined, similar_for_public
from concord.apps.disputes.services.intake import Intake, Received, join_report, report_dispute
from concord.core.api.auth import TokenAuth
from concord.core.api.once import made_once
from concord.core.api.papers import paper_with_ticket
from concord.core.api.shapes import Done, PlaceCode, Text
from concord.core.api.tokens import PhoneGiven
from concord.core.matters.access import declare_system
from concord.core.notices.phone_codes import check_phone_code, clean_phone, send_phone_code
from concord.core.people.models import Place

PURPOSE = "report:api"


class NearbyAsked(Schema):
    """What was written so far, and where it happened."""

    words: Text = Field(min_length=8, max_length=5000)
    place: PlaceCode


@public.post("/phone-codes", response={201: Done})
@made_once
def phone_code(request: HttpRequest, asked: PhoneGiven) -> Done:
    """Send a code to a phone, to report with it."""
    send_phone_code(asked.phone, PURPOSE)
    return Done()


@public.get("/similar", response=list[SimilarShown])
def similar(request: HttpRequest, asked: Query[NearbyAsked]) -> list[SimilarShown]:
    """Open reports nearby that look alike and may be joined; masked, of public concern only."""
    place = get_object_or_404(Place, pk=asked.place)
    return [similar_shown(one) for one in similar_for_public(asked.words, place)]


def _intake(request: HttpRequest, said: ReportGiven, phone: str) -> Intake:
    poster = Poster.objects.filter(code=said.poster.upper(), is_active=True).first() if said.poster else None
    return Intake(
        **said.dict(include={"words", "name", "respondent", "happened_on", "amount", "latitude", "longitude"}),
        phone=phone,
        place_id=said.place,
        channel=Channel.QR if poster else Channel.API,
        phone_checked=True,
        person=TokenAuth()(request),
        poster=poster,
        paper_ids=tuple(paper_with_ticket(ticket).pk for ticket in said.papers),
    )


def _received(intake: Intake, joins: int | None) -> Received:
    """Open a dispute, or join the one that was shown and chosen."""
    declare_system()
    place = Place.objects.filter(pk=intake.place_id).first()
    joined = Dispute.objects.select_related("matter").filter(pk=joins).first() if joins else None
    if joined is not None and place is not None and may_be_joined(joined, place):
        return join_report(joined.pk, intake, today=localdate())
    return report_dispute(intake, today=localdate())


@public.post("/reports", response={201: ReceivedShown})
@made_once
def report(request: HttpRequest, said: ReportGiven) -> ReceivedShown:
    """Report a dispute, with the code that came to the phone; answers with the code to follow it.

    Sent with a token, it also stands among one's own disputes.
    """
    phone = clean_phone(said.phone)
    check_phone_code(phone, PURPOSE, said.phone_code)
    return received_shown(_received(_intake(request, said, phone), said.joins))
