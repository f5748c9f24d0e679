"""How long one person waits for a list or a search while nobody else is there."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

from tests.bench.desks import Desk
from tests.bench.line import Answered, Line

Asked = dict[str, str]
COMMON = ("拖欠工资", "物业费", "噪音", "押金不退", "施工")
RARE = ("恒远17贸易", "启明204餐饮", "东篱1033物业", "锦程88健身")
ASKS = 60


@dataclass(frozen=True, slots=True)
class Waited:
    """Median and 99th percentile, in milliseconds, of so many answers."""

    median: float
    p99: float
    answers: int


def waited(answered: list[Answered], what: str = "") -> Waited:
    """The waiting times of some answers, or of those to one kind of request."""
    times = [1000 * one.seconds for one in answered if what in {"", one.what}]
    if len(times) < 2:
        return Waited(times[0] if times else 0.0, times[0] if times else 0.0, len(times))
    return Waited(median(times), quantiles(times, n=100, method="inclusive")[98], len(times))


def _lists(dice: random.Random) -> Asked:
    more = dice.choice([{}, {}, {"open": "1"}, {"stage": "resolved"}, {"light": "late"}, {"category": "C07"}])
    return {"size": "30", **more}


def _kinds(far_down: str) -> dict[str, Callable[[random.Random], Asked]]:
    return {
        "list": _lists,
        "list, far down": lambda _dice: {"size": "30", "cursor": far_down},
        "list of 100": lambda _dice: {"size": "100"},
        "search, common word": lambda dice: {"q": dice.choice(COMMON)},
        "search, rare words": lambda dice: {"q": dice.choice(RARE)},
    }


def latencies(url: str, desks: list[Desk], supervisor: str, far_down: str) -> dict[str, Waited]:
    """Waiting times of each kind of list and search, for a county's coordinators and for the whole province.

    `far_down` is the mark of a page in the middle of everything.
    """
    answered: list[Answered] = []
    dice = random.Random(2026)
    with Line(url, answered.append) as line:
        for kind, asked in _kinds(far_down).items():
            for turn in range(ASKS):
                token = desks[turn % len(desks)].coordinator
                line.get(f"{kind} · county", "/api/disputes", token, **asked(dice))
                line.get(f"{kind} · province", "/api/disputes", supervisor, **asked(dice))
    return {what: waited(answered, what) for what in dict.fromkeys(one.what for one in answered)}
