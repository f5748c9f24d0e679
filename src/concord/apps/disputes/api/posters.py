"""The QR codes that hang on walls: made, listed and printed by staff, looked up by whoever scans one (D1)."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema

from concord.apps.disputes.access import posters_of
from concord.apps.disputes.api.routers import public, staff
from concord.apps.disputes.api.shapes.beside import PosterShown, poster_shown
from concord.apps.disputes.api.shapes.given import PosterGiven
from concord.apps.disputes.letters import poster_pdf
from concord.apps.disputes.models import Poster
from concord.apps.disputes.services.posters import make_poster
from concord.apps.disputes.services.triage import item_named
from concord.core.api.once import made_once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Id
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Place

PosterCode = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,12}$")]
PDF: dict[str, object] = {
    "responses": {
        200: {
            "description": "The poster, to print on A4.",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class ScannedShown(Schema):
    """What a QR code says in advance of a report: where it hangs, on what, and what kind of dispute it is for."""

    code: str
    place: str
    place_name: str
    topic: str
    hangs_on: str


@staff.get("/posters", response=Page[PosterShown])
def posters(request: SignedInRequest, asked: Query[PageAsked]) -> Page[PosterShown]:
    """The QR codes of my places, newest first."""
    require(request.user, "print_poster")
    return page_of(posters_of(request.user), asked, poster_shown, of="posters")


@staff.post("/posters", response={201: PosterShown})
@made_once
def new_poster(request: SignedInRequest, said: PosterGiven) -> PosterShown:
    """Make a QR code for a place of mine."""
    require(request.user, "print_poster")
    place = get_object_or_404(Place, pk=said.place)
    topic = item_named(said.topic).id if said.topic else ""
    return poster_shown(make_poster(place=place, hangs_on=said.hangs_on, topic=topic, by=request.user))


@staff.get("/posters/{int:pk}/paper", openapi_extra=PDF)
def poster_paper(request: SignedInRequest, pk: Id) -> HttpResponse:
    """The poster as a PDF, with its QR code."""
    poster = get_object_or_404(posters_of(request.user), pk=pk)
    response = HttpResponse(poster_pdf(poster), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{poster.code}.pdf"'
    return response


@public.get("/scanned/{code}", response=ScannedShown)
def scanned(request: HttpRequest, code: PosterCode) -> ScannedShown:
    """What a scanned QR code says in advance."""
    found = get_object_or_404(Poster.objects.select_related("place"), code=code.upper(), is_active=True)
    return ScannedShown(
        code=found.code,
        place=found.place_id,
        place_name=found.place.name,
        topic=found.topic,
        hangs_on=found.object,
    )
