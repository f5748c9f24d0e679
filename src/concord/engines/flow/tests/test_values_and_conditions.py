"""Facts are typed strictly, conditions hold or fail by their plain meaning, and probes miss no sort of value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.flow.conditions import SETS, All, AnyOf, Leaf, Op, holds, in_words
from concord.engines.flow.probes import can_hold, probes, stated
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.values import Fact, FactType, fits, plain, typed

SUM = Fact("sum", FactType.NUMBER)
DAY = Fact("day", FactType.DATE)
TEXT = Fact("text", FactType.TEXT)
SURE = Fact("sure", FactType.BOOLEAN, label="确定")
WAY = Fact("way", FactType.CHOICE, ("a", "b", "c"), "方式", ("调解", "b", "诉讼"))


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        (SUM, 5, Decimal(5)), (SUM, "12.50", Decimal("12.50")), (SUM, Decimal("1E+3"), Decimal(1000)),
        (DAY, "2026-03-02", date(2026, 3, 2)), (DAY, date(2026, 3, 2), date(2026, 3, 2)),
        (SURE, True, True), (WAY, "b", "b"), (TEXT, "", ""),
    ],
)  # fmt: skip
def test_a_value_is_typed_and_comes_back_the_same_from_storage(fact, raw, value):
    assert typed(fact, raw) == value
    assert typed(fact, plain(value)) == value
    assert fits(fact, value)


@pytest.mark.parametrize(
    ("fact", "raw"),
    [
        (SUM, True), (SUM, 1.5), (SUM, "1e5"), (SUM, "１２"), (SUM, Decimal("NaN")), (SUM, "0" * 50), (SUM, None),
        (DAY, "2026-02-30"), (DAY, "20260302"), (DAY, 5), (SURE, 1), (SURE, "true"), (WAY, "d"), (WAY, ["a"]),
        (TEXT, "x" * 1001), (TEXT, 5),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(fact, raw):
    with pytest.raises(NotAllowedError, match="cannot be"):
        typed(fact, raw)
    assert not fits(fact, raw)


@pytest.mark.parametrize(
    ("op", "compared", "below", "same", "above"),
    [
        ("eq", [5], 0, 1, 0), ("ne", [5], 1, 0, 1), ("in", [5, 9], 0, 1, 0), ("not_in", [5, 9], 1, 0, 1),
        ("lt", [5], 1, 0, 0), ("le", [5], 1, 1, 0), ("gt", [5], 0, 0, 1), ("ge", [5], 0, 1, 1),
    ],
)  # fmt: skip
def test_each_comparison_means_what_it_says(op, compared, below, same, above):
    leaf = Leaf("sum", Op(op), tuple(Decimal(value) for value in compared))
    assert [holds(leaf, {"sum": Decimal(value)}) for value in (4, 5, 6)] == [below, same, above]
    assert not holds(leaf, {})


def test_all_and_any_join():
    yes, no = Leaf("sure", Op.EQ, (True,)), Leaf("sure", Op.EQ, (False,))
    facts = {"sure": True}
    assert [holds(AnyOf((no, yes)), facts), holds(All((no, yes)), facts), holds(All((yes, yes)), facts)] == [1, 0, 1]


def test_a_condition_is_told_in_words():
    sure, unsure = Leaf("sure", Op.EQ, (True,)), Leaf("sure", Op.NE, (True,))
    cheap = Leaf("sum", Op.LE, (Decimal("5.50"),))
    some = Leaf("way", Op.NOT_IN, ("a", "b"))
    labels = {fact.code: fact for fact in (SURE, WAY, TEXT, Fact("sum", FactType.NUMBER, label="金额"))}
    assert in_words(All((sure, AnyOf((cheap, some)))), labels) == "确定 & (金额 ≤ 5.50 | 方式 ∉ 调解 / b)"
    assert in_words(Leaf("text", Op.EQ, ("",)), labels) == "text = “”"
    assert in_words(AnyOf((All((unsure,)), cheap)), labels) == "¬ 确定 | 金额 ≤ 5.50"


def told_apart(fact, *conditions):
    return probes(fact, conditions)


def test_probes_are_one_value_of_each_sort_that_makes_a_difference():
    low, high = Leaf("sum", Op.LT, (Decimal(5),)), Leaf("sum", Op.GE, (Decimal(9),))
    assert told_apart(SUM, low, high) == (Decimal(4), Decimal(5), Decimal(9))
    exact = Leaf("sum", Op.EQ, (Decimal(5),))
    assert told_apart(SUM, exact, low) == (Decimal(4), Decimal(5), Decimal(6))
    assert told_apart(SURE, Leaf("sure", Op.EQ, (True,))) == (True, False)
    assert told_apart(SURE, Leaf("sure", Op.EQ, (True,)), Leaf("sure", Op.EQ, (False,))) == (True, False, None)
    assert told_apart(WAY, Leaf("way", Op.IN, ("b",))) == ("a", "b")
    assert told_apart(TEXT, Leaf("text", Op.EQ, ("…",)))[1] == "……"
    assert told_apart(SUM) == (Decimal(0),)
    assert told_apart(DAY) == (date(2000, 1, 1),)
    ends = Leaf("day", Op.IN, (date.min, date.max))
    assert told_apart(DAY, ends) == (date.min, date.min + (date.max - date.min) // 2)


COMPARED = st.tuples(st.sampled_from([op for op in Op if op not in SETS]), st.integers(-3, 3))


@given(st.lists(COMPARED, min_size=1, max_size=4), st.integers(-10, 10))
def test_no_answer_is_missed_by_the_probes(compared, halves):
    leaves = [Leaf("sum", op, (Decimal(bound),)) for op, bound in compared]
    answers = {tuple(holds(leaf, stated(["sum"], [probe])) for leaf in leaves) for probe in probes(SUM, leaves)}
    assert tuple(holds(leaf, {"sum": Decimal(halves) / 2}) for leaf in leaves) in answers


def test_a_contradiction_is_found_and_with_too_many_ways_to_try_a_condition_is_taken_to_hold():
    facts = {f"f{number}": Fact(f"f{number}", FactType.BOOLEAN) for number in range(13)}
    either = [AnyOf(tuple(Leaf(name, Op.EQ, (value,)) for value in (True, False))) for name in facts]
    torn = [Leaf("f0", Op.EQ, (True,)), Leaf("f0", Op.EQ, (False,))]
    assert not can_hold(All((*torn, *either)), facts)
    assert not can_hold(All((*either[:5], *torn)), facts)
    assert can_hold(All((*either, *torn)), facts)
