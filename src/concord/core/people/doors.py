"""What every door for signed-in people needs."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from concord.core.people.access import may
from concord.core.people.models import Person

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request whose user is known."""

    user: Person


Door = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def signed_in(door: Door[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open a door to everyone who has signed in; others are asked to."""
    return login_required(door)  # type: ignore[return-value]


def for_capability(*any_of: str) -> Callable[[Door[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Open a door to people who hold one of these capabilities somewhere today; for others it does not exist (404)."""

    def guard(door: Door[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(door)
        def guarded(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(may(request.user, capability) for capability in any_of):
                raise Http404
            return door(request, *args, **kwargs)

        return login_required(guarded)  # type: ignore[return-value]

    return guard
