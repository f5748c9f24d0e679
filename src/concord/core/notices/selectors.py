"""How many notices wait to be read, and how it stands with those sent outside."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min, Q

from concord.core.notices.access import inbox_of, notices_operated_by
from concord.core.notices.models import Notice
from concord.core.people.models import Person
from concord.core.people.sealed import masked

MOST_COUNTED = 99


def unread_by(person: Person) -> int:
    """How many notices of their inbox `person` has not read, counted to 99; also outside a request's transaction."""
    with transaction.atomic():
        return inbox_of(person).filter(read_at=None).order_by()[:MOST_COUNTED].count()


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How it stands with one channel: what waits and since when, what was handed over, arrived, was given up."""

    channel: str
    waiting: int
    oldest: datetime | None
    sent: int
    delivered: int
    failed: int

    @property
    def name(self) -> str:
        """The channel as people call it."""
        return str(Notice.Channel(self.channel).label)


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """A notice as operators see it: to whom with the middle hidden, how often tried, what the carrier said."""

    notice: Notice
    to: str
    may_try_again: bool


def channels_of(person: Person, since: datetime) -> list[ChannelState]:
    """How it stands with the channels, for notices since an instant about matters in an operator's places."""
    at = Notice.Status
    rows = notices_operated_by(person).filter(created_at__gte=since).values("channel").order_by("channel")
    counted = rows.annotate(
        waiting=Count("pk", filter=Q(status=at.WAITING)),
        oldest=Min("created_at", filter=Q(status=at.WAITING)),
        sent=Count("pk", filter=Q(status=at.SENT)),
        delivered=Count("pk", filter=Q(status=at.DELIVERED)),
        failed=Count("pk", filter=Q(status=at.FAILED)),
    )
    return [ChannelState(**row) for row in counted]


def given_up(person: Person, *, most: int = 100) -> list[NoticeShown]:
    """The messages that were given up, newest first."""
    notices = notices_operated_by(person).filter(status=Notice.Status.FAILED).order_by("-pk")[:most]
    return [NoticeShown(one, masked(one.address, head=3, tail=4), bool(one.body and one.address)) for one in notices]
