"""How accounts come about: staff are entered by their organisation, residents by their phone; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up for staff accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
