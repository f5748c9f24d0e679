"""Write notices and hand them to their carriers; none is lost when a gateway is down (K9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from concord.core.matters.access import declare_system
from concord.core.notices.access import inbox_of
from concord.core.notices.carriers import carrier_for, carriers
from concord.core.notices.models import Notice, PhoneCode
from concord.core.people.models import Person
from concord.core.ports import Answerable, Handed, Receipt
from concord.core.refusals import OutsideFailure

MOST_ATTEMPTS = 12
# What only the recipient may know: forgotten here as soon as the carrier has it.
SECRET = frozenset({"phone_code"})
ASKED_FOR = timedelta(days=3)
KEEP_ADDRESSES = timedelta(days=30)
KEEP_CODES = timedelta(days=1)


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


def _took(notice: Notice, handed: Handed) -> None:
    notice.carrier_id, notice.sent_at, notice.last_error = handed.carrier_id, timezone.now(), ""
    notice.status = Notice.Status.DELIVERED if handed.delivered else Notice.Status.SENT
    notice.delivered_at = timezone.now() if handed.delivered else None
    if notice.template in SECRET:
        notice.body = ""


def _did_not_take(notice: Notice, failure: OutsideFailure) -> None:
    notice.last_error = str(failure)[:300]
    given_up = not failure.again or notice.attempts >= MOST_ATTEMPTS
    notice.status = Notice.Status.FAILED if given_up else Notice.Status.WAITING
    notice.next_try_at = timezone.now() + _pause(notice.attempts)


def _hand_over(notice: Notice) -> bool:
    """Try one notice; whether its carrier is to be asked again in this round."""
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
    the rest of the round, so that it does not hold up the others.
    """
    tried, resting = 0, set[str]()
    while tried < most:
        with transaction.atomic():
            declare_system()
            waiting = Notice.objects.filter(status=Notice.Status.WAITING, next_try_at__lte=timezone.now())
            ready = waiting.exclude(channel__in=resting).order_by("next_try_at")
            notice = ready.select_for_update(skip_locked=True).first()
            if notice is None:
                break
            if not _hand_over(notice):
                resting.add(notice.channel)
            notice.save()
        tried += 1
    return tried


@transaction.atomic
def note_receipts(receipts: Iterable[Receipt]) -> int:
    """Note what a carrier reports of messages, by their keys; returns how many notices it settled.

    Reports of unknown and of settled messages change nothing. A report that overtakes the carrier's own answer waits
    for it at the row's lock.
    """
    told = {receipt.key: receipt for receipt in receipts}
    declare_system()
    notices = list(Notice.objects.select_for_update().filter(key__in=list(told)).order_by("pk"))
    open_still = [notice for notice in notices if notice.status in {Notice.Status.SENT, Notice.Status.WAITING}]
    for notice in open_still:
        receipt = told[notice.key]
        notice.status = Notice.Status.DELIVERED if receipt.delivered else Notice.Status.FAILED
        notice.delivered_at = timezone.now() if receipt.delivered else None
        notice.last_error = "" if receipt.delivered else receipt.reason[:300]
    Notice.objects.bulk_update(open_still, ["status", "delivered_at", "last_error"])
    return len(open_still)


def ask_for_receipts(most: int = 200) -> int:
    """Ask what became of messages handed over a minute ago or more; returns how many notices that settled."""
    settled = 0
    for channel, carrier in carriers.items():
        if not isinstance(carrier, Answerable):
            continue
        with transaction.atomic():
            declare_system()
            sent = Notice.objects.filter(
                channel=channel,
                status=Notice.Status.SENT,
                sent_at__range=(timezone.now() - ASKED_FOR, timezone.now() - timedelta(minutes=1)),
            )
            keys = list(sent.order_by("sent_at").values_list("key", flat=True)[:most])
        if keys:
            settled += note_receipts(carrier.ask(keys))
    return settled


@transaction.atomic
def forget_old(today: date) -> int:
    """Forget what is no longer needed: addresses 30 days after a notice was settled, phone codes after one day.

    That something was said, when, by which channel, and with what result, stays. Returns how many rows changed.
    """
    declare_system()
    settled = Q(status=Notice.Status.DELIVERED) | Q(status=Notice.Status.FAILED) | Q(status=Notice.Status.SENT)
    old = Notice.objects.filter(settled, created_at__lt=_start_of(today - KEEP_ADDRESSES)).exclude(address="")
    forgotten = old.update(address="")
    codes, _by_model = PhoneCode.objects.filter(expires_at__lt=_start_of(today - KEEP_CODES)).delete()
    return forgotten + codes


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@transaction.atomic
def mark_read(person: Person, pk: int | None = None) -> int:
    """Note that `person` has read a notice of their inbox, or all of them; returns how many were new to them."""
    unread = inbox_of(person).filter(read_at=None)
    return (unread if pk is None else unread.filter(pk=pk)).update(read_at=timezone.now())
