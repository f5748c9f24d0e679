"""Open a paper or its preview: for staff by capability, residents as parties, followers by code; and send one."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from concord.core.attempts import answer_code, attempt
from concord.core.matters.followed import followed_party
from concord.core.papers import store
from concord.core.papers.access import papers_for_party, papers_for_resident, papers_seen_by
from concord.core.papers.drafts import refuse_too_many, remember_sent, sent_papers
from concord.core.papers.models import Paper
from concord.core.papers.served import served
from concord.core.papers.services import keep_upload
from concord.core.people.models import Person

app_name = "papers"


class UploadForm(forms.Form):
    """One file, and whether a photo may keep the place where it was taken."""

    file = forms.FileField(allow_empty_file=True)
    keep_place = forms.BooleanField(required=False)


def _paper(request: HttpRequest, pk: int) -> Paper:
    """The paper, if any of the four ways leads to it; for all others there is none."""
    user = request.user
    if isinstance(user, Person):
        found = papers_seen_by(user).filter(pk=pk).first()
        found = found or papers_for_resident(user).filter(pk=pk).first()
        if found is not None:
            return found
    party = followed_party(request)
    found = papers_for_party(party).filter(pk=pk).first() if party else None
    found = found or sent_papers(request.session).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper itself."""
    paper = _paper(request, pk)
    return served(request, store.get(paper.sha256), media_type=paper.media_type, filename=paper.filename)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture of it."""
    paper = _paper(request, pk)
    if not paper.preview_sha256:
        raise Http404
    return served(request, store.get(paper.preview_sha256), media_type="image/jpeg", filename="preview.jpg")


def _keep(form: UploadForm, request: HttpRequest) -> Paper:
    refuse_too_many(request.session)
    sent = form.cleaned_data["file"]
    paper = keep_upload(
        sent.read(), filename=sent.name, matter=None, by=None, keep_place=form.cleaned_data["keep_place"]
    )
    remember_sent(request.session, paper)
    return paper


@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Take one file for a report that is still being written; it belongs to this browser until then.

    Answers 201 with id, title, media type, preview and place; else 422 or 409 (429 for too many) with the reason.
    """
    form = UploadForm(request.POST, request.FILES)
    paper = attempt(form, lambda: _keep(form, request)) if form.is_valid() else None
    if paper is None:
        reasons = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"error": " ".join(reasons)}, status=answer_code(form))
    small = reverse("papers:preview", args=[paper.pk]) if paper.preview_sha256 else None
    shown = {"id": paper.pk, "title": paper.title, "media_type": paper.media_type, "preview": small}
    return JsonResponse({**shown, "latitude": paper.latitude, "longitude": paper.longitude}, status=201)


urlpatterns = [
    path("upload/", upload, name="upload"),
    path("<int:pk>/", file, name="file"),
    path("<int:pk>/preview/", preview, name="preview"),
]
