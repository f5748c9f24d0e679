"""Forget files that were sent for a report which never came; a paper of a matter is never touched."""

from datetime import datetime

from concord.core.papers import store
from concord.core.papers.models import Paper


def forget_unclaimed(before: datetime) -> int:
    """Delete papers of no matter that were sent before an instant, with bytes that no other paper needs."""
    papers = list(Paper.objects.select_for_update().filter(matter=None, added_at__lt=before))
    digests = {digest for paper in papers for digest in (paper.sha256, paper.preview_sha256) if digest}
    Paper.objects.filter(pk__in=[paper.pk for paper in papers]).delete()
    for digest in sorted(digests):
        store.hold(digest, alone=True)
        if not _is_needed(digest):
            store.drop(digest)
    return len(papers)


def _is_needed(digest: str) -> bool:
    return Paper.objects.filter(sha256=digest).exists() or Paper.objects.filter(preview_sha256=digest).exists()
