"""Forget what refused rows said, and rows of files that nobody went on with."""

from datetime import datetime

from concord.core.exchange.models import FileRow, RejectedRow


def forget_rows(before: datetime) -> int:
    """Empty the refused rows of before an instant, and drop what waits in jobs of before it; returns how many."""
    gone, _each = FileRow.objects.filter(job__started_at__lt=before).delete()
    return gone + RejectedRow.objects.filter(at__lt=before).exclude(row="").update(row="")
