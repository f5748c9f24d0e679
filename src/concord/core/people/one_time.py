"""One-time passwords: given by an operator, good for three days, and changed before anything else is opened."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from concord.core.people.models import Person

LASTS = timedelta(days=3)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another one
GROUPS, GROUP = 4, 4
OPEN_BEFORE = ("/accounts/password/change/", "/accounts/logout/", "/language/", "/health/", "/static/")


def new_password() -> str:
    """Sixteen letters and digits in groups of four, which can be read out over the phone; 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))


def give_password(person: Person) -> str:
    """Give a person a one-time password, which ends all their sessions; returns it, and it is kept nowhere."""
    password = new_password()
    person.set_password(password)
    person.one_time_until = timezone.now() + LASTS
    person.save(update_fields=["password", "one_time_until"])
    return password


def choose_password(person: Person, password: str) -> None:
    """Set the password that the person chose; a one-time password is over."""
    person.set_password(password)
    person.one_time_until = None
    person.save(update_fields=["password", "one_time_until"])


def is_too_late(person: Person) -> bool:
    """Whether the person's one-time password was not used in time."""
    return person.one_time_until is not None and person.one_time_until < timezone.now()


class OneTimePasswordMiddleware:
    """Lead who signed in with a one-time password to where they choose their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OPEN_BEFORE):
            user = request.user
            if isinstance(user, Person) and user.one_time_until is not None:
                return redirect("account_change_password")
        return self.get_response(request)
