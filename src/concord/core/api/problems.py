"""Errors as problem details (RFC 9457): what is wrong, where, and what to do."""

from typing import Literal

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from orjson import dumps

from concord.core.refusals import OutsideFailure, Refusal, TooMany


class WrongField(Schema):
    """One answer that has to change."""

    where: list[str]
    what: str


class Problem(Schema):
    """Problem details."""

    type: str
    title: str
    status: int
    detail: str = ""
    field: str = ""
    errors: list[WrongField] = []


def problem(status: int, kind: str, title: str, detail: str = "", **more: object) -> HttpResponse:
    """A problem as it is answered."""
    body = {"type": f"/api/problems#{kind}", "title": title, "status": status, "detail": detail, **more}
    return HttpResponse(dumps(body), status=status, content_type="application/problem+json")


def answers(success: object, status: Literal[200, 201] = 200) -> dict[int, object]:
    """The answers of an operation: its own, and the problems that any operation may answer."""
    return {status: success, **dict.fromkeys((400, 401, 403, 404, 409, 415, 422, 429, 503), Problem)}


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, TooMany):
        return problem(429, "too-many", _("Too many"), str(refusal))
    return problem(409, "refused", _("Refused"), str(refusal), field=refusal.field)


def _outside(request: HttpRequest, failure: OutsideFailure) -> HttpResponse:
    again = _("Try again in a few minutes.") if failure.again else ""
    return problem(503, "outside", _("An outside service did not answer"), again)


def _missing(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(404, "not-found", _("There is no such thing for you here."))


def _wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [{"where": [str(step) for step in one["loc"]], "what": one["msg"]} for one in error.errors]
    return problem(422, "wrong-shape", _("Some answers have the wrong shape."), errors=wrong)


def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "sign-in", _("Sign in, or send a token or follow code that is valid."))


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    answer = problem(429, "too-many", _("Too many requests."), _("Slow down and try again in a minute."))
    answer["Retry-After"] = str(max(1, int(error.wait or 60)))
    return answer


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "http", str(error))


def tell_problems(api: NinjaAPI) -> None:
    """Let an API answer every foreseen error as a problem."""
    handlers = {
        Refusal: _refused,
        OutsideFailure: _outside,
        ObjectDoesNotExist: _missing,
        Http404: _missing,
        ValidationError: _wrong_shape,
        AuthenticationError: _unknown,
        Throttled: _throttled,
        HttpError: _http,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)  # type: ignore[arg-type]
