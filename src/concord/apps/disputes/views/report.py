"""The residents' door: what happened, who you are, the code from your phone. Three steps, no account (D1)."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.disputes.forms.resident import CodeForm, WhatForm, WhoForm
from concord.apps.disputes.models import Channel, Dispute, Poster
from concord.apps.disputes.selectors.similar import may_be_joined, similar_for_public
from concord.apps.disputes.services.intake import Intake, Received, join_report, report_dispute
from concord.apps.disputes.views.draft import Draft, draft_in, forget, keep
from concord.core.attempts import answer_code, attempt
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.followed import remember_party
from concord.core.notices.phone_codes import check_phone_code, send_phone_code
from concord.core.papers.drafts import remember_sent
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.forms import PlaceField
from concord.core.people.models import Person, Place
from concord.core.people.sealed import seal, unseal

MOST_FILES = 9
DONE = "report_done"


@require_GET
def from_poster(request: HttpRequest, code: str) -> HttpResponse:
    """Behind a QR code: start a report that knows where the poster hangs and on what."""
    poster = get_object_or_404(Poster, code=code.upper(), is_active=True)
    draft = draft_in(request.session)
    draft.poster, draft.place = poster.code, poster.place_id
    keep(draft, request.session)
    return redirect("disputes:report")


def _poster(draft: Draft) -> Poster | None:
    return Poster.objects.select_related("place").filter(code=draft.poster, is_active=True).first()


def _take_words(draft: Draft, form: WhatForm, request: HttpRequest) -> None:
    said = form.cleaned_data
    draft.words, draft.place = said["words"], said["place"].pk
    draft.happened_on = said["happened_on"].isoformat() if said["happened_on"] else ""
    draft.respondent = said["respondent"]
    draft.amount = str(said["amount"]) if said["amount"] is not None else ""
    draft.latitude, draft.longitude = str(said["latitude"] or ""), str(said["longitude"] or "")
    joins = request.POST.get("joins", "")
    draft.joins = int(joins) if joins.isdecimal() and len(joins) < 16 else None


def _take_files(draft: Draft, form: WhatForm, request: HttpRequest) -> None:
    """Keep photos and the voice note; the first that is refused is told, the others stay."""
    sent = [*request.FILES.getlist("photos"), *request.FILES.getlist("voice")]
    for file in sent[: MOST_FILES - len(draft.papers)]:
        paper = attempt(form, partial(keep_upload, file.read(), filename=file.name or "", matter=None, by=None))
        if paper is not None:
            draft.papers.append(paper.pk)
            remember_sent(request.session, paper)


@require_http_methods(["GET", "POST"])
def tell_what(request: HttpRequest) -> HttpResponse:
    """Step 1: what happened, and where."""
    draft = draft_in(request.session)
    begun = {name: getattr(draft, name) for name in ("words", "place", "respondent", "amount", "happened_on")}
    form = WhatForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        _take_words(draft, form, request)
        _take_files(draft, form, request)
        keep(draft, request.session)
        if not form.errors:
            return redirect("disputes:report_who")
    declare_system()
    papers = list(Paper.objects.filter(pk__in=draft.papers, matter=None))
    page = {"form": form, "draft": draft, "poster": _poster(draft), "papers": papers}
    return render(request, "disputes/report/what.html", page, status=answer_code(form))


@require_POST
def drop_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photo or voice note off the report again."""
    draft = draft_in(request.session)
    draft.papers = [kept for kept in draft.papers if kept != pk]
    keep(draft, request.session)
    return redirect("disputes:report")


def place_meant(typed: str) -> Place | None:
    """The place that the box names, by code or in words; None while it is not clear yet."""
    try:
        return PlaceField(required=False).clean(typed[:200])
    except ValidationError:
        return None


@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """While typing: reports nearby that look alike, to join instead of starting another."""
    words = request.GET.get("words", "")[:5000]
    place = place_meant(request.GET.get("place", ""))
    found = similar_for_public(words, place) if place and len(words) >= 8 else []
    return render(request, "disputes/report/similar.html", {"similar": found})


@require_http_methods(["GET", "POST"])
def tell_who(request: HttpRequest) -> HttpResponse:
    """Step 2: a name and a phone; the code goes out."""
    draft = draft_in(request.session)
    if not draft.words:
        return redirect("disputes:report")
    form = WhoForm(request.POST or None, initial={"name": draft.name, "phone": draft.phone})
    if form.is_valid():
        draft.name, draft.phone = form.cleaned_data["name"], form.cleaned_data["phone"]
        keep(draft, request.session)
        attempt(form, lambda: send_phone_code(draft.phone, draft.code_purpose))
        if not form.errors:
            return redirect("disputes:report_code")
    return render(request, "disputes/report/who.html", {"form": form, "draft": draft}, status=answer_code(form))


def _intake(draft: Draft, request: HttpRequest) -> Intake:
    latitude, longitude = draft.position
    return Intake(
        words=draft.words,
        place_id=draft.place,
        name=draft.name,
        phone=draft.phone,
        channel=Channel.QR if draft.poster else Channel.WEB,
        phone_checked=True,
        sent_key=draft.sent_key,
        person=request.user if isinstance(request.user, Person) else None,
        respondent=draft.respondent,
        happened_on=draft.day,
        amount=draft.money,
        latitude=latitude,
        longitude=longitude,
        poster=_poster(draft),
        paper_ids=tuple(draft.papers),
    )


def _take_in(draft: Draft, request: HttpRequest) -> Received:
    """Open a dispute, or join the one that was shown and chosen."""
    intake, place = _intake(draft, request), Place.objects.filter(pk=draft.place).first()
    declare_system()
    joined = Dispute.objects.select_related("matter").filter(pk=draft.joins).first() if draft.joins else None
    if joined is not None and place is not None and may_be_joined(joined, place):
        return join_report(joined.pk, intake, today=localdate())
    return report_dispute(intake, today=localdate())


def _remember(received: Received, request: HttpRequest) -> None:
    remember_party(request.session, received.report.party)
    if received.follow_code:
        request.session[DONE] = seal(received.follow_code)
    forget(request.session)


@require_http_methods(["GET", "POST"])
def tell_code(request: HttpRequest) -> HttpResponse:
    """Step 3: the code from the phone; with it the report is sent."""
    draft = draft_in(request.session)
    if not draft.phone:
        return redirect("disputes:report_done" if DONE in request.session else "disputes:report")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        attempt(form, lambda: check_phone_code(draft.phone, draft.code_purpose, form.cleaned_data["phone_code"]))
        received = None if form.errors else attempt(form, lambda: _take_in(draft, request))
        if received is not None:
            _remember(received, request)
            return redirect("disputes:report_done")
    return render(request, "disputes/report/code.html", {"form": form, "draft": draft}, status=answer_code(form))


@require_POST
def send_code_again(request: HttpRequest) -> HttpResponse:
    """Send a fresh code to the same phone."""
    draft = draft_in(request.session)
    if draft.phone:
        send_phone_code(draft.phone, draft.code_purpose)
    return redirect("disputes:report_code")


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """The follow code, shown until the browser is closed, and what happens next."""
    sealed = request.session.get(DONE)
    if not sealed:
        return redirect("disputes:follow")
    declare_follower(0)
    code = unseal(sealed)
    link = request.build_absolute_uri(reverse("disputes:follow_link", args=[code]))
    return render(request, "disputes/report/done.html", {"code": code, "link": link})
