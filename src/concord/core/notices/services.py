"""Write notices and hand them to their carriers; none is lost when a gateway is down (K9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from concord.core.matters.access import declare_system
from concord.core.notices.carriers import carrier_for
from concord.core.notices.models import Notice
from concord.core.refusals import OutsideFailure

MOST_ATTEMPTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one recipient by one channel; the same `key` twice is one notice."""

    channel: str
    template: str
    body: str
    key: str
    subject: str = ""
    link: str = ""
    address: str = ""
    matter_id: int | None = None
    person_id: int | None = None


def send(*letters: Letter) -> None:
    """Write notices, in the transaction of the caller; the worker hands them over after commit.

    An inbox notice is delivered by being written. A letter whose key exists is not written again.
    """
    now = timezone.now()
    Notice.objects.bulk_create(
        [
            Notice(
                channel=one.channel,
                template=one.template,
                subject=one.subject[:200],
                body=one.body,
                link=one.link,
                key=one.key,
                address=one.address,
                matter_id=one.matter_id,
                person_id=one.person_id,
                status=Notice.Status.DELIVERED if one.channel == Notice.Channel.INBOX else Notice.Status.WAITING,
                delivered_at=now if one.channel == Notice.Channel.INBOX else None,
            )
            for one in letters
        ],
        ignore_conflicts=True,
    )


def _pause(attempts: int) -> timedelta:
    """How long to wait before the next try: 15 s, doubling, at most 6 hours."""
    return min(timedelta(seconds=15 * 2**attempts), timedelta(hours=6))


def _hand_over(notice: Notice) -> None:
    notice.attempts += 1
    try:
        handed = carrier_for(notice.channel).carry(
            address=notice.address, subject=notice.subject, body=notice.body, key=notice.key
        )
    except OutsideFailure as failure:
        notice.last_error = str(failure)[:300]
        given_up = not failure.again or notice.attempts >= MOST_ATTEMPTS
        notice.status = Notice.Status.FAILED if given_up else Notice.Status.WAITING
        notice.next_try_at = timezone.now() + _pause(notice.attempts)
    else:
        notice.carrier_id, notice.sent_at, notice.last_error = handed.carrier_id, timezone.now(), ""
        notice.status = Notice.Status.DELIVERED if handed.delivered else Notice.Status.SENT
        notice.delivered_at = timezone.now() if handed.delivered else None


def hand_over_waiting(most: int = 50) -> int:
    """Hand the next waiting notices to their carriers; returns how many were tried.

    Each is locked, tried and saved in a transaction of its own, so that several workers can run and a crash repeats
    at most one message (whose key tells the carrier that it is a repeat).
    """
    tried = 0
    while tried < most:
        with transaction.atomic():
            declare_system()
            notice = (
                Notice.objects.select_for_update(skip_locked=True)
                .filter(status=Notice.Status.WAITING, next_try_at__lte=timezone.now())
                .order_by("next_try_at")
                .first()
            )
            if notice is None:
                break
            _hand_over(notice)
            notice.save()
        tried += 1
    return tried


def note_delivered(carrier_ids: Iterable[str]) -> int:
    """Note what a carrier reports as arrived; reports about unknown messages are ignored."""
    waiting = Q(status=Notice.Status.SENT, carrier_id__in=list(carrier_ids))
    return Notice.objects.filter(waiting).update(status=Notice.Status.DELIVERED, delivered_at=timezone.now())
