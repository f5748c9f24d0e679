"""Periods as they are written, and the same days a year before."""

from datetime import date

import pytest

from concord.apps.insight.figures.periods import last_year, offered, period


@pytest.mark.parametrize(("written", "first", "last", "before"), [
    ("2026", "2026-01-01", "2026-12-31", ("2025-01-01", "2025-12-31")),
    ("2026-Q4", "2026-10-01", "2026-12-31", ("2025-10-01", "2025-12-31")),
    ("2024-02", "2024-02-01", "2024-02-29", ("2023-02-01", "2023-02-28")),
    ("2025-02", "2025-02-01", "2025-02-28", ("2024-02-01", "2024-02-29")),
    ("2026-W48", "2026-11-23", "2026-11-29", ("2025-11-24", "2025-11-30")),
    ("2026-01-05..2026-02-03", "2026-01-05", "2026-02-03", ("2025-01-05", "2025-02-03")),
])  # fmt: skip
def test_a_period_and_the_year_before(written: str, first: str, last: str, before: tuple[str, str]) -> None:
    found = period(written)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)
    assert (str(found.before.first), str(found.before.last)) == before


@pytest.mark.parametrize("written", ["", "2026-13", "2026-Q5", "2025-W53", "2026-02-30..2026-03-01",
                                     "2026-03-01..2026-02-01", "2020-01-01..2026-01-01", "２０２６"])  # fmt: skip
def test_what_is_no_period(written: str) -> None:
    assert period(written) is None


def test_what_runs_is_compared_up_to_today() -> None:
    today = date(2026, 11, 25)
    running = period("2026")
    assert running is not None
    assert (running.until(today).last, running.until(today).before.last) == (today, date(2025, 11, 25))
    assert (last_year(today).first, last_year(today).last) == (date(2025, 11, 26), today)
    assert all(period(one) for one in offered(today))
    assert offered(date(2026, 2, 1))[4] == "2025-Q4"
