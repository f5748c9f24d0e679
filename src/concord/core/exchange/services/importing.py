"""Take in what a source has: begun by the clock or by a person, page by page, stopped and gone on with (K10)."""

from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.exchange.access import feeds_run_by, jobs_run_by
from concord.core.exchange.facts import ImportResumed, ImportStarted, ImportStopped, RecordsTakenIn, SourceFailing
from concord.core.exchange.models import Feed, FileRow, ImportJob
from concord.core.exchange.outside import Page
from concord.core.exchange.taking import CHANGED, MADE, REJECTED, SAME, all_kept, taking
from concord.core.exchange.together import take_rows
from concord.core.matters.access import declare_reader, declare_system
from concord.core.people.models import Person
from concord.core.refusals import Refusal

LONGEST_PAUSE = timedelta(hours=6)
TOLD_AT = 3


def _is_running(feed: Feed) -> bool:
    return ImportJob.objects.filter(feed=feed, via=ImportJob.Via.PULL, state=ImportJob.State.RUNNING).exists()


@transaction.atomic
def begin_import(pk: int, *, by: Person) -> ImportJob:
    """Fetch from a source now, from where the last job ended.

    Refuses one that is being fetched from, and one from which nothing is fetched: it sends by itself, or in files.
    """
    declare_reader(by)
    feed = feeds_run_by(by).select_for_update(of=("self",)).get(pk=pk)
    if not feed.is_pulled:
        raise Refusal(_("Nothing is fetched from this source: it sends its records itself, or in a file."))
    if _is_running(feed):
        raise Refusal(_("Records are being fetched from this source already."))
    job = ImportJob.objects.create(feed=feed, via=ImportJob.Via.PULL, started_by=by, mark=feed.mark)
    record(ImportStarted(matter_id=None, job_id=job.pk, source_name=feed.mapped.zh, via=job.via), by=by)
    return job


def begin_or_resume(pk: int, *, by: Person) -> ImportJob:
    """Fetch from a source now: go on with the last job where it failed or was stopped, else begin the next."""
    last = jobs_run_by(by).filter(feed=pk, via=ImportJob.Via.PULL).order_by("-pk").first()
    if last is not None and last.state in {ImportJob.State.STOPPED, ImportJob.State.FAILED}:
        return resume_import(last.pk, by=by)
    return begin_import(pk, by=by)


@transaction.atomic
def begin_due_import(pk: int) -> ImportJob | None:
    """As the clock asks: go on with the job that failed, or begin the next; None where nothing is to be fetched now."""
    feed = Feed.objects.select_for_update().filter(pk=pk, stopped_at=None).first()
    if feed is None or not feed.is_pulled or _is_running(feed):
        return None
    last = ImportJob.objects.filter(feed=feed, via=ImportJob.Via.PULL).order_by("-pk").first()
    if last is not None and last.state == ImportJob.State.FAILED:
        last.state, last.moved_at = ImportJob.State.RUNNING, timezone.now()
        last.save(update_fields=["state", "moved_at"])
        return last
    return ImportJob.objects.create(feed=feed, via=ImportJob.Via.PULL, mark=feed.mark)


@transaction.atomic
def take_page(pk: int, page: Page, *, at: dict[str, str], today: date) -> ImportJob:
    """Take one page in, whole or not at all, and move the job's mark behind it.

    A page that was fetched at a mark which the job has left meanwhile is dropped: someone else took it in.
    """
    declare_system()
    feed = Feed.objects.select_for_update(of=("self",)).select_related("place", "keeper").get(jobs=pk)
    job = ImportJob.objects.select_for_update().get(pk=pk)
    if job.state != ImportJob.State.RUNNING or job.mark != at:
        return job
    rows = all_kept(feed, page.rows)
    each = taking(feed, job, rows, today)
    numbers = page.numbers or range(job.seen + 1, job.seen + len(rows) + 1)
    results = take_rows(each, list(zip(numbers, rows, strict=True)))
    declare_system()
    _count(job, results, feed)
    job.mark, job.pages, job.moved_at, job.error = page.mark, job.pages + 1, timezone.now(), ""
    if not page.more:
        _end(job, feed)
    job.save()
    if _is_idle(job):
        job.delete()
    return job


def _is_idle(job: ImportJob) -> bool:
    """The clock fetched, and nothing was new: that is the feed's to remember, not a job's."""
    told = job.made or job.changed or job.rejected
    return job.state == ImportJob.State.DONE and job.started_by_id is None and not told and not job.push_key


