"""Turn a foreseen "no" into a page that says what is wrong and what to do; nothing was written."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from concord.core.refusals import OutsideFailure, Refusal, TooMany


class RefusalMiddleware:
    """Answer refusals with 409 (429 for too many), outside failures with 503; everything else crashes loudly.

    A deed fetches through the permission of who asks, so what it does not find does not exist for them: 404. An
    address with a NUL in it is refused before anything is looked for: no text of the database can hold one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            told = _("This address holds a character that no text can hold. Type it anew, or go to the first page.")
            return render(request, "409.html", {"refusal": told}, status=400)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, TooMany):
            return render(request, "429.html", {"refusal": str(exception)}, status=429)
        if isinstance(exception, Refusal):
            return render(request, "409.html", {"refusal": str(exception)}, status=409)
        if isinstance(exception, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        if isinstance(exception, OutsideFailure):
            return render(request, "503.html", {"failure": str(exception), "again": exception.again}, status=503)
        return None
