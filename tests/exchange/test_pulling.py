"""Records are fetched once, whatever the source does on the way: by page, by mark and by time, from real servers."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from concord.connectors.sources import client
from concord.connectors.sources.client import ByCursor, ByPage, BySince, Line
from concord.core.acts.models import Act
from concord.core.exchange import outside
from concord.core.exchange.jobs import fetch_what_is_due
from concord.core.exchange.listeners import tell_who_connects
from concord.core.exchange.mapping import Way
from concord.core.exchange.models import Feed, ImportJob
from concord.core.exchange.reading import mappings
from concord.core.exchange.running import run
from concord.core.exchange.services.importing import begin_import, stop_import
from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice
from concord.core.refusals import OutsideFailure, Refusal
from tests.exchange.outside import Exchange, held, reasons, sightings
from tests.ground.stand_ins import KEY, stand_in

SOURCES = ["hotline", "petition", "police"]


@pytest.fixture(scope="module")
def urls() -> Iterator[dict[str, str]]:
    """A running stand-in for each way of pulling."""
    with ExitStack() as running:
        yield {source: running.enter_context(stand_in("source", "--code", source)) for source in SOURCES}


@pytest.fixture(autouse=True)
def line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line reaches this machine."""
    near = Line(private_too=True)
    monkeypatch.setattr(
        outside, "pullers", {Way.PAGE: ByPage(near), Way.CURSOR: ByCursor(near), Way.SINCE: BySince(near)}
    )


def told(url: str, way: str, times: int = 1) -> None:
    httpx.post(f"{url}/control", json={"fail": way, "times": times}).raise_for_status()


@pytest.fixture
def feed(exchange: Exchange, urls: dict[str, str], source: str) -> Feed:
    told(urls[source], "")
    return exchange.connect(source, url=urls[source])


@pytest.mark.parametrize("source", SOURCES)
def test_all_pages_are_fetched_and_the_next_time_only_what_is_new(exchange: Exchange, feed: Feed) -> None:
    job = exchange.fetched(feed)
    assert (job.state, job.seen) == ("done", len(held(feed.source)))
    assert len(reasons(feed)) == job.rejected > 0
    again = exchange.fetched(feed)
    assert (again.state, again.made, again.changed, again.rejected) == ("done", 0, 0, 0)
    assert again.seen < job.seen
    assert sightings() == job.made


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("way", ["500", "reject", "broken"])
def test_a_failing_source_is_gone_on_with_where_it_was(
    exchange: Exchange, feed: Feed, urls: dict[str, str], way: str
) -> None:
    job = begin_import(feed.pk, by=exchange.cast["alice"])
    run(job.pk, pages=0 if feed.source == "police" else 1)
    begun = sightings()
    told(urls[feed.source], way)
    run(job.pk)
    failed = ImportJob.objects.get(pk=job.pk)
    assert (failed.state, bool(failed.error), sightings()) == ("failed", True, begun)
    Feed.objects.filter(pk=feed.pk).update(next_at="2026-01-01T00:00:00Z")
    fetch_what_is_due()
    run(job.pk)
    done = ImportJob.objects.get(pk=job.pk)
    assert (done.state, done.seen, sightings()) == ("done", len(held(feed.source)), done.made)


@pytest.mark.parametrize("source", SOURCES)
def test_what_comes_twice_lands_once(exchange: Exchange, feed: Feed, urls: dict[str, str]) -> None:
    told(urls[feed.source], "duplicate", 9)
    job = exchange.fetched(feed)
    assert job.made == sightings() == len({row[feed.mapped.id] for row in held(feed.source)}) - len(reasons(feed))


@pytest.mark.parametrize("source", ["hotline"])
def test_a_source_that_fails_again_and_again_is_told_once_to_who_connects_it(
    exchange: Exchange, feed: Feed, urls: dict[str, str]
) -> None:
    told(urls["hotline"], "500", 4)
    job = begin_import(feed.pk, by=exchange.cast["alice"])
    for time in range(4):
        run(job.pk)
        failed = Feed.objects.get(pk=feed.pk)
        assert (failed.failures, failed.next_at - failed.looked_at) == (time + 1, timedelta(minutes=10 * 2**time))
        ImportJob.objects.filter(pk=job.pk).update(state="running")
    tell_who_connects(list(Act.objects.filter(kind="SourceFailing")))
    declare_system()
    letters = Notice.objects.filter(template="SourceFailing")
    assert [(one.person, one.link) for one in letters] == [(exchange.cast["oscar"], f"/desk/exchange/feeds/{feed.pk}/")]


