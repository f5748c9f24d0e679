"""The calendar: my link's page, and the open door behind the link."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.core.agenda.calendar import calendar_of, person_with_link
from concord.core.agenda.models import CalendarLink
from concord.core.agenda.services.calendar import end_calendar_link, make_calendar_link
from concord.core.people.doors import SignedInRequest, for_capability


def address_of(key: str) -> str:
    """Where the calendar behind a secret is asked for."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("agenda:calendar_feed", args=[key])


@for_capability("see_run")
@require_http_methods(["GET", "POST"])
def calendar(request: SignedInRequest) -> HttpResponse:
    """Whether I have a link; made or renewed, it is shown this once."""
    address = address_of(make_calendar_link(by=request.user)) if request.method == "POST" else ""
    link = CalendarLink.objects.filter(person=request.user).first()
    answer = render(request, "agenda/calendar.html", {"link": link, "address": address})
    answer["Cache-Control"] = "no-store"
    return answer


@for_capability("see_run")
@require_POST
def end(request: SignedInRequest) -> HttpResponse:
    """Switch my link off."""
    end_calendar_link(by=request.user)
    messages.success(request, _("The link is off. Programs that ask by it are told that it is not there."))
    return redirect("agenda:calendar")


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """What is due for the person of this link, for a program that cannot sign in; unchanged, it answers 304."""
    person = person_with_link(key)
    if person is None:
        raise Http404
    content = calendar_of(person, as_todo=request.GET.get("as") == "todo")
    etag = f'"{sha256(content).hexdigest()}"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=answer) or answer
