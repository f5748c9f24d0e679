"""What is expected of a day, how unlikely a count is, the classical detectors, and the scan over areas and windows."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.risk.detectors import ears_c1, ears_c2, ears_c3, look
from concord.engines.risk.looks import Budget
from concord.engines.risk.scan import areas_of, scan
from concord.engines.risk.series import Expected, Series, expected

START = date(2025, 1, 1)
TODAY = date(2026, 3, 4)  # a Wednesday


def is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def a_year(weekday: float, weekend: float, *, seed: int = 1, growth: float = 0.0) -> Series:
    """Daily counts by Poisson, fewer on days of rest, with a yearly growth."""
    chance = np.random.default_rng(seed)
    days = (TODAY - START).days + 1
    dates = [START + timedelta(days=n) for n in range(days)]
    means = [(weekend if is_weekend(one) else weekday) * math.exp(growth * n / 365) for n, one in enumerate(dates)]
    return Series(START, tuple(int(count) for count in chance.poisson(means)))


def test_days_are_counted_and_others_left_out() -> None:
    days = [START, START, START + timedelta(days=2), START - timedelta(days=1)]
    assert Series.of(days, START, START + timedelta(days=2)).counts == (2, 0, 1)


@pytest.mark.parametrize("growth", [0.0, 0.5])
def test_the_baseline_knows_days_of_rest_and_trend(growth: float) -> None:
    series = a_year(12, 3, growth=growth)
    at = growth * (TODAY - START).days / 365
    assert expected(series, TODAY, is_weekend).mean == pytest.approx(12 * math.exp(at), rel=0.15)
    sunday = TODAY - timedelta(days=3)
    assert expected(series, sunday, is_weekend).mean == pytest.approx(3 * math.exp(at), rel=0.25)


def test_an_outbreak_of_the_past_moves_the_baseline_little() -> None:
    counts = list(a_year(12, 12).counts)
    counts[-60:-50] = [60] * 10
    quiet, struck = (
        expected(a_year(12, 12), TODAY, is_weekend),
        expected(Series(START, tuple(counts)), TODAY, is_weekend),
    )
    assert struck.mean == pytest.approx(quiet.mean, rel=0.15)


def test_the_newest_days_do_not_count() -> None:
    counts = list(a_year(5, 5).counts)
    counts[-10:] = [80] * 10
    assert look(Series(START, tuple(counts)), TODAY, is_weekend).probability < 1e-9


def test_with_little_known_nothing_is_certain() -> None:
    assert expected(Series(TODAY - timedelta(days=20), (1,) * 21), TODAY, is_weekend) == Expected(1.0, 2.0)


@given(mean=st.floats(0.01, 60), count=st.integers(0, 120))
def test_the_poisson_tail_is_the_sum_of_its_terms(mean: float, count: int) -> None:
    below = math.fsum(math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(count))
    assert Expected(mean, 1.0).tail(count) == pytest.approx(1 - below, abs=1e-9)


@given(mean=st.floats(0.05, 40), wide=st.floats(1.05, 6), count=st.integers(1, 80))
def test_a_wider_spread_makes_much_less_unlikely(mean: float, wide: float, count: int) -> None:
    tails = [Expected(mean, wide).tail(number) for number in range(count + 1)]
    assert all(0 <= one <= 1 for one in tails)
    assert tails == sorted(tails, reverse=True)
    if count > 3 * mean + 6:
        assert tails[-1] >= Expected(mean, 1.0).tail(count)


def test_ears_as_published() -> None:
    counts = (1, 2, 3, 2, 1, 2, 3, 2, 2, 9)
    series = Series(START, counts)
    assert ears_c1(series, 9) == pytest.approx((9 - 15 / 7) / 0.6900655593)
    assert ears_c2(series, 9) == pytest.approx((9 - 2) / math.sqrt(4 / 6))
    assert ears_c3(series, 9) == pytest.approx(ears_c2(series, 9) - 1)
    assert ears_c2(series, 5) == 0.0


COUNTY = [f"3310240{number:02d}{village:03d}" for number in range(1, 5) for village in range(1, 9)]


def days(chance: np.random.Generator, planted: tuple[str, int, float] | None = None) -> dict[str, list[int]]:
    """Fourteen days of two reports a day in each village; `planted`: more in an area in the last days."""
    seen = {place: [int(one) for one in chance.poisson(2.0, 14)] for place in COUNTY}
    if planted:
        area, last, more = planted
        for place in COUNTY:
            if place.startswith(area):
                seen[place][-last:] = [one + int(chance.poisson(more)) for one in seen[place][-last:]]
    return seen


KNOWN = {place: [2.0] * 14 for place in COUNTY}


def test_the_scan_finds_the_area_and_the_days_in_which_it_happens() -> None:
    found = scan(days(np.random.default_rng(3), ("331024002", 4, 4.0)), KNOWN, seed=1)
    assert found is not None
    assert (found.place, found.days) == ("331024002", 4)
    assert found.seen > 1.5 * found.expected
    assert found.probability < 1e-4
    assert found == scan(days(np.random.default_rng(3), ("331024002", 4, 4.0)), KNOWN, seed=1)


def test_quiet_days_are_as_often_alarms_as_stated() -> None:
    alarms = 0
    for seed in range(120):
        found = scan(days(np.random.default_rng(1000 + seed)), KNOWN, seed=seed, simulations=99)
        alarms += found is not None and found.probability <= 0.05
    assert 1 <= alarms <= 14  # 6 expected; beyond 14 with a probability of 1 in 1,000


def test_where_nothing_is_more_than_expected_nothing_is_found() -> None:
    assert scan({"331024001": [0, 1]}, {"331024001": [2.0, 2.0]}, seed=1) is None
    assert scan({}, {}, seed=1) is None


def test_areas_are_all_prefixes_that_codes_know() -> None:
    assert areas_of(["331024002001"]) == ["3310", "331024", "331024002", "331024002001"]


def test_a_budget_is_shared_among_the_looks_of_a_year() -> None:
    budget = Budget(false_alarms_a_year=12, looks_a_day=100)
    assert budget.limit * 365 * 100 == pytest.approx(12)
    assert budget.is_alarm(budget.limit)
    assert not budget.is_alarm(budget.limit * 1.01)