@pytest.mark.parametrize("source", ["hotline"])
def test_a_silent_source_is_not_waited_for(
    exchange: Exchange, feed: Feed, urls: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PATIENCE", httpx.Timeout(2))
    told(urls["hotline"], "timeout")
    job = exchange.fetched(feed)
    assert (job.state, job.error) == ("failed", "The source does not answer (ReadTimeout).")


@pytest.mark.parametrize("source", ["petition"])
def test_a_source_that_goes_round_in_circles_is_left(exchange: Exchange, feed: Feed, urls: dict[str, str]) -> None:
    told(urls["petition"], "endless", 9)
    assert exchange.fetched(feed).state in {"failed", "done"}
    assert sightings() <= len(held("petition"))


@pytest.mark.parametrize("source", ["hotline"])
def test_a_changed_record_is_fetched_and_told(exchange: Exchange, feed: Feed, urls: dict[str, str]) -> None:
    exchange.fetched(feed)
    first = {**held("hotline")[0], "content": "已修好，但天花板要重新粉刷", "updateTime": "2026-11-24 08:00:00"}
    httpx.post(f"{urls['hotline']}/records", json=first)
    job = exchange.fetched(feed)
    assert (job.made, job.changed) == (0, 1)
    httpx.post(f"{urls['hotline']}/records", json=held("hotline")[0])


@pytest.mark.parametrize("source", ["hotline"])
def test_killed_between_two_records_the_page_is_undone_and_taken_again(
    exchange: Exchange, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = begin_import(feed.pk, by=exchange.cast["alice"])
    run(job.pk, pages=1)
    begun, mark = sightings(), ImportJob.objects.get(pk=job.pk).mark
    with monkeypatch.context() as dying:
        dying.setattr("concord.core.exchange.taking.SourceRecord.objects.create", _dies)
        with pytest.raises(MemoryError):
            run(job.pk)
    assert (sightings(), ImportJob.objects.get(pk=job.pk).mark) == (begun, mark)
    run(job.pk)
    done = ImportJob.objects.get(pk=job.pk)
    assert (done.state, done.seen, sightings()) == ("done", len(held("hotline")), done.made)


def _dies(**_row: object) -> None:
    raise MemoryError


@pytest.mark.parametrize("source", ["hotline"])
def test_stopped_it_stands_still_and_a_second_job_waits_its_turn(exchange: Exchange, feed: Feed) -> None:
    alice = exchange.cast["alice"]
    job = begin_import(feed.pk, by=alice)
    with pytest.raises(Refusal, match="already"):
        begin_import(feed.pk, by=alice)
    run(job.pk, pages=1)
    stop_import(job.pk, by=alice)
    begun = sightings()
    assert not run(job.pk)
    assert sightings() == begun


def test_by_time_the_pages_follow_each_other_and_a_page_of_one_time_is_refused(urls: dict[str, str]) -> None:
    told(urls["police"], "")
    asked, puller = replace(mappings()["police"].arrives, size=2), BySince(Line(private_too=True))
    seen, mark, more = [], {}, True
    while more:
        page = puller.fetch(asked, url=urls["police"], key=KEY, mark=mark)
        seen, mark, more = [*seen, *(row["incident"] for row in page.rows)], page.mark, page.more
    assert list(dict.fromkeys(seen)) == [row["incident"] for row in held("police")]
    with pytest.raises(OutsideFailure, match="one time") as refused:
        puller.fetch(replace(asked, size=1), url=urls["police"], key=KEY, mark={"since": "20261116091500"})
    assert not refused.value.again


def test_who_has_not_the_key_gets_nothing_and_typed_addresses_stay_outside(urls: dict[str, str]) -> None:
    arrives = mappings()["hotline"].arrives
    with pytest.raises(OutsideFailure, match="403"):
        ByPage(Line(private_too=True)).fetch(arrives, url=urls["hotline"], key="another-key-of-16", mark={})
    with pytest.raises(OutsideFailure, match="https"):
        ByPage(Line()).fetch(arrives, url=urls["hotline"], key=KEY, mark={})
    with pytest.raises(OutsideFailure, match="stand-in"):
        ByPage(Line()).fetch(arrives, url="stand-in:hotline", key=KEY, mark={})
