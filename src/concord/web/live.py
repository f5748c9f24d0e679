"""Tickets for live updates: a page that was allowed to show some matters may hear that they changed, for an hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

VALID_FOR = timedelta(hours=1)
# Stands for any matter: a page of counts hears that something changed, never what.
SOMETHING = 0
_SALT = "concord.live"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Which matters its bearer may hear of, since when (aware UTC), and until when."""

    matters: frozenset[int]
    since: datetime

    @property
    def until(self) -> datetime:
        return self.since + VALID_FOR


def live_ticket(matters: Iterable[int]) -> str:
    """A ticket for these matters; the caller has fetched them through access, and says nothing else of them."""
    now = datetime.now(UTC).timestamp()
    return signing.dumps({"m": sorted(matters), "t": round(now, 3)}, salt=_SALT, compress=True)


def read_ticket(text: str) -> Ticket | None:
    """What a ticket allows; None when it is forged or has run out."""
    try:
        told = signing.loads(text, salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return Ticket(frozenset(told["m"]), datetime.fromtimestamp(told["t"], UTC))
