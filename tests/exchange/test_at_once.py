"""Several workers on one job, and a job beside a push of the same records: each record still lands once."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from concord.core.exchange.mapped import kept_of
from concord.core.exchange.models import Feed, ImportJob
from concord.core.exchange.running import due_jobs, run
from concord.core.exchange.services.sending import send_file, take_push
from tests.exchange.outside import Exchange, row, sheet, sightings

ROWS = [row(登记号=f"DJ-{number}") for number in range(240)]


WORKER = """
import os, sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_OF_THE_TEST"]
django.setup()
from concord.core.exchange import running
running.ROWS_OF_A_FILE = 100
running.run(int(sys.argv[1]))
"""


def killed_after_a_page(job: int) -> None:
    """A worker of its own process that is killed with -9 as soon as it has taken a page in."""
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told["DATABASE_OF_THE_TEST"] = str(connection.settings_dict["NAME"])
    with subprocess.Popen([sys.executable, "-c", WORKER, str(job)], env=told) as process:
        while ImportJob.objects.get(pk=job).pages < 1 and process.poll() is None:
            time.sleep(0.02)
        process.kill()


def work(job: int) -> None:
    """A worker: it goes on until the job has ended, wherever the others are."""
    try:
        run(job)
    finally:
        connection.close()


def push(feed: int) -> None:
    try:
        found = Feed.objects.get(pk=feed)
        for first in range(0, len(ROWS), 60):
            part = [dict(kept_of(found.mapped, one)) for one in ROWS[first : first + 60]]
            take_push(found, part, signature=f"signature-{first}", today=localdate())
    finally:
        connection.close()


@pytest.mark.usefixtures("small_pages")
@pytest.mark.django_db(transaction=True)
def test_four_workers_and_a_pusher_make_each_matter_once(exchange: Exchange) -> None:
    feed = exchange.connect("resident")
    file = sheet(*ROWS)
    job = send_file(feed.pk, content=file.read(), filename="a.xlsx", by=exchange.cast["alice"])
    with ThreadPoolExecutor(5) as pool:
        waiting = [pool.submit(work, job.pk) for _worker in range(4)] + [pool.submit(push, feed.pk)]
        for one in waiting:
            one.result()
    run(job.pk)
    jobs = ImportJob.objects.filter(feed=feed)
    assert (sightings(), sum(one.made for one in jobs), sum(one.rejected for one in jobs)) == (240, 240, 0)
    assert ImportJob.objects.get(pk=job.pk).state == "done"
    assert ImportJob.objects.get(pk=job.pk).seen == 240


@pytest.mark.usefixtures("small_pages")
@pytest.mark.django_db(transaction=True)
def test_killed_with_9_between_pages_it_is_gone_on_with_and_nothing_is_lost_or_doubled(exchange: Exchange) -> None:
    feed = exchange.connect("resident")
    job = send_file(feed.pk, content=sheet(*ROWS).read(), filename="a.xlsx", by=exchange.cast["alice"])
    killed_after_a_page(job.pk)
    left = ImportJob.objects.get(pk=job.pk)
    assert (left.state, 0 < left.made < 240, sightings()) == ("running", True, left.made)
    ImportJob.objects.filter(pk=job.pk).update(moved_at=timezone.now() - timedelta(minutes=11))
    assert job.pk in due_jobs(), "The clock finds what a dead worker left."
    run(job.pk)
    done = ImportJob.objects.get(pk=job.pk)
    assert (done.state, done.made, done.same, sightings()) == ("done", 240, 0, 240)
