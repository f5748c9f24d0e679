"""Roles that reach far need a second factor: without one, their holders are led to set it up before anything else."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from concord.core.people.access import memberships_today
from concord.core.people.models import Person

KNOWN = "has_second_factor"
OPEN_WITHOUT = ("/accounts/", "/account/", "/language/", "/health/", "/static/")


def needs_second_factor(person: Person) -> bool:
    """Whether one of the person's roles today is among those that need a second factor."""
    asked = settings.CONCORD_SECOND_FACTOR_ROLES
    return bool(asked) and any(held.role_id in asked for held in memberships_today(person))


class SecondFactorMiddleware:
    """Lead people whose role needs a second factor, and who have none, to where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if settings.CONCORD_SECOND_FACTOR_ROLES else None
        if isinstance(user, Person) and not request.path.startswith(OPEN_WITHOUT) and _lacks_it(request, user):
            return redirect("mfa_index")
        return self.get_response(request)


def _lacks_it(request: HttpRequest, person: Person) -> bool:
    if request.session.get(KNOWN) == person.pk or not needs_second_factor(person):
        return False
    if is_mfa_enabled(person):
        request.session[KNOWN] = person.pk
        return False
    return True
