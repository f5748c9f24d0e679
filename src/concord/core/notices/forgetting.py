"""Forget of notices what is no longer needed; that something was said, when, how and with what result stays."""

from datetime import datetime

from concord.core.notices.models import Notice, PhoneCode

SETTLED = [Notice.Status.SENT, Notice.Status.DELIVERED, Notice.Status.FAILED]


def forget_phone_codes(before: datetime) -> int:
    """Delete phone codes that expired before an instant; returns how many."""
    return PhoneCode.objects.filter(expires_at__lt=before).delete()[0]


def forget_addresses(before: datetime) -> int:
    """Forget where settled notices written before an instant were sent; returns how many."""
    old = Notice.objects.filter(status__in=SETTLED, created_at__lt=before)
    return old.exclude(address="").update(address="")


def forget_words(before: datetime) -> int:
    """Forget the words of settled notices sent outside before an instant; inboxes keep theirs. Returns how many."""
    old = Notice.objects.filter(status__in=SETTLED, created_at__lt=before).exclude(channel=Notice.Channel.INBOX)
    return old.exclude(body="").update(body="")
