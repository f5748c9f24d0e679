"""The inbox: what a person was told, newest first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from concord.core.notices.access import inbox_of
from concord.core.notices.selectors import unread_by
from concord.core.notices.services import mark_read
from concord.core.people.doors import SignedInRequest, signed_in

A_PAGE = 30


def _layout(request: SignedInRequest) -> str:
    return "desk.html" if request.user.is_staff_member else "resident.html"


@signed_in
@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """All notices of the person who signed in."""
    notices = Paginator(inbox_of(request.user), A_PAGE).get_page(request.GET.get("page"))
    shown = {"notices": notices, "unread": unread_by(request.user), "layout": _layout(request)}
    return render(request, "notices/inbox.html", shown)


@signed_in
@require_POST
def open_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that a notice was read, and go where it leads."""
    notice = get_object_or_404(inbox_of(request.user), pk=pk)
    mark_read(request.user, pk)
    within = url_has_allowed_host_and_scheme(notice.link, allowed_hosts={request.get_host()})
    return redirect(notice.link if notice.link and within else "inbox")


@signed_in
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    """Note that all notices were read."""
    mark_read(request.user)
    return redirect("inbox")


urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("desk/inbox/", inbox, name="desk_inbox"),
    path("inbox/read/", read_all, name="inbox_read"),
    path("inbox/<int:pk>/", open_notice, name="open_notice"),
]
