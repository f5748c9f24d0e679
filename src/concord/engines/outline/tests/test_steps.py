"""Counts are cut into steps at round numbers."""

from hypothesis import given
from hypothesis import strategies as st

from concord.engines.outline.steps import step_of, steps

counts = st.lists(st.integers(0, 10**7), max_size=120)


@given(counts)
def test_steps_rise_and_every_value_has_one(values: list[int]) -> None:
    bounds = steps(values)
    assert list(bounds) == sorted(set(bounds))
    assert len(bounds) <= 5
    assert all((step_of(value, bounds) == 0) == (value == 0) for value in values)
    assert all(value <= bounds[step_of(value, bounds) - 1] for value in values if value)


@given(counts, st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_is_never_paler(values: list[int], one: int, other: int) -> None:
    bounds = steps([*values, one, other])
    assert (step_of(one, bounds) <= step_of(other, bounds)) or one > other


def test_one_capital_does_not_make_all_else_pale() -> None:
    values = [1, 2, 3, 5, 7, 7, 7, 20, 50, 90, 9_435]
    bounds = steps(values)
    assert bounds == (3, 8, 50, 9_435)
    assert [step_of(value, bounds) for value in (0, 1, 5, 15, 9_435)] == [0, 1, 2, 3, 4]


def test_nothing_has_no_steps_and_rates_have_round_ones() -> None:
    assert steps([]) == steps([0, 0]) == ()
    assert steps([0.12, 0.35, 0.7, 1.4, 2.2]) == (0.15, 0.4, 0.8, 1.5, 2.2)
