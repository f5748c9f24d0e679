"""How long each step may take: data with its basis, counted on the working calendar."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from concord.engines.law.calendar import notices, presumed_rest_day, working_day_after


@dataclass(frozen=True, slots=True)
class Limit:
    """A step's limit in working days: when its light turns yellow, when it is due, and on what ground."""

    days: int
    yellow: int
    basis: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The two days of a running limit."""

    yellow_on: date
    due_on: date
    basis: str


@cache
def limits() -> dict[str, Limit]:
    """All limits by name, from `data/agenda/limits.yaml`."""
    raw = yaml.safe_load((files("concord") / "data/agenda/limits.yaml").read_text(encoding="utf-8"))
    return {name: Limit(**entry) for name, entry in raw["limits"].items()}


def deadline(name: str, begun: date) -> Deadline:
    """When the limit `name`, begun on `begun`, turns yellow and red."""
    return reckoned(limits()[name], begun)


def reckoned(limit: Limit, begun: date) -> Deadline:
    """When a limit, begun on `begun`, turns yellow and red; the first day is not counted.

    Into a year whose holidays are not announced yet, weekends and fixed holidays are counted, and the basis says so:
    work goes on in December, before the next year's notice is loaded.
    """
    yellow, due = (working_day_after(begun, days, presumed_rest_day) for days in (limit.yellow, limit.days))
    basis = (
        limit.basis if due.year in notices() else f"{limit.basis}（{due.year}年放假安排公布前暂按周末和固定假日计算）"
    )
    return Deadline(yellow, due, basis)


def light(yellow_on: date | None, due_on: date | None, today: date) -> str:
    """Green, yellow or red; 'none' where nothing is due."""
    if due_on is None:
        return "none"
    if today > due_on:
        return "red"
    return "yellow" if yellow_on and today >= yellow_on else "green"
