"""Who asks: a program with a token, a browser with its session, or a party with a follow code."""

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja.security import APIKeyHeader, HttpBearer, SessionAuth

from concord.core.api.models import Token
from concord.core.matters.follow import party_following
from concord.core.matters.models import Party
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal


class FollowingRequest(HttpRequest):
    """A request of a party that proved itself by a follow code."""

    auth: Party


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`: acts as the person who made the token, with their capabilities of today."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        found = (
            Token.objects.select_related("person")
            .filter(key_hash=keyed_hash(f"token:{token}"), revoked_at=None, expires_on__gte=localdate())
            .first()
        )
        if found is None or not found.person.is_active:
            return None
        request.user = found.person
        return found.person


class BrowserAuth(SessionAuth):
    """The session of a browser that has signed in; unsafe methods need the CSRF token."""

    openapi_name = "session"

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        user = request.user
        return user if isinstance(user, Person) and user.is_authenticated else None


class FollowCode(APIKeyHeader):
    """`Follow-Code: …`: acts as the party whose code it is, in that one matter."""

    openapi_name = "follow_code"
    param_name = "Follow-Code"

    def authenticate(self, request: HttpRequest, key: str | None) -> Party | None:
        if not key:
            return None
        try:
            return party_following(key)
        except Refusal:
            return None


signed_in = [TokenAuth(), BrowserAuth(csrf=True)]
following = [FollowCode()]
