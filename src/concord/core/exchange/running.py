"""Let a job run: fetch a page outside of any transaction, take it in inside of one, and again until it ends."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import BinaryIO

from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from orjson import loads

from concord.core.exchange.access import waiting_rows
from concord.core.exchange.lines import rows_in
from concord.core.exchange.mapping import Way
from concord.core.exchange.models import Feed, FileRow, ImportJob
from concord.core.exchange.outside import Page, puller_for, viewer
from concord.core.exchange.services.importing import begin_due_import, note_failure, take_page
from concord.core.refusals import OutsideFailure, Refusal

PAGES_AT_A_TIME = 40
ROWS_OF_A_FILE = 1000
QUIET = timedelta(minutes=10)


def run(pk: int, pages: int = PAGES_AT_A_TIME) -> bool:
    """Go on with a job for so many pages; whether more wait, so that one source does not hold up the others."""
    return all(_one_page(pk) for _ in range(pages))


def _one_page(pk: int) -> bool:
    """Whether the job goes on after one more page."""
    job = ImportJob.objects.select_related("feed").filter(pk=pk, state=ImportJob.State.RUNNING).first()
    if job is None or job.via == ImportJob.Via.HERE:
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
    if job.via == ImportJob.Via.AGAIN:
        return _page_of_refused(job)
    arrives = job.feed.mapped.arrives
    if arrives.by == Way.VIEW:
        return viewer().read(job.feed.mapped, job.feed.place_id, job.mark)
    return puller_for(arrives.by).fetch(arrives, url=job.feed.url, key=job.feed.key, mark=job.mark)


def _page_of_file(job: ImportJob) -> Page:
    """The next rows of an uploaded file; the mark is the number of the last row taken in."""
    after = int(job.mark.get("row", 0))
    waiting = FileRow.objects.filter(job=job, number__gt=after).order_by("number")[: ROWS_OF_A_FILE + 1]
    rows, more = list(waiting)[:ROWS_OF_A_FILE], len(waiting) > ROWS_OF_A_FILE
    last = rows[-1].number if rows else after
    return Page([loads(one.row) for one in rows], {"row": str(last)}, more, [one.number for one in rows])


def _page_of_refused(job: ImportJob) -> Page:
    """The next rows that were refused before this job began, under the numbers that they had."""
    after, last = (int(job.mark[name]) for name in ("refused", "last"))
    found = waiting_rows(job.feed).filter(pk__gt=after, pk__lte=last).order_by("pk")
    rows = list(found[: ROWS_OF_A_FILE + 1])
    page = rows[:ROWS_OF_A_FILE]
    mark = job.mark | {"refused": str(page[-1].pk if page else last)}
    return Page([loads(one.row) for one in page], mark, len(rows) > ROWS_OF_A_FILE, [one.number for one in page])


def run_file(job: ImportJob, file: BinaryIO) -> Iterator[ImportJob]:
    """Take in a file that lies here, page after page; tells how far the job is after each.

    Goes on behind the row at which the job stands, and ends early when somebody stops it. Refuses a file without
    rows, and one that another process takes in at the same time.
    """
    mapped, after = job.feed.mapped, int(job.mark["row"])
    rows = (one for one in rows_in(file, mapped) if one[0] > after)
    page = list(islice(rows, ROWS_OF_A_FILE))
    if not page and not after:
        raise Refusal(_("The file has no row below its first one."), field="file")
    while page and job.state == ImportJob.State.RUNNING:
        following = list(islice(rows, ROWS_OF_A_FILE))
        mark = job.mark | {"row": str(page[-1][0])}
        told = Page([row for _n, row in page], mark, bool(following), [number for number, _row in page])
        job = take_page(job.pk, told, at=job.mark, today=localdate())
        if job.state == ImportJob.State.RUNNING and job.mark != mark:
            raise Refusal(_("Another process takes this file in already."))
        yield job
        page = following


def due_jobs() -> list[int]:
    """Begin what is due by the clock; the jobs to run: these, and those whose worker died on the way."""
    now = timezone.now()
    due = Feed.objects.filter(stopped_at=None, next_at__lte=now).order_by("pk").values_list("pk", flat=True)
    begun = [job.pk for job in map(begin_due_import, due) if job is not None]
    quiet = ImportJob.objects.filter(state=ImportJob.State.RUNNING, moved_at__lt=now - QUIET)
    ours = quiet.exclude(via__in=[ImportJob.Via.PUSH, ImportJob.Via.HERE])
    return sorted({*begun, *ours.values_list("pk", flat=True)})
