"""The alarms as officials keep them in `data/contracts/performance.yaml`: severity, articles, words, and limits."""

from dataclasses import dataclass
from functools import cache

from concord.engines.review.document import Severity
from concord.engines.review.statutes import DATA, loaded

FILE = "performance.yaml"


@dataclass(frozen=True, slots=True)
class Limits:
    """Per cent of a procured contract that changes may come to, when that is near (per cent of it), and days."""

    changes: int
    changes_near: int
    running_out: int
    wind_up: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """What an alarm says of itself; `reasons` by case, "{day}" in them stands for what was found."""

    id: str
    title: str
    severity: Severity
    articles: tuple[str, ...]
    reasons: dict[str, str]
    on: bool


def _told() -> dict[str, object]:
    told = loaded(DATA / FILE)
    if not isinstance(told, dict):
        raise TypeError("performance.yaml has limits and alarms")
    return told


@cache
def limits() -> Limits:
    """The limits."""
    kept = _told()["limits"]
    assert isinstance(kept, dict)
    return Limits(**{str(name): int(value) for name, value in kept.items()})


@cache
def alarms() -> dict[str, Alarm]:
    """The alarms by id."""
    kept = _told()["alarms"]
    assert isinstance(kept, list)
    return {str(one["id"]): _alarm(one) for one in kept}


def _alarm(told: dict[str, object]) -> Alarm:
    reasons, articles = told["reasons"], told["articles"]
    assert isinstance(reasons, dict)
    assert isinstance(articles, list)
    return Alarm(
        id=str(told["id"]),
        title=str(told["title"]),
        severity=Severity(str(told["severity"])),
        articles=tuple(map(str, articles)),
        reasons={str(case): str(words) for case, words in reasons.items()},
        on=bool(told.get("on", True)),
    )
