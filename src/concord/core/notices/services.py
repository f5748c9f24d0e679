"""Write notices into the queue of their channels and into inboxes; none is lost when a gateway is down (K9)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.notices.access import inbox_of, notices_operated_by
from concord.core.notices.models import Notice
from concord.core.people.models import Person
from concord.core.refusals import Refusal

# What only the recipient may know: its words are forgotten here as soon as the carrier has them, or has given up.
SECRET = frozenset({"phone_code", "follow_code", "asking"})


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


@transaction.atomic
def mark_read(person: Person, pk: int | None = None) -> int:
    """Note that `person` has read a notice of their inbox, or all of them; returns how many were new to them."""
    unread = inbox_of(person).filter(read_at=None)
    return (unread if pk is None else unread.filter(pk=pk)).update(read_at=timezone.now())


@transaction.atomic
def try_again(pk: int, *, by: Person) -> Notice:
    """Hand a notice that was given up to its carrier once more, from the first try on.

    Refuses a notice that was not given up, and one whose words or address were forgotten.
    """
    notice = notices_operated_by(by).select_for_update(of=("self",)).get(pk=pk)
    if notice.status != Notice.Status.FAILED:
        raise Refusal(_("Only a message that was given up can be tried again."))
    if not notice.body or not notice.address:
        raise Refusal(_("Its words or its address were forgotten, as they must be. A new message has to be written."))
    notice.status, notice.attempts, notice.next_try_at = Notice.Status.WAITING, 0, timezone.now()
    notice.save(update_fields=["status", "attempts", "next_try_at"])
    return notice
