"""Hand waiting notices to their carriers, try again with growing pauses, and note what became of them (K9)."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.notices.carriers import carrier_for, carriers
from concord.core.notices.facts import NoticeGivenUp
from concord.core.notices.models import Notice
from concord.core.notices.services import SECRET
from concord.core.ports import Answerable, Handed, Receipt
from concord.core.refusals import OutsideFailure

logger = logging.getLogger(__name__)
# About three days with a gateway that is down, at six hours a try in the end.
MOST_ATTEMPTS = 20
# What is of no use to its recipient when it comes later than this.
STALE_AFTER = {"phone_code": timedelta(minutes=10)}
ASKED_FOR = timedelta(days=3)


def _pause(attempts: int) -> timedelta:
    """How long to wait before the next try: 15 s, doubling, at most 6 hours."""
    return min(timedelta(seconds=15 * 2**attempts), timedelta(hours=6))


def _took(notice: Notice, handed: Handed) -> None:
    notice.carrier_id, notice.sent_at, notice.last_error = handed.carrier_id, timezone.now(), ""
    notice.status = Notice.Status.DELIVERED if handed.delivered else Notice.Status.SENT
    notice.delivered_at = timezone.now() if handed.delivered else None
    if notice.template in SECRET:
        notice.body = ""


def _give_up(notice: Notice, reason: str) -> None:
    """It will not arrive: say so to those who handle the matter, so that they reach the person in another way."""
    notice.status, notice.last_error = Notice.Status.FAILED, reason[:300]
    if notice.template in SECRET:
        notice.body = ""
    if notice.matter_id is not None and notice.channel != Notice.Channel.WEBHOOK:
        fact = NoticeGivenUp(
            matter_id=notice.matter_id, notice_id=notice.pk, channel=notice.channel, reason=notice.last_error
        )
        record(fact, by=None)


def _did_not_take(notice: Notice, failure: OutsideFailure) -> None:
    if not failure.again or notice.attempts >= MOST_ATTEMPTS:
        _give_up(notice, str(failure))
        return
    notice.last_error = str(failure)[:300]
    notice.next_try_at = timezone.now() + _pause(notice.attempts)


def _hand_over(notice: Notice) -> bool:
    """Try one notice; whether its carrier is to be asked again in this round."""
    stale_after = STALE_AFTER.get(notice.template)
    if stale_after is not None and timezone.now() > notice.created_at + stale_after:
        _give_up(notice, "It could not be handed over in time.")
        return True
    notice.attempts += 1
    try:
        handed = carrier_for(notice.channel).carry(
            address=notice.address, subject=notice.subject, body=notice.body, key=notice.key
        )
    except OutsideFailure as failure:
        _did_not_take(notice, failure)
        return not failure.again
    _took(notice, handed)
    return True


def hand_over_waiting(most: int = 50) -> int:
    """Hand the next waiting notices to their carriers; returns how many were tried.

    Each is locked, tried and saved in a transaction of its own, so that several workers can run and a crash repeats
    at most one message (whose key tells the carrier that it is a repeat). A carrier that is down is left alone for
    the rest of the round, so that it does not hold up the others; notices of a channel without one wait.
    """
    tried, resting = 0, set[str]()
    while tried < most:
        with transaction.atomic():
            declare_system()
            waiting = Notice.objects.filter(status=Notice.Status.WAITING, next_try_at__lte=timezone.now())
            ready = waiting.filter(channel__in=carriers.keys() - resting).order_by("next_try_at")
            notice = ready.select_for_update(skip_locked=True).first()
            if notice is None:
                break
            if not _hand_over(notice):
                resting.add(notice.channel)
            notice.save()
        tried += 1
    return tried


def _settle(notice: Notice, receipt: Receipt) -> None:
    if receipt.delivered:
        notice.status, notice.delivered_at, notice.last_error = Notice.Status.DELIVERED, timezone.now(), ""
    else:
        _give_up(notice, receipt.reason)


@transaction.atomic
def note_receipts(channel: str, receipts: Iterable[Receipt]) -> int:
    """Note what the carrier of a channel reports of its messages, by their keys; returns how many it settled.

    Reports of unknown and of settled messages, and of those of another channel, change nothing. A report that
    overtakes the carrier's own answer waits for it at the row's lock.
    """
    told = {receipt.key: receipt for receipt in receipts}
    declare_system()
    open_still = Notice.objects.filter(
        channel=channel, key__in=list(told), status__in=[Notice.Status.SENT, Notice.Status.WAITING]
    )
    notices = list(open_still.select_for_update().order_by("pk"))
    for notice in notices:
        _settle(notice, told[notice.key])
    Notice.objects.bulk_update(notices, ["status", "delivered_at", "last_error", "body"])
    return len(notices)


@transaction.atomic
def _unsettled(channel: str) -> list[str]:
    """The keys of messages that were handed over a minute ago or more, and of which nothing was heard."""
    declare_system()
    since, until = timezone.now() - ASKED_FOR, timezone.now() - timedelta(minutes=1)
    sent = Notice.objects.filter(channel=channel, status=Notice.Status.SENT, sent_at__range=(since, until))
    return list(sent.order_by("sent_at").values_list("key", flat=True))


def ask_for_receipts(at_once: int = 200) -> int:
    """Ask carriers what became of messages; returns how many notices that settled.

    A carrier that does not answer is asked again in the next round, and holds up no other.
    """
    settled = 0
    for channel, carrier in carriers.items():
        if not isinstance(carrier, Answerable):
            continue
        keys = _unsettled(channel)
        try:
            for start in range(0, len(keys), at_once):
                settled += note_receipts(channel, carrier.ask(keys[start : start + at_once]))
        except OutsideFailure as failure:
            logger.warning("%s has no receipts to give: %s", channel, failure)
    return settled
