"""Months and quarters: the periods for which figures are published."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

PERIOD = re.compile(r"(20[0-9]{2})-(?:(0[1-9]|1[0-2])|Q([1-4]))")


@dataclass(frozen=True, slots=True)
class Period:
    """A month (2026-10) or a quarter (2026-Q3), both days included."""

    code: str
    first: date
    last: date


def period(code: str) -> Period | None:
    """The period that is written so; None for what is none."""
    found = PERIOD.fullmatch(code)
    if found is None:
        return None
    year, month, quarter = (int(one or 0) for one in found.groups())
    begins, months = (month, 1) if month else (quarter * 3 - 2, 3)
    after = begins + months
    ends = date(year + (after > 12), (after - 1) % 12 + 1, 1) - timedelta(days=1)
    return Period(code, date(year, begins, 1), ends)


def code_of(first: date, last: date) -> str:
    """How the period between these days is written."""
    is_month = (first.year, first.month) == (last.year, last.month)
    return f"{first:%Y-%m}" if is_month else f"{first.year}-Q{(first.month + 2) // 3}"


def over_lately(today: date, *, months: int = 6) -> list[Period]:
    """The last months and quarters that are over, the newest first."""
    found, day = [], today.replace(day=1)
    for _month in range(months):
        day = (day - timedelta(days=1)).replace(day=1)
        codes = [f"{day:%Y-%m}"] + ([f"{day.year}-Q{day.month // 3}"] if day.month % 3 == 0 else [])
        found += [one for one in map(period, codes) if one]
    return found


def lately(today: date) -> list[Period]:
    """The month that runs, and those that are over, the newest first: for what is counted, not published."""
    running = period(f"{today:%Y-%m}")
    return [*([running] if running else []), *over_lately(today)]
