"""A page hears that its matter changed, and of no other; it misses nothing while it or the database was away."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from django.conf import LazySettings
from django.core import signing

from concord.web.live import SOMETHING, live_ticket
from tests.ground.platform import Platform, processes_of, record_something, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def running(platform: Platform, settings: LazySettings) -> Iterator[Platform]:
    """A running platform whose key the test knows."""
    platform.start()
    pairs = dict(line.split("=", 1) for line in (platform.var / "secrets.env").read_text().splitlines())
    settings.SECRET_KEY = pairs["CONCORD_SECRET_KEY"]
    yield platform
    assert platform.interrupt() == 0


@contextmanager
def stream(platform: Platform, ticket: str, **headers: str) -> Iterator[Iterator[str]]:
    """The lines of an event stream."""
    asked = {"params": {"ticket": ticket}, "headers": headers, "timeout": 15}
    with httpx.stream("GET", f"{platform.live_url}/live/", **asked) as answer:
        assert answer.status_code == 200
        lines = answer.iter_lines()
        assert next(lines) == "retry: 1000"
        yield lines


def next_event(lines: Iterator[str]) -> tuple[str, str]:
    """The id and data of the next event."""
    found = {}
    for line in lines:
        name, _, value = line.partition(": ")
        found[name] = value
        if name == "data":
            break
    return found["id"], found["data"]


def told_until(matter: str, lines: Iterator[str]) -> set[str]:
    """The matters told of until this one is; each may be told of twice, once as heard and once as caught up with."""
    told: set[str] = set()
    while matter not in told:
        told.add(next_event(lines)[1])
    return told


def test_a_page_hears_of_its_matter_and_of_no_other(running: Platform) -> None:
    with stream(running, live_ticket([7, 9])) as lines:
        record_something(running.var, matter=8)
        record_something(running.var, matter=9)
        assert told_until("9", lines) == {"9"}
        record_something(running.var, matter=8)
        record_something(running.var, matter=7)
        assert told_until("7", lines) <= {"7", "9"}


def test_a_page_that_was_away_is_told_what_it_missed(running: Platform) -> None:
    ticket = live_ticket([17])
    with stream(running, ticket) as lines:
        record_something(running.var, matter=17)
        seen, _matter = next_event(lines)
    record_something(running.var, matter=17)
    with stream(running, ticket, **{"Last-Event-ID": seen}) as lines:
        missed, matter = next_event(lines)
    assert (matter, missed > seen) == ("17", True)


def test_news_comes_through_a_restart_of_the_database(running: Platform) -> None:
    with stream(running, live_ticket([27])) as lines:
        server = min(pid for pid, words in processes_of(running.var).items() if "/postgres -D" in words)
        os.kill(server, signal.SIGKILL)
        wait_until(lambda: "database was started again" in running.said, what="the database")
        wait_until(lambda: running.get("/health/") == 200, what="the database")
        record_something(running.var, matter=27)
        assert next_event(lines)[1] == "27"


def test_without_a_valid_ticket_nothing_is_told(running: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    forged = signing.dumps({"m": [1], "t": time.time()}, key="another key", salt="concord.live")
    valid = live_ticket([1])
    an_hour_ago = time.time() - 3605
    monkeypatch.setattr("django.core.signing.time.time", lambda: an_hour_ago)
    old = live_ticket([1])
    answers = {
        name: httpx.get(f"{running.live_url}/live/", params={"ticket": ticket}).status_code
        for name, ticket in {"none": "", "forged": forged, "old": old, "cut": valid[:-3]}.items()
    }
    assert answers == {"none": 403, "forged": 403, "old": 403, "cut": 403}


def test_a_page_of_counts_hears_that_something_changed_and_not_what(running: Platform) -> None:
    with stream(running, live_ticket([SOMETHING])) as lines:
        record_something(running.var, matter=37)
        assert next_event(lines)[1] == "0"
        record_something(running.var, matter=38)
        assert next_event(lines)[1] == "0"
