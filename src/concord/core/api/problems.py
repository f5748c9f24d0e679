"""Errors as problem details (RFC 9457): what is wrong, where, and what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from orjson import dumps

from concord.core.api.rates import FOR_STRANGERS
from concord.core.api.sentences import sentence_for
from concord.core.refusals import OutsideFailure, Refusal, TooMany

MEDIA_TYPE = "application/problem+json"
AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, its title, and what the caller can do about it."""

    status: int
    title: str
    advice: str


KINDS: dict[str, Kind] = {
    "unreadable": Kind(400, gettext_noop("The request cannot be read."), gettext_noop("Send valid JSON in UTF-8.")),
    "sign-in": Kind(
        401,
        gettext_noop("Sign in, or send a token or follow code that is valid."),
        gettext_noop("Send “Authorization: Bearer …” or “Follow-Code: …”, or use a browser that has signed in."),
    ),
    "not-allowed": Kind(
        403,
        gettext_noop("This is not allowed."),
        gettext_noop("A browser's session needs the header X-CSRFToken with the value of the cookie csrftoken."),
    ),
    "second-factor": Kind(
        403,
        gettext_noop("A second factor is needed."),
        gettext_noop("Set it up in a browser, under /accounts/2fa/."),
    ),
    "one-time-password": Kind(
        403,
        gettext_noop("The one-time password must be changed first."),
        gettext_noop("Choose your own in a browser, under /accounts/password/change/."),
    ),
    "not-found": Kind(
        404,
        gettext_noop("There is no such thing for you here."),
        gettext_noop("Check the address. What you may not see does not exist for you."),
    ),
    "method": Kind(
        405, gettext_noop("This method is not offered here."), gettext_noop("The header Allow says which are.")
    ),
    "refused": Kind(
        409,
        gettext_noop("Refused"),
        gettext_noop("The rules do not allow this now; “detail” says why. Nothing was written."),
    ),
    "too-large": Kind(
        413, gettext_noop("Too much at once."), gettext_noop("Send less; long texts and pictures go as files.")
    ),
    "media-type": Kind(
        415,
        gettext_noop("This kind of body is not read here."),
        gettext_noop("Send application/json, and files as multipart/form-data."),
    ),
    "no-such-part": Kind(
        416, gettext_noop("The file has no such part."), gettext_noop("Content-Range says how long it is.")
    ),
    "wrong-shape": Kind(
        422,
        gettext_noop("Some answers have the wrong shape."),
        gettext_noop("“errors” names each field and what has to change."),
    ),
    "too-many": Kind(
        429, gettext_noop("Too many requests."), gettext_noop("Wait as many seconds as Retry-After says.")
    ),
    "fault": Kind(
        500,
        gettext_noop("Something went wrong on our side."),
        gettext_noop("Send the same request with the same Idempotency-Key again later."),
    ),
    "outside": Kind(
        503,
        gettext_noop("An outside service did not answer."),
        gettext_noop("Where Retry-After is given, try again then."),
    ),
}
BY_STATUS = {kind.status: name for name, kind in reversed(KINDS.items())}


class WrongField(Schema):
    """One answer that has to change."""

    where: list[str]
    what: str


class Problem(Schema):
    """Problem details (RFC 9457); `type` leads to the list of all kinds."""

    type: str
    title: str
    status: int
    detail: str = ""
    field: str = ""
    errors: list[WrongField] = []


def problem(
    name: str,
    detail: str = "",
    *,
    status: int = 0,
    field: str = "",
    errors: Sequence[WrongField] = (),
    again_in: int = 0,
) -> HttpResponse:
    """A problem of one of the kinds, as it is answered; `again_in` seconds another try may help."""
    told = Problem(
        type=f"/api/problems#{name}",
        title=_(KINDS[name].title),
        status=status or KINDS[name].status,
        detail=detail,
        field=field,
        errors=list(errors),
    )
    answer = HttpResponse(dumps(told.model_dump()), status=told.status, content_type=MEDIA_TYPE)
    if again_in:
        answer["Retry-After"] = str(again_in)
    if told.status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Bearer realm="Concord"'
    return answer


def problem_of(status: int, detail: str = "") -> HttpResponse:
    """The problem that a bare status means."""
    fallback = "fault" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "unreadable"
    return problem(BY_STATUS.get(status, fallback), detail, status=status)


def _refused(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, TooMany):
        return problem("too-many", str(refusal), field=refusal.field, again_in=AN_HOUR)
    return problem("refused", str(refusal), field=refusal.field)


def _outside(_request: HttpRequest, failure: OutsideFailure) -> HttpResponse:
    if failure.again:
        return problem("outside", _("Try again in a few minutes."), again_in=300)
    return problem("outside", _("Another try will not help; the operators are told."))


def _missing(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem("not-found")


def _wrong_shape(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Each wrong field with its sentence; the first one also as `field` and `detail`."""
    wrong = [WrongField(where=[str(step) for step in one["loc"]], what=sentence_for(one)) for one in error.errors]
    field = wrong[0].where[-1] if wrong else ""
    detail = f"{field}: {wrong[0].what}" if wrong else ""
    return problem("wrong-shape", detail, field=field, errors=wrong)


def _unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """Nobody known; who tries too many keys is made to wait like any stranger."""
    if not FOR_STRANGERS.allow_request(request):
        return problem("too-many", again_in=int(FOR_STRANGERS.wait()) + 1)
    return problem("sign-in")


def _throttled(_request: HttpRequest, error: Throttled) -> HttpResponse:
    return problem("too-many", again_in=int(error.wait or 59) + 1)


def _http(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework refuses; the body's reader has said more exactly why (see `parser`)."""
    cause = error.__cause__ if isinstance(error.__cause__, HttpError) else error
    return problem_of(cause.status_code, str(cause))


def tell_problems(api: NinjaAPI) -> None:
    """Let an API answer every foreseen error as a problem."""
    handlers: dict[type[Exception], Callable[..., HttpResponse]] = {
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
        api.add_exception_handler(kind, handler)
