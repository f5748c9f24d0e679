"""The party that a browser follows as: entered once by code, kept in the session, checked at every request."""

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Party

KEY = "followed_party"


def remember_party(session: SessionBase, party: Party) -> None:
    """Let this browser follow as `party` until its session ends or the party's code is replaced."""
    session.cycle_key()
    session[KEY] = [party.pk, party.follow_hash or ""]


def followed_party(request: HttpRequest) -> Party | None:
    """The party this browser follows as; from now on this transaction may read that party's matter, and no other."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    pk, follow_hash = kept
    declare_system()
    party = Party.objects.select_related("matter").filter(pk=pk).first()
    if party is None or (party.follow_hash or "") != follow_hash:
        declare_follower(0)
        request.session.pop(KEY)
        return None
    declare_follower(party.matter_id)
    return party
