"""Papers by JSON: sent for a report that is still being written, and opened by those who may (D1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from concord.core.api.auth import either
from concord.core.api.once import made_once
from concord.core.api.rates import UPLOADS
from concord.core.api.shapes import Id
from concord.core.matters.access import declare_system
from concord.core.matters.models import Party
from concord.core.papers import store
from concord.core.papers.access import papers_for_party, papers_for_resident, papers_seen_by
from concord.core.papers.models import Paper
from concord.core.papers.served import served
from concord.core.papers.services import keep_upload
from concord.core.people.models import Person

router = Router(tags=["papers"], auth=either)
sending = Router(tags=["papers"])
TICKET_LASTS = timedelta(hours=24)
BYTES = {"schema": {"type": "string", "format": "binary"}}
PART = {"in": "header", "name": "Range", "schema": {"type": "string"}, "description": "A part only, like bytes=0-1023."}
CONTENT: dict[str, object] = {
    "parameters": [PART],
    "responses": {
        200: {"description": "The whole.", "content": {"*/*": BYTES}},
        206: {"description": "The part that was asked for.", "content": {"*/*": BYTES}},
        416: {
            "description": "There is no such part.",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        },
    },
}


class AskingRequest(HttpRequest):
    """A request of a person or of a party."""

    auth: Person | Party


class PaperShown(Schema):
    """A paper; its bytes are behind `/api/papers/{id}/content`."""

    id: int
    kind: str
    title: str
    media_type: str
    size: int
    sha256: str
    has_preview: bool
    added_at: datetime


class PaperSent(PaperShown):
    """A paper that waits for its report: `ticket` goes into the report's `papers`, and is good for a day."""

    ticket: str
    latitude: Decimal | None
    longitude: Decimal | None


def facts_of(paper: Paper) -> dict[str, object]:
    """What is told of a paper."""
    return {
        "id": paper.pk,
        "kind": paper.kind,
        "title": paper.title,
        "media_type": paper.media_type,
        "size": paper.size,
        "sha256": paper.sha256,
        "has_preview": bool(paper.preview_sha256),
        "added_at": paper.added_at,
    }


def paper_shown(paper: Paper) -> PaperShown:
    """A paper's facts."""
    return PaperShown.model_validate(facts_of(paper))


def paper_with_ticket(ticket: str) -> Paper:
    """The paper of a ticket that belongs to no matter yet; anything else does not exist (404)."""
    try:
        pk = signing.loads(ticket, salt="paper", max_age=TICKET_LASTS)
    except signing.BadSignature:
        raise Http404 from None
    declare_system()
    return Paper.objects.get(pk=pk, matter=None)


def paper_for(asker: Person | Party, pk: int) -> Paper:
    """The paper, if it exists for who asks."""
    if isinstance(asker, Party):
        return papers_for_party(asker).get(pk=pk)
    found = papers_seen_by(asker).filter(pk=pk).first()
    return found or papers_for_resident(asker).get(pk=pk)


def _content(request: HttpRequest, paper: Paper) -> HttpResponse:
    return served(request, store.get(paper.sha256), media_type=paper.media_type, filename=paper.filename)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: its bytes and the name its sender gave it."""

    content: bytes
    name: str


def sent(file: UploadedFile) -> Sent:
    """The file, read whole; one that is too large was cut just behind the limit, so that its deed refuses it."""
    file.seek(0)
    return Sent(file.read(), file.name or "")


@sending.post("/papers", response={201: PaperSent}, throttle=[UPLOADS])
@made_once
def send_paper(request: HttpRequest, file: File[UploadedFile], keep_place: Form[bool] = False) -> PaperSent:
    """Send a photo, voice note or document for a report.

    Photos lose their hidden data; with `keep_place`, where one was taken is kept beside it.
    """
    given = sent(file)
    paper = keep_upload(given.content, filename=given.name, matter=None, by=None, keep_place=keep_place)
    return PaperSent.model_validate(
        facts_of(paper)
        | {
            "ticket": signing.dumps(paper.pk, salt="paper"),
            "latitude": paper.latitude,
            "longitude": paper.longitude,
        }
    )


@sending.get("/sent-papers/{ticket}", openapi_extra=CONTENT)
def sent_content(request: HttpRequest, ticket: str) -> HttpResponse:
    """The bytes of a paper that I sent and that waits for its report."""
    return _content(request, paper_with_ticket(ticket))


@router.get("/papers/{int:pk}", response=PaperShown)
def paper(request: AskingRequest, pk: Id) -> PaperShown:
    """A paper's facts: what it is, how large, and its digest."""
    return paper_shown(paper_for(request.auth, pk))


@router.get("/papers/{int:pk}/content", openapi_extra=CONTENT)
def content(request: AskingRequest, pk: Id) -> HttpResponse:
    """A paper's bytes, or a part of them."""
    return _content(request, paper_for(request.auth, pk))


@router.get("/papers/{int:pk}/preview", openapi_extra=CONTENT)
def preview(request: AskingRequest, pk: Id) -> HttpResponse:
    """A small picture of it (JPEG)."""
    found = paper_for(request.auth, pk)
    if not found.preview_sha256:
        raise Http404
    return served(request, store.get(found.preview_sha256), media_type="image/jpeg", filename="preview.jpg")
