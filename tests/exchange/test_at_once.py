"""Several workers on one job, and a job beside a push of the same records: each record still lands once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils.timezone import localdate

from concord.core.exchange.mapped import kept_of
from concord.core.exchange.models import Feed, ImportJob
from concord.core.exchange.running import run
from concord.core.exchange.services.sending import send_file, take_push
from tests.exchange.outside import Exchange, row, sheet, sightings

ROWS = [row(登记号=f"DJ-{number}") for number in range(240)]


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
