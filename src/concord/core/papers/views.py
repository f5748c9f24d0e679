"""Open a paper or its preview: for staff by capability, for residents as parties, for followers by their code."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from concord.core.matters.followed import followed_party
from concord.core.papers import store
from concord.core.papers.access import papers_for_party, papers_for_resident, papers_for_staff
from concord.core.papers.models import Paper
from concord.core.people.models import Person

app_name = "papers"
SHOWN = ("image/", "audio/", "application/pdf")


def _paper(request: HttpRequest, pk: int) -> Paper:
    """The paper, if any of the three ways leads to it; for all others there is none."""
    user = request.user
    if isinstance(user, Person):
        found = papers_for_staff(user, "see_dispute").filter(pk=pk).first()
        found = found or papers_for_resident(user).filter(pk=pk).first()
        if found is not None:
            return found
    party = followed_party(request)
    found = papers_for_party(party).filter(pk=pk).first() if party else None
    if found is None:
        raise Http404
    return found


def _answer(paper: Paper, content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    aside = not media_type.startswith(SHOWN)
    response["Content-Disposition"] = content_disposition_header(aside, paper.filename) or "attachment"
    response["Cache-Control"] = "private, max-age=0"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper itself."""
    paper = _paper(request, pk)
    return _answer(paper, store.get(paper.sha256), paper.media_type)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture of it."""
    paper = _paper(request, pk)
    if not paper.preview_sha256:
        raise Http404
    return _answer(paper, store.get(paper.preview_sha256), "image/jpeg")


urlpatterns = [path("<int:pk>/", file, name="file"), path("<int:pk>/preview/", preview, name="preview")]
