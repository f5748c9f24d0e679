"""What is sent to the platform: files from people, signed pushes from sources (K10)."""

from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from orjson import dumps

from concord.core.acts.services import record
from concord.core.exchange.access import feeds_run_by, waiting_rows
from concord.core.exchange.facts import ImportResumed, ImportStarted
from concord.core.exchange.files import rows_of
from concord.core.exchange.mapped import kept_of
from concord.core.exchange.models import Feed, FileRow, ImportJob
from concord.core.exchange.outside import Page
from concord.core.exchange.services.importing import take_page
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person
from concord.core.refusals import Refusal


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
def begin_file_here(pk: int, *, digest: str, filename: str, by: Person) -> ImportJob:
    """Begin to take in a file of any size that lies on this machine, or go on with it where it was broken off.

    It is known again by the digest of what it holds. Nothing of it waits anywhere: who begins it reads it as well.
    """
    declare_reader(by)
    feed = feeds_run_by(by).select_for_update(of=("self",)).get(pk=pk)
    ours = ImportJob.objects.filter(feed=feed, via=ImportJob.Via.HERE, mark__file=digest)
    before = ours.exclude(state=ImportJob.State.DONE).order_by("-pk").first()
    name = feed.mapped.zh
    if before is not None:
        before.state, before.moved_at = ImportJob.State.RUNNING, timezone.now()
        before.save(update_fields=["state", "moved_at"])
        record(ImportResumed(matter_id=None, job_id=before.pk, source_name=name), by=by)
        return before
    mark = {"file": digest, "row": "0"}
    told = {"via": ImportJob.Via.HERE, "started_by": by, "filename": filename[-120:], "mark": mark}
    job = ImportJob.objects.create(feed=feed, **told)
    record(ImportStarted(matter_id=None, job_id=job.pk, source_name=name, via=job.via), by=by)
    return job


@transaction.atomic
def begin_again(pk: int, *, by: Person) -> ImportJob:
    """Have all open refused rows of a source looked at again as they are: its mapping or our places may be others now.

    Refuses where no row waits, and while they are being looked at already.
    """
    declare_reader(by)
    feed = feeds_run_by(by).select_for_update(of=("self",)).get(pk=pk)
    newest = waiting_rows(feed).order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        raise Refusal(_("No refused row of this source waits."))
    running = ImportJob.objects.filter(feed=feed, via=ImportJob.Via.AGAIN, state=ImportJob.State.RUNNING)
    if running.exists():
        raise Refusal(_("Its refused rows are being looked at again already."))
    mark = {"refused": "0", "last": str(newest)}
    job = ImportJob.objects.create(feed=feed, via=ImportJob.Via.AGAIN, started_by=by, mark=mark)
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
