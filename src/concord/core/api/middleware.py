"""Whatever goes wrong under /api/ is told as a problem: also what never reaches an operation."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from concord.core.api.problems import MEDIA_TYPE, problem, problem_of

PREFIX = "/api/"
FORM_ROOM = 64 * 1024
KEPT = {"Allow", "Content-Range"}


def _most_bytes(request: HttpRequest) -> int:
    """How large a body may be: a file with its form, or JSON."""
    if request.content_type == "multipart/form-data":
        return int(settings.CONCORD_PAPER_MAX_BYTES) + FORM_ROOM
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0


def _size(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdecimal() else 0


class ApiMiddleware:
    """Refuse bodies that are too large before they are read, and turn every error page under /api/ into a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        most = _most_bytes(request)
        if _size(request) > most:
            return problem_of(413, _("The body is larger than %(most)d KB.") % {"most": most // 1024})
        return _told(self.get_response(request))


def _told(answer: HttpResponseBase) -> HttpResponseBase:
    """The answer itself where it is one of the API, else the problem that it means."""
    status, media_type = answer.status_code, answer.headers.get("Content-Type", "")
    if status == HTTPStatus.FOUND:
        return _led_away(answer.headers["Location"])
    if status < HTTPStatus.BAD_REQUEST or media_type.startswith(MEDIA_TYPE):
        return answer
    told = problem_of(status)
    for kept in KEPT & answer.headers.keys():
        told[kept] = answer.headers[kept]
    return told


def _led_away(whither: str) -> HttpResponseBase:
    """What a session must do first, where a page would lead to it."""
    if whither == reverse("account_change_password"):
        return problem("one-time-password", _("You signed in with a one-time password. Choose your own first."))
    return problem("second-factor", _("Your role needs a second factor: set it up under /accounts/2fa/ first."))
