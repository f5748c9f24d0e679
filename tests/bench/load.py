"""Many users at once, steadily and in bursts: what they finished, what failed, how long each request took."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from tests.bench.desks import Desk
from tests.bench.lifecycle import Done, live_through
from tests.bench.line import Answered, Failed, Line

Say = Callable[[str], None]
AS_BEFORE = 2.0
PROBE = 0.5
RECOVERS_WITHIN = 120.0


@dataclass(slots=True)
class Outcome:
    """What came of a load: finished lifecycles, failures by their words, answered requests, and how long it ran."""

    done: list[Done] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    answered: list[Answered] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Finished lifecycles a second."""
        return len(self.done) / self.seconds if self.seconds else 0.0


class Crowd:
    """Users who work at the desks of a platform; each lifecycle takes the next desk."""

    def __init__(self, url: str, desks: list[Desk], *, seed: int = 2026) -> None:
        self.url = url
        self._desks = desks
        self._seed = seed
        self._turn = count()

    def _next(self) -> tuple[Desk, str]:
        turn = next(self._turn)
        return self._desks[turn % len(self._desks)], f"杭州测速{self._seed}第{turn:06d}号劳务公司"

    def _user(self, number: int, outcome: Outcome, go: threading.Barrier, goes_on: Callable[[int], bool]) -> None:
        dice = random.Random(f"{self._seed}-{number}")
        go.wait()
        done = 0
        with Line(self.url, outcome.answered.append) as line:
            while goes_on(done):
                desk, mark = self._next()
                try:
                    outcome.done.append(live_through(line, desk, mark, dice))
                except Failed as failed:
                    outcome.failed[str(failed)] += 1
                done += 1

    def _run(self, users: int, goes_on: Callable[[int], bool], outcome: Outcome) -> Outcome:
        go = threading.Barrier(users + 1)
        threads = [
            threading.Thread(target=self._user, args=(number, outcome, go, goes_on), daemon=True)
            for number in range(users)
        ]
        for thread in threads:
            thread.start()
        go.wait()
        began = time.monotonic()
        for thread in threads:
            thread.join()
        outcome.seconds = time.monotonic() - began
        return outcome

    def steady(self, users: int, seconds: float) -> Outcome:
        """`users` at once for `seconds`, each beginning the next lifecycle when one is done, none cut off."""
        ends = time.monotonic() + seconds
        return self._run(users, lambda _done: time.monotonic() < ends, Outcome())

    def burst(self, users: int, each: int = 1) -> Outcome:
        """`users` at the same instant over fresh connections, each with `each` lifecycles without a pause."""
        return self._run(users, lambda done: done < each, Outcome())


def probes(url: str, token: str) -> Iterator[float]:
    """How long one list takes now, asked again and again."""
    answered: list[Answered] = []
    while True:
        with Line(url, answered.append) as line:
            line.get("list", "/api/disputes", token)
        yield answered[-1].seconds


def recovery_after(url: str, token: str, before: float) -> float:
    """Seconds until three lists in a row are as quick as `before` the burst (twice that is as quick)."""
    began, quick = time.monotonic(), 0
    for seconds in probes(url, token):
        quick = quick + 1 if seconds <= max(AS_BEFORE * before, 0.05) else 0
        if quick == 3 or time.monotonic() - began > RECOVERS_WITHIN:
            return time.monotonic() - began
    raise AssertionError("Probing never ends.")
