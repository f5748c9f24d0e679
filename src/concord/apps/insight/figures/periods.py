"""Weeks, months, quarters, years and periods of one's own; the same a year before, and the pieces of a curve."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

WRITTEN = re.compile(r"(20[0-9]{2})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|W(0[1-9]|[1-4][0-9]|5[0-3])))?")
OWN = re.compile(r"(20\d\d-\d\d-\d\d)\.\.(20\d\d-\d\d-\d\d)", re.ASCII)
LONGEST = timedelta(days=3 * 366)
Piece = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included. `code` is how it is written: 2026, 2026-Q3, 2026-10, 2026-W48, 2026-10-03..2026-11-02."""

    code: str
    first: date
    last: date

    @property
    def before(self) -> "Period":
        """The same days a year earlier; of a week, the days of the week that begins 52 weeks earlier."""
        if "W" in self.code:
            back = timedelta(weeks=52)
            return own(self.first - back, self.last - back)
        return own(_year_before(self.first), _year_before(self.last + timedelta(days=1)) - timedelta(days=1))

    @property
    def pieces(self) -> Piece:
        """Into what a curve over it is cut."""
        days = (self.last - self.first).days + 1
        return "day" if days <= 31 else "week" if days <= 100 else "month"

    def until(self, today: date) -> "Period":
        """What of it is over or runs: a comparison with the year before is fair only up to today."""
        return Period(self.code, self.first, min(self.last, max(today, self.first)))


def _year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def own(first: date, last: date) -> Period:
    """The period between two days."""
    return Period(f"{first}..{last}", first, last)


def _own(first: str, last: str) -> Period | None:
    try:
        found = own(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    return found if timedelta() <= found.last - found.first <= LONGEST else None


def _week(year: int, week: int) -> tuple[date, date] | None:
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return first, first + timedelta(days=6)


def period(code: str) -> Period | None:
    """The period that is written so; None for what is none."""
    if between := OWN.fullmatch(code):
        return _own(*between.groups())
    found = WRITTEN.fullmatch(code)
    if found is None:
        return None
    year, month, quarter, week = (int(one or 0) for one in found.groups())
    if week:
        days = _week(year, week)
        return Period(code, *days) if days else None
    begins, months = (month, 1) if month else (quarter * 3 - 2, 3) if quarter else (1, 12)
    after = begins + months
    return Period(code, date(year, begins, 1), date(year + (after > 12), (after - 1) % 12 + 1, 1) - timedelta(days=1))


def last_year(today: date) -> Period:
    """The twelve months up to today, for who asked for no period."""
    return own(_year_before(today) + timedelta(days=1), today)


def offered(today: date) -> list[str]:
    """The periods that run, and those before them, as they are written."""
    month_ago = today.replace(day=1) - timedelta(days=1)
    quarter = (today.month + 2) // 3
    year, week, _day = today.isocalendar()
    return [
        f"{year}-W{week:02}", f"{today:%Y-%m}", f"{month_ago:%Y-%m}", f"{today.year}-Q{quarter}",
        f"{today.year - (quarter == 1)}-Q{quarter - 1 or 4}", f"{today.year}", f"{today.year - 1}",
    ]  # fmt: skip