def _count(job: ImportJob, results: Counter[str], feed: Feed) -> None:
    made, changed, rejected = (results[one] for one in (MADE, CHANGED, REJECTED))
    job.made, job.changed, job.rejected = job.made + made, job.changed + changed, job.rejected + rejected
    job.same += results[SAME]
    if made or changed:
        told = RecordsTakenIn(matter_id=None, job_id=job.pk, source_name=feed.mapped.zh, made=made, changed=changed,
                              rejected=rejected)  # fmt: skip
        record(told, by=feed.keeper)


def _end(job: ImportJob, feed: Feed) -> None:
    """It is through: the next job begins where this one ended."""
    job.state, job.ended_at = ImportJob.State.DONE, job.moved_at
    feed.failures, feed.looked_at = 0, job.moved_at
    FileRow.objects.filter(job=job).delete()
    if job.via == ImportJob.Via.PULL:
        feed.mark, feed.next_at = job.mark, job.moved_at + timedelta(minutes=feed.mapped.arrives.every)
    feed.save(update_fields=["mark", "next_at", "failures", "looked_at"])


@transaction.atomic
def note_failure(pk: int, why: str) -> ImportJob:
    """The source failed: the job waits where it is, and the clock tries again after a pause that grows.

    At the third time in a row those who connect sources there are told.
    """
    job = ImportJob.objects.select_for_update().get(pk=pk)
    if job.state != ImportJob.State.RUNNING:
        return job
    now = timezone.now()
    job.state, job.error, job.moved_at = ImportJob.State.FAILED, why[:300], now
    job.save(update_fields=["state", "error", "moved_at"])
    feed = Feed.objects.select_for_update(of=("self",)).select_related("place").get(pk=job.feed_id)
    pause = min(timedelta(minutes=feed.mapped.arrives.every) * 2 ** min(feed.failures, 10), LONGEST_PAUSE)
    feed.failures, feed.looked_at, feed.next_at = feed.failures + 1, now, now + pause
    feed.save(update_fields=["failures", "looked_at", "next_at"])
    if feed.failures == TOLD_AT:
        _tell_failing(feed, why)
    return job


def _tell_failing(feed: Feed, why: str) -> None:
    declare_system()
    told = SourceFailing(
        matter_id=None,
        feed_id=feed.pk,
        place=feed.place_id,
        source_name=feed.mapped.zh,
        place_name=feed.place.name,
        times=feed.failures,
        why=why,
    )
    record(told, by=None)


def _own_job(pk: int, by: Person) -> ImportJob:
    declare_reader(by)
    return jobs_run_by(by).select_for_update(of=("self",)).get(pk=pk)


@transaction.atomic
def stop_import(pk: int, *, by: Person) -> ImportJob:
    """Stop a job after the page it is at; what was taken in stays. Refuses one that does not run."""
    job = _own_job(pk, by)
    if job.state not in {ImportJob.State.RUNNING, ImportJob.State.FAILED}:
        raise Refusal(_("This is not running, so it cannot be stopped."))
    job.state = ImportJob.State.STOPPED
    job.save(update_fields=["state"])
    if job.via == ImportJob.Via.PULL:
        Feed.objects.filter(pk=job.feed_id).update(next_at=None)
    record(ImportStopped(matter_id=None, job_id=job.pk, source_name=job.feed.mapped.zh), by=by)
    return job


@transaction.atomic
def resume_import(pk: int, *, by: Person) -> ImportJob:
    """Go on with a job that was stopped, or that failed, from where it is.

    Refuses one that runs or is done, one of a disconnected source, a second one of the same source at a time, and a
    file that lies on the server: there the same command goes on with it.
    """
    job = _own_job(pk, by)
    if job.via == ImportJob.Via.HERE:
        raise Refusal(_("This file lies on the server: give the same command there again."))
    if job.state not in {ImportJob.State.STOPPED, ImportJob.State.FAILED}:
        raise Refusal(_("Only what was stopped, or failed, can go on."))
    if job.feed.stopped_at is not None:
        raise Refusal(_("This source is disconnected. Connect it first."))
    if job.via == ImportJob.Via.PULL and _is_running(job.feed):
        raise Refusal(_("Records are being fetched from this source already."))
    job.state, job.moved_at, job.error = ImportJob.State.RUNNING, timezone.now(), ""
    job.save(update_fields=["state", "moved_at", "error"])
    record(ImportResumed(matter_id=None, job_id=job.pk, source_name=job.feed.mapped.zh), by=by)
    return job
