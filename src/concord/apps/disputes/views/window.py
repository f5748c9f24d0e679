"""Registering for someone who comes to the window or calls; and the posters that lead to our door (D1, D2)."""

import secrets

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.disputes.access import disputes_seen_by, posters_of
from concord.apps.disputes.forms.staff import DeskReportForm, PosterForm
from concord.apps.disputes.letters import poster_pdf
from concord.apps.disputes.selectors.similar import look_alikes
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.apps.disputes.services.posters import make_poster
from concord.core.attempts import answer_code, attempt
from concord.core.notices.phone_codes import clean_phone
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.refusals import Refusal


@for_capability("register_dispute")
@require_http_methods(["GET", "POST"])
def register(request: SignedInRequest) -> HttpResponse:
    """Take down a report for someone else."""
    form = DeskReportForm(request.POST or None, initial={"sent_key": secrets.token_urlsafe(16)})
    if form.is_valid():
        said = dict(form.cleaned_data)
        intake = Intake(
            **{name: said[name] for name in said if name not in {"place", "people_affected"}},
            place_id=said["place"].pk,
            people_affected=said["people_affected"] or 1,
            phone_checked=True,
            taken_by=request.user,
        )
        received = attempt(form, lambda: report_dispute(intake, today=localdate()))
        if received is not None:
            shown = {"report": received.report, "code": received.follow_code}
            return render(request, "disputes/desk/registered.html", shown)
    return render(request, "disputes/desk/register.html", {"form": form}, status=answer_code(form))


@for_capability("see_similar")
@require_GET
def alike(request: SignedInRequest) -> HttpResponse:
    """While typing: disputes of the same person, or against the same respondent."""
    try:
        phone = clean_phone(request.GET.get("phone", ""))
    except Refusal:
        phone = ""
    found = look_alikes(disputes_seen_by(request.user), phone=phone, respondent=request.GET.get("respondent", ""))
    return render(request, "disputes/desk/alike.html", {"found": found})


@for_capability("print_poster")
@require_http_methods(["GET", "POST"])
def posters(request: SignedInRequest) -> HttpResponse:
    """The QR codes of my place, and a new one."""
    form = PosterForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: make_poster(**form.cleaned_data, by=request.user)) is not None:
        return redirect("disputes:posters")
    shown = {"form": form, "posters": posters_of(request.user).order_by("-pk")[:100]}
    return render(request, "disputes/desk/posters.html", shown, status=answer_code(form))


@for_capability("print_poster")
@require_GET
def poster_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The poster to print."""
    poster = get_object_or_404(posters_of(request.user), pk=pk)
    response = HttpResponse(poster_pdf(poster), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{poster.code}.pdf"'
    return response
