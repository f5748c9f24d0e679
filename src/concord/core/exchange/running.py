"""Let a job run: fetch a page outside of any transaction, take it in inside of one, and again until it ends."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate
from orjson import loads

from concord.core.exchange.models import Feed, FileRow, ImportJob
from concord.core.exchange.outside import Page, puller_for
from concord.core.exchange.services.importing import begin_due_import, note_failure, take_page
from concord.core.refusals import OutsideFailure

PAGES_AT_A_TIME = 40
ROWS_OF_A_FILE = 100
QUIET = timedelta(minutes=10)


def run(pk: int, pages: int = PAGES_AT_A_TIME) -> bool:
    """Go on with a job for so many pages; whether more wait, so that one source does not hold up the others."""
    return all(_one_page(pk) for _ in range(pages))


def _one_page(pk: int) -> bool:
    """Whether the job goes on after one more page."""
    job = ImportJob.objects.select_related("feed").filter(pk=pk, state=ImportJob.State.RUNNING).first()
    if job is None:
        return False
    try:
        page = _next_page(job)
    except OutsideFailure as failure:
        note_failure(pk, str(failure))
        return False
    return take_page(pk, page, at=job.mark, today=localdate()).state == ImportJob.State.RUNNING


def _next_page(job: ImportJob) -> Page:
    if job.via == ImportJob.Via.FILE:
        return _page_of_file(job)
    arrives = job.feed.mapped.arrives
    return puller_for(arrives.by).fetch(arrives, url=job.feed.url, key=job.feed.key, mark=job.mark)


def _page_of_file(job: ImportJob) -> Page:
    """The next rows of an uploaded file; the mark is the number of the last row taken in."""
    after = int(job.mark.get("row", 0))
    waiting = FileRow.objects.filter(job=job, number__gt=after).order_by("number")[: ROWS_OF_A_FILE + 1]
    rows, more = list(waiting)[:ROWS_OF_A_FILE], len(waiting) > ROWS_OF_A_FILE
    last = rows[-1].number if rows else after
    return Page([loads(one.row) for one in rows], {"row": str(last)}, more, [one.number for one in rows])


def due_jobs() -> list[int]:
    """Begin what is due by the clock; the jobs to run: these, and those whose worker died on the way."""
    now = timezone.now()
    due = Feed.objects.filter(stopped_at=None, next_at__lte=now).order_by("pk").values_list("pk", flat=True)
    begun = [job.pk for job in map(begin_due_import, due) if job is not None]
    quiet = ImportJob.objects.filter(state=ImportJob.State.RUNNING, moved_at__lt=now - QUIET)
    return sorted({*begun, *quiet.exclude(via=ImportJob.Via.PUSH).values_list("pk", flat=True)})
