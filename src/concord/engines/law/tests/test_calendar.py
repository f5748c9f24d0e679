"""Working days of 2025 and 2026, and the refusal to guess other years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.law.calendar import (
    is_rest_day,
    is_working_day,
    notices,
    presumed_rest_day,
    roll_forward,
    working_day_after,
)
from concord.engines.law.reckoning import CalendarNotLoadedError, CannotReckonError

LOADED = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        ("2025-01-28", True),  # 除夕
        ("2025-01-26", False),  # a Sunday worked in exchange
        ("2025-10-08", True),
        ("2025-10-09", False),
        ("2026-02-15", True),  # a Sunday, and Spring Festival
        ("2026-02-14", False),  # a Saturday worked in exchange
        ("2026-02-28", False),
        ("2026-05-04", True),
        ("2026-09-25", True),
        ("2026-10-10", False),
        ("2026-11-21", True),  # an ordinary Saturday
        ("2026-11-23", False),  # an ordinary Monday
    ],
)
def test_days_of_the_notices(day, rests):
    assert is_rest_day(date.fromisoformat(day)) is rests
    assert is_working_day(date.fromisoformat(day)) is not rests


@pytest.mark.parametrize(("year", "working"), [(2025, 248), (2026, 248)])
def test_working_days_of_a_year(year, working):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert sum(map(is_working_day, days)) == working


def test_every_makeup_day_is_a_weekend_outside_the_holidays():
    for notice in notices().values():
        for day in notice.makeup:
            assert day.weekday() >= 5
            assert not any(span.first <= day <= span.last for span in notice.days_off)
        assert all(span.first.year == span.last.year == notice.year for span in notice.days_off)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-09-24", 3, "2026-09-30"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-11-25", 0, "2026-11-25"),
    ],
)
def test_counting_working_days(start, n, end):
    assert working_day_after(date.fromisoformat(start), n) == date.fromisoformat(end)


@given(st.dates(date(2025, 1, 1), date(2026, 10, 1)), st.integers(0, 40))
def test_one_working_day_more_ends_later_and_on_a_working_day(start, n):
    later = working_day_after(start, n + 1)
    assert later > working_day_after(start, n)
    assert is_working_day(later)


@given(st.dates(date(2025, 1, 1), date(2026, 12, 20)))
def test_rolling_moves_forward_to_the_next_working_day_and_no_further(day):
    rolled = roll_forward(day)
    assert rolled >= day
    assert is_working_day(rolled)
    assert all(is_rest_day(day + timedelta(days=n)) for n in range((rolled - day).days))


@given(LOADED)
def test_nothing_is_presumed_where_the_notice_is_known(day):
    assert presumed_rest_day(day) is is_rest_day(day)


@pytest.mark.parametrize(
    ("day", "rests"), [("2027-01-01", True), ("2027-01-02", True), ("2027-03-31", False), ("2027-10-01", True)]
)
def test_a_year_not_loaded_is_presumed_from_weekends_and_fixed_holidays(day, rests):
    assert presumed_rest_day(date.fromisoformat(day)) is rests


@pytest.mark.parametrize(
    "count", [lambda: is_rest_day(date(2027, 3, 1)), lambda: working_day_after(date(2026, 12, 30), 5)]
)
def test_a_year_not_loaded_is_never_guessed(count):
    with pytest.raises(CalendarNotLoadedError, match="2027年的节假日安排尚未载入"):
        count()


def test_a_negative_number_of_working_days_is_refused():
    with pytest.raises(CannotReckonError, match="不能为负数"):
        working_day_after(date(2026, 3, 2), -1)
