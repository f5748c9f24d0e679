"""Working days and rest days, from the State Council's yearly notices (`data/law/calendar`).

A rest day is a day off by the notice, or a Saturday or Sunday that the notice does not make a working day.
A year without its notice is an error here, never a guess; `periods` goes on, with a warning, by
`presumed_rest_day`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from concord.engines.law.reckoning import CalendarNotLoadedError, CannotReckonError
from concord.engines.law.tables import rows

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days off, both ends included."""

    zh: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's arrangement: the days off, and the working days given in exchange (`makeup`)."""

    year: int
    source: str
    days_off: tuple[Span, ...]
    makeup: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A day off each year by regulation, whatever the notice: month and day."""

    zh: str
    month: int
    day: int


@cache
def notices() -> dict[int, Notice]:
    """All notices among the data, by year."""
    return {entry.year: entry for entry in rows("calendar/notices.yaml", Notice)}


def notice(year: int) -> Notice:
    """The notice of `year`; refuses a year that is not loaded."""
    if year not in notices():
        raise CalendarNotLoadedError(f"{year}年的节假日安排尚未载入,不能判断工作日。")
    return notices()[year]


@cache
def is_rest_day(day: date) -> bool:
    """Whether `day` is a day off (法定休假日); refuses a year that is not loaded."""
    year = notice(day.year)
    if any(span.first <= day <= span.last for span in year.days_off):
        return True
    return day.weekday() >= 5 and day not in year.makeup


def is_working_day(day: date) -> bool:
    """Whether `day` is a working day, make-up days included; refuses a year that is not loaded."""
    return not is_rest_day(day)


@cache
def presumed_rest_day(day: date) -> bool:
    """As `is_rest_day`; for a year not loaded, weekends and the holidays that never move."""
    if day.year in notices():
        return is_rest_day(day)
    fixed = {(entry.month, entry.day) for entry in rows("calendar/fixed.yaml", FixedDay)}
    return day.weekday() >= 5 or (day.month, day.day) in fixed


def working_day_after(start: date, n: int, rests: Callable[[date], bool] = is_rest_day) -> date:
    """The `n`-th working day after `start`; refuses a negative `n` or a year not loaded.

    `start` itself is not counted.
    """
    if n < 0:
        raise CannotReckonError(f"工作日天数不能为负数:{n}。")
    day = start
    for _ in range(n):
        day = roll_forward(day + ONE_DAY, rests)
    return day


def roll_forward(day: date, rests: Callable[[date], bool] = is_rest_day) -> date:
    """`day`, or if it is a rest day the first working day after it (民事诉讼法第85条)."""
    while rests(day):
        day += ONE_DAY
    return day
