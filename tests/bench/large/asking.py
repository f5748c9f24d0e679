"""What people ask of very many matters, through the JSON API, and how long they wait."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from concord.core.api.pages import cursor_at
from tests.bench.latency import COMMON, RARE, waited
from tests.bench.line import Answered, Line
from tests.bench.report import Figure

SEARCH, LISTS = "/api/search", "/api/disputes"
MOST_FOR_SEARCH, MOST_FOR_LISTS = 300, 100
TURNS_DEEP = 20
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a name, a door, what it is asked with, and the question of the comparison ('' for none)."""

    name: str
    door: str
    asked: Callable[[random.Random], dict[str, str]]
    beside: str = ""


def _fixed(**asked: str) -> Callable[[random.Random], dict[str, str]]:
    return lambda _dice: asked


QUESTIONS = [
    Question("search: rare words", SEARCH, lambda dice: {"q": dice.choice(RARE)}, "rare"),
    Question("search: a very common word", SEARCH, lambda dice: {"q": dice.choice(COMMON)}, "common"),
    Question("search: two common words", SEARCH, _fixed(q="工资 公司"), "two"),
    Question("search: two common words, never together", SEARCH, _fixed(q="物业费 拖欠工资"), "never"),
    Question("search: nothing", SEARCH, _fixed(q="鲸鱼搁浅"), "nothing"),
    Question("search: common word, best first", SEARCH, lambda dice: {"q": dice.choice(COMMON), "order": "best"}),
    Question("search: common word at a rare step", SEARCH, _fixed(q="拖欠工资", kind="dispute", stage="signing")),
    Question("search: common word, the last week", SEARCH, _fixed(q="物业费", since="week")),
    Question("spread of a common word", f"{SEARCH}/spread", lambda dice: {"q": dice.choice(COMMON)}),
    Question("suggestions", f"{SEARCH}/suggestions", lambda dice: {"q": dice.choice(COMMON)[:2]}),
    Question("list: all kinds, newest", SEARCH, _fixed(size="30")),
    Question("list: all kinds at a step", SEARCH, _fixed(kind="dispute", stage="signing")),
    Question("list: disputes, newest", LISTS, _fixed(size="30")),
    Question("list: disputes late", LISTS, _fixed(light="late")),
    Question("list: disputes of a category", LISTS, _fixed(category="C07")),
    Question("list: disputes resolved", LISTS, _fixed(stage="resolved")),
    Question("list: 100 disputes", LISTS, _fixed(size="100")),
]


def waits(url: str, lookers: dict[str, list[str]], rounds: int, plain: dict[str, float], say: Say) -> list[Figure]:
    """Median and 99th percentile of each question for each width of reach."""
    dice = random.Random(2026)
    figures: list[Figure] = []
    for width, tokens in lookers.items():
        for question in QUESTIONS:
            figures.append(_one(url, question, width, tokens, rounds, plain, dice))
            say(" ".join(figures[-1].cells()[:2]))
        for name, door, more in (("search: a common word, page by page", SEARCH, {"q": "拖欠工资"}),
                                 ("list: disputes, from the middle on", LISTS, {})):  # fmt: skip
            figures.append(_deep(url, name, door, more, width, tokens, plain))
            say(" ".join(figures[-1].cells()[:2]))
    return figures


def _one(
    url: str, question: Question, width: str, tokens: list[str], rounds: int, plain: dict[str, float],
    dice: random.Random,
) -> Figure:  # fmt: skip
    heard: list[Answered] = []
    with Line(url, heard.append) as line:
        for turn in range(rounds + 2):
            line.get(question.name, question.door, tokens[turn % len(tokens)], **question.asked(dice))
    return _told(
        question.name, width, heard[2:], question.door, plain.get(question.beside) if width == "province" else None
    )


def _deep(
    url: str, name: str, door: str, more: dict[str, str], width: str, tokens: list[str], plain: dict[str, float]
) -> Figure:
    """Pages one after the other; those of the list begin in the middle of everything."""
    heard: list[Answered] = []
    with Line(url, heard.append) as line:
        newest = line.get(name, LISTS, tokens[0], size="1")["items"]
        middle = int(newest[0]["id"]) // 2 if isinstance(newest, list) and newest else 1
        cursor = str(cursor_at(middle, "disputes")) if door == LISTS else ""
        for _turn in range(TURNS_DEEP):
            page = line.get(name, door, tokens[0], size="30", cursor=cursor, **more)
            if page["next"] is None:
                break
            cursor = str(page["next"])
    beside = plain.get("deep") if width == "province" and door == LISTS else None
    return _told(name, width, heard[1:], door, beside)


def _told(name: str, width: str, heard: list[Answered], door: str, beside: float | None) -> Figure:
    times = waited(heard)
    aim = MOST_FOR_LISTS if name.startswith("list") else MOST_FOR_SEARCH
    unit = f"ms, median {times.median:.1f}"
    peer = f"{beside:.0f}" if beside else ""
    return Figure(f"{name} · {width}, 99th", round(times.p99, 1), unit, peer, aim)
