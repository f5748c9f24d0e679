"""Signs for who watches over integrity: each with its evidence, none where the law was kept (P6)."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from concord.engines.review.integrity import Deal, Sign, alike, limits, signs, suspicions
from concord.engines.review.statutes import article

BEGAN = date(2026, 2, 1)


def deal(key: int, amount: int, title: str = "办公电脑采购", counterpart: str = "甲公司", **other: object) -> Deal:
    told: dict[str, object] = {"kind": "goods", "tendered": False, "signed_on": BEGAN + timedelta(days=key)}
    return Deal(key, f"HT-{key}", title, counterpart, amount=Decimal(amount), **told | other)  # type: ignore[arg-type]


def found(*deals: Deal) -> dict[Sign, tuple[int, ...]]:
    return {one.sign: one.deals for one in suspicions(deals)}


def test_parts_that_together_had_to_be_tendered_are_a_sign() -> None:
    parts = [deal(1, 260_000), deal(2, 260_000, "办公电脑采购（二期）", "乙公司")]
    assert found(*parts) == {Sign.SPLIT: (1, 2)}
    told = suspicions(parts)[0]
    assert "520,000.00" in told.reason
    assert "HT-1、HT-2" in told.reason


def test_what_was_tendered_or_differs_or_lies_in_another_year_is_no_part() -> None:
    first = deal(1, 260_000)
    assert found(first, deal(2, 260_000, counterpart="乙公司", tendered=True)) == {}
    assert found(first, deal(2, 260_000, "食堂蔬菜配送", "乙公司")) == {}
    assert found(first, deal(2, 260_000, counterpart="乙公司", kind="services")) == {}
    assert found(first, deal(400, 260_000, counterpart="乙公司")) == {}
    assert found(first, deal(2, 230_000, counterpart="乙公司")) == {}


def test_a_company_that_is_chosen_again_and_again_without_a_tender() -> None:
    often = [deal(n, 1_000, title) for n, title in enumerate(("打印纸", "桌椅", "空调维修"))]
    assert found(*often) == {Sign.REPEATED: (0, 1, 2)}
    assert found(*often[:2]) == {}
    assert found(*often[:2], deal(2, 1_000, "空调维修", tendered=True)) == {}
    assert found(*often[1:], deal(0, 1_000, "打印纸", signed_on=BEGAN - timedelta(days=400))) == {}


def test_the_same_people_in_two_companies_or_among_those_who_handled_it() -> None:
    one = deal(1, 1_000, "打印纸", people=frozenset({"沈立"}))
    other = deal(2, 1_000, "桌椅", "乙公司", people=frozenset({"沈立", "何英"}))
    assert found(one, other) == {Sign.RELATED: (1, 2)}
    assert found(one, deal(2, 1_000, "桌椅", "乙公司", people=frozenset({"何英"}))) == {}
    assert found(deal(1, 1_000, people=frozenset({"沈立"}), officials=frozenset({"沈立"}))) == {Sign.RELATED: (1,)}


def test_a_price_above_the_award() -> None:
    assert found(deal(1, 1_001, award=Decimal(1_000))) == {Sign.ABOVE: (1,)}
    assert found(deal(1, 1_000, award=Decimal(1_000))) == {}


def test_titles_are_compared_by_what_they_name() -> None:
    assert alike("办公电脑采购", "办公电脑采购（第二批）")
    assert not alike("办公电脑采购", "食堂食材采购")
    assert not alike("A", "B")


@given(st.lists(st.tuples(st.integers(1, 600_000), st.integers(0, 500), st.booleans()), max_size=8))
def test_whoever_tenders_everything_and_pays_the_award_is_no_sign(rows: list[tuple[int, int, bool]]) -> None:
    deals = [
        deal(n, amount, tendered=True, signed_on=BEGAN + timedelta(days=day), award=Decimal(amount))
        for n, (amount, day, _same) in enumerate(rows)
    ]
    assert suspicions(deals) == []


@given(st.permutations(range(6)))
def test_the_order_in_which_contracts_are_read_changes_nothing(order: list[int]) -> None:
    deals = [deal(n, 120_000, counterpart=f"{n % 2}公司") for n in range(6)]
    assert sorted(one.key for one in suspicions([deals[at] for at in order])) == sorted(
        one.key for one in suspicions(deals)
    )


def test_every_article_that_is_cited_exists() -> None:
    assert {sign.value for sign in signs()} == {sign.value for sign in Sign}
    assert all(article(name) for sign in signs().values() for name in sign.articles)
    assert limits()["enter"] < limits()["open_tender"]
