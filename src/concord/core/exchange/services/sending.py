"""What is sent to the platform: files from people, signed pushes from sources (K10)."""

from datetime import date
from hashlib import sha256

from django.db import transaction
from orjson import dumps

from concord.core.acts.services import record
from concord.core.exchange.access import feeds_run_by
from concord.core.exchange.facts import ImportStarted
from concord.core.exchange.files import rows_of
from concord.core.exchange.mapped import kept_of
from concord.core.exchange.models import Feed, FileRow, ImportJob
from concord.core.exchange.outside import Page
from concord.core.exchange.services.importing import take_page
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person


@transaction.atomic
def send_file(pk: int, *, content: bytes, filename: str, by: Person) -> ImportJob:
    """Have the rows of a file taken in; what is never taken over is dropped before anything is kept.

    Refuses what is no table, too large, or without the columns that the source needs. The rows wait for the worker.
    """
    declare_reader(by)
    feed = feeds_run_by(by).get(pk=pk)
    rows = rows_of(content, feed.mapped)
    job = ImportJob.objects.create(feed=feed, via=ImportJob.Via.FILE, started_by=by, filename=filename[-120:])
    waiting = (FileRow(job=job, number=number, row=dumps(kept_of(feed.mapped, row)).decode()) for number, row in rows)
    FileRow.objects.bulk_create(waiting, batch_size=1000)
    record(ImportStarted(matter_id=None, job_id=job.pk, source_name=feed.mapped.zh, via=job.via), by=by)
    return job


@transaction.atomic
def take_push(feed: Feed, rows: list[dict[str, object]], *, signature: str, today: date) -> ImportJob:
    """Take in what a source pushed, whose signature its door has checked; the same push again answers as before."""
    Feed.objects.select_for_update().get(pk=feed.pk)
    key = sha256(signature.encode()).hexdigest()
    before = ImportJob.objects.filter(feed=feed, push_key=key).first()
    if before is not None:
        return before
    job = ImportJob.objects.create(feed=feed, via=ImportJob.Via.PUSH, push_key=key)
    return take_page(job.pk, Page(rows), at={}, today=today)
