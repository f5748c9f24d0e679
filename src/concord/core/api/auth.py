"""Who asks: a program with a token, a browser with its session, or a party with a follow code."""

from datetime import date, timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja.security import APIKeyHeader, HttpBearer, SessionAuth

from concord.core.api.models import Token
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.follow import party_following
from concord.core.matters.models import Party
from concord.core.people.access import member_with_token
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal

TICKET_LASTS = timedelta(hours=12)


class FollowingRequest(HttpRequest):
    """A request of a party that proved itself by a follow code."""

    auth: Party


def _resident_with_token(key_hash: str, today: date) -> Person | None:
    good = Token.objects.filter(key_hash=key_hash, revoked_at=None, expires_on__gte=today)
    return Person.objects.filter(pk__in=good.values("person")).first()


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`: acts as the person who made the token, with their capabilities of today."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        today = localdate()
        key_hash = keyed_hash(f"token:{token}")
        person = member_with_token(key_hash, today) or _resident_with_token(key_hash, today)
        if person is None or not person.is_active:
            return None
        request.user = person
        return person


class BrowserAuth(SessionAuth):
    """The session of a browser that has signed in; unsafe methods need the CSRF token (403 without)."""

    def _get_key(self, request: HttpRequest) -> str | None:
        """The session's key; who has not signed in is unknown (401), whatever else is missing."""
        return super()._get_key(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        user = request.user
        return user if isinstance(user, Person) and user.is_authenticated else None


def _signer(party: Party) -> TimestampSigner:
    """A ticket is good for one party, as long as the party's code is not replaced."""
    return TimestampSigner(salt=f"follow-ticket:{party.follow_hash or ''}")


def follow_ticket(party: Party) -> str:
    """What a person who signed in sends as `Follow-Code` in a dispute of their own; good for twelve hours."""
    return _signer(party).sign(str(party.pk))


def _party_with_ticket(ticket: str) -> Party | None:
    """The party of a ticket; from now on this transaction may read that party's matter, and no other."""
    number = ticket.partition(":")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    declare_system()
    party = Party.objects.select_related("matter").filter(pk=int(number)).first()
    declare_follower(party.matter_id if party else 0)
    try:
        return party if party and _signer(party).unsign(ticket, max_age=TICKET_LASTS) else None
    except BadSignature:
        declare_follower(0)
        return None


class FollowCode(APIKeyHeader):
    """`Follow-Code: …`: acts as the party whose code (or ticket) it is, in that one matter."""

    param_name = "Follow-Code"

    def authenticate(self, request: HttpRequest, key: str | None) -> Party | None:
        if not key:
            return None
        try:
            return _party_with_ticket(key) if ":" in key else party_following(key)
        except Refusal:
            return None


signed_in = [TokenAuth(), BrowserAuth(csrf=True)]
following = [FollowCode()]
either = [*signed_in, *following]
