"""Counting periods: what is not counted, where they end, when the last day gives way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.law.calendar import is_rest_day
from concord.engines.law.periods import deadline, hours_after, timely
from concord.engines.law.reckoning import CannotReckonError, NotInForceError

AS_OF = date(2026, 11, 23)
STARTS = st.dates(date(2025, 1, 1), date(2026, 9, 1))
UNITS = st.sampled_from(["day", "working_day", "month", "year"])


@pytest.mark.parametrize(
    ("start", "n", "unit", "raw", "due"),
    [
        ("2026-01-31", 1, "month", "2026-02-28", "2026-02-28"),
        ("2024-02-29", 1, "year", "2025-02-28", "2025-02-28"),
        ("2026-12-31", -1, "month", "2026-11-30", "2026-11-30"),
        ("2026-10-10", -3, "day", "2026-10-07", "2026-10-07"),  # counted back, not rolled
        ("2026-11-20", 1, "day", "2026-11-21", "2026-11-23"),
        ("2026-11-20", 0, "day", "2026-11-20", "2026-11-20"),
    ],
)
def test_where_a_period_ends(start, n, unit, raw, due):
    result = deadline(start, n, unit, as_of=AS_OF).result
    assert (result.raw.isoformat(), result.due.isoformat()) == (raw, due)


@given(STARTS, st.integers(0, 60), UNITS.filter(lambda unit: unit != "year"))
def test_no_period_ends_on_a_rest_day_unless_the_rule_says_so(start, n, unit):
    n = n % 4 if unit == "month" else n
    rolled = deadline(start, n, unit, as_of=AS_OF)
    if not rolled.warnings:
        assert not is_rest_day(rolled.result.due)
    assert deadline(start, n, unit, roll=False, as_of=AS_OF).result.due == rolled.result.raw


@given(STARTS, st.integers(0, 300), UNITS)
def test_a_longer_period_never_ends_earlier(start, n, unit):
    assert deadline(start, n + 1, unit, as_of=AS_OF).result.due >= deadline(start, n, unit, as_of=AS_OF).result.due


@given(STARTS, st.integers(1, 60), st.integers(1, 30))
def test_days_not_counted_lengthen_the_period_by_as_many(start, n, excluded):
    plain, longer = (deadline(start, n, "day", excluded_days=days, as_of=AS_OF) for days in (0, excluded))
    assert longer.result.raw == plain.result.raw + timedelta(days=excluded)
    assert f"扣除的{excluded}日不计入" in longer.steps[1]


def test_the_answer_shows_its_articles_and_each_step():
    counted = deadline("2026-09-18", 15, "day", as_of=AS_OF)
    assert counted.articles == ("民事诉讼法第85条", "民法典第203条")
    assert counted.steps == (
        "起算日2026-09-18不计入,期间15日。",
        "期间于2026-10-03(星期六)届满。",
        "届满日2026-10-03(星期六)为法定休假日,顺延至其后第一个工作日2026-10-08(星期四)。",
    )
    assert counted.table.name == "期间计算规则"
    assert "(倒算)" in deadline("2026-09-18", -3, "day", as_of=AS_OF).steps[0]


@pytest.mark.parametrize(
    ("start", "n", "unit", "roll", "warned"),
    [
        ("2026-12-20", 30, "day", True, "2027年的节假日安排尚未载入"),
        ("2026-12-20", 30, "day", False, ""),  # nothing to roll, nothing to doubt
        ("2026-12-25", 10, "working_day", False, "2027年的节假日安排尚未载入"),
        ("2024-12-20", 600, "working_day", True, "2024年至2027年的节假日安排尚未载入"),
        ("2024-12-20", 2, "year", True, ""),
    ],
)
def test_a_year_without_its_calendar_is_answered_with_a_warning(start, n, unit, roll, warned):
    warnings = deadline(start, n, unit, roll=roll, as_of=AS_OF).warnings
    assert "".join(warnings).startswith(warned)
    assert bool(warnings) is bool(warned)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-03-02T09:10", 72, "2026-03-05T10:00"),
        ("2026-03-02T09:00", 24, "2026-03-03T10:00"),  # the starting hour is not counted, even when just begun
        ("2026-10-01T23:59", 48, "2026-10-04T00:00"),  # not rolled over the holiday
    ],
)
def test_hours_count_from_the_next_hour_and_never_roll(start, n, end):
    assert hours_after(start, n, as_of=AS_OF).result.isoformat(timespec="minutes") == end


@pytest.mark.parametrize(
    ("posted", "received", "in_time"),
    [
        ("2026-03-25", "2026-03-28", True),
        ("2026-03-26", "2026-03-26", False),
        (None, "2026-03-25", True),
        (None, "2026-03-26", False),
    ],
)
def test_posting_decides_whether_papers_are_in_time(posted, received, in_time):
    assert timely("2026-03-25", posted=posted, received=received, as_of=AS_OF).result is in_time


@pytest.mark.parametrize(
    ("start", "n", "unit", "why"),
    [
        ("2026-02-30", 15, "day", "不是有效的日期"),
        ("明天", 15, "day", "不是有效的日期"),
        (None, 15, "day", "不是有效的日期"),
        ("2026-03-02", 15, "fortnight", "不认识的期间单位"),
        ("2026-03-02", 1.5, "day", "须为整数"),
        ("2026-03-02", True, "day", "须为整数"),
        ("2026-03-02", 10**9, "day", "超出可计算的范围"),
        ("2026-03-02", 10**9, "working_day", "超出可计算的范围"),
        ("2026-03-02", 10**9, "year", "超出可计算的范围"),
        ("2026-03-02", -(10**6), "day", "超出可计算的范围"),
        ("2026-03-02", -3, "working_day", "不能为负数"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(start, n, unit, why):
    with pytest.raises(CannotReckonError, match=why):
        deadline(start, n, unit, as_of=AS_OF)


def test_hours_beyond_all_dates_are_refused():
    with pytest.raises(CannotReckonError, match="超出可计算的范围"):
        hours_after("2026-03-02T09:10", 10**9, as_of=AS_OF)


def test_papers_with_no_day_at_all_are_refused():
    with pytest.raises(CannotReckonError, match="缺少交邮日或收到日"):
        timely("2026-03-25", posted=None, as_of=AS_OF)


def test_a_day_before_the_rules_were_in_force_is_refused():
    with pytest.raises(NotInForceError, match="2020-12-31没有生效的“期间计算规则”"):
        deadline("2020-12-01", 15, "day", as_of=date(2020, 12, 31))
