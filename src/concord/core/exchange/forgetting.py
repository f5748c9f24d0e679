"""Forget what refused rows said, and rows of files that nobody went on with."""

from datetime import datetime

from concord.core.exchange.models import FileRow, RejectedRow, SourceRecord

MOST = 5_000


def forget_rows(before: datetime) -> int:
    """Empty the refused rows of before an instant, and drop what waits in jobs of before it; returns how many."""
    gone, _each = FileRow.objects.filter(job__started_at__lt=before).delete()
    return gone + RejectedRow.objects.filter(at__lt=before).exclude(row="").update(row="")


def forget_received(before: datetime, *, most: int = MOST) -> int:
    """Empty what was received of matters closed before an instant, at most so many at once; returns how many."""
    over = SourceRecord.objects.filter(matter__is_open=False, matter__closed_at__lt=before).exclude(row="")
    found = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    return SourceRecord.objects.filter(pk__in=found).update(row="")
