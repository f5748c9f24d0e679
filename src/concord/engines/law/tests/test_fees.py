"""Properties of the court fees, and what they refuse."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.law import fees
from concord.engines.law.reckoning import CannotReckonError, NotInForceError

AS_OF = date(2026, 11, 23)
YUAN = st.decimals(0, 10**9, places=2)
GROUNDS = ["mediated", "withdrawn", "simplified", "small_claims", "counterclaim_merged", "third_party_merged"]
# The quick form practitioners use: rate and constant, by the upper end of the band.
QUICK = [
    (100_000, "0.025", -200), (200_000, "0.02", 300), (500_000, "0.015", 1300), (1_000_000, "0.01", 3800),
    (2_000_000, "0.009", 4800), (5_000_000, "0.008", 6800), (10_000_000, "0.007", 11800),
    (20_000_000, "0.006", 21800), (10**15, "0.005", 41800),
]  # fmt: skip
BY_AMOUNT = {
    "property": lambda amount: fees.fee_property(amount, as_of=AS_OF),
    "divorce": lambda amount: fees.fee_divorce(300, amount, as_of=AS_OF),
    "personality": lambda amount: fees.fee_personality(100, amount, as_of=AS_OF),
    "ip": lambda amount: fees.fee_ip(amount, as_of=AS_OF),
    "preservation": lambda amount: fees.fee_preservation(amount, as_of=AS_OF),
    "enforcement": lambda amount: fees.fee_enforcement(amount, as_of=AS_OF),
    "payment_order": lambda amount: fees.fee_payment_order(amount, as_of=AS_OF),
    "bankruptcy": lambda amount: fees.fee_bankruptcy(amount, as_of=AS_OF),
    "appeal": lambda amount: fees.fee_appeal(amount, as_of=AS_OF),
    "mixed": lambda amount: fees.fee_mixed([amount], 2, as_of=AS_OF),
}


@pytest.mark.parametrize("kind", BY_AMOUNT)
@given(YUAN, YUAN)
def test_a_fee_never_falls_as_the_claim_rises(kind, one, other):
    low, high = sorted((one, other))
    assert BY_AMOUNT[kind](low).result <= BY_AMOUNT[kind](high).result


@given(st.decimals(10_000, 10**9, places=2))
def test_the_bands_agree_with_the_quick_form(amount):
    _, rate, constant = next(row for row in QUICK if amount <= row[0])
    quick = (amount * Decimal(rate) + constant).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert fees.fee_property(amount, as_of=AS_OF).result == quick


@pytest.mark.parametrize("kind", BY_AMOUNT)
@given(YUAN)
def test_every_fee_is_in_whole_fen_and_shows_its_working(kind, amount):
    reckoned = BY_AMOUNT[kind](amount)
    assert reckoned.result == reckoned.result.quantize(Decimal("0.01")) >= 0
    assert reckoned.articles
    assert reckoned.steps
    assert reckoned.table.version == "国务院令第481号"


@given(YUAN, st.lists(st.sampled_from(GROUNDS), min_size=1, unique=True))
def test_a_fee_is_halved_once_however_many_grounds_there_are(fee, grounds):
    halved = fees.fee_halve(fee, grounds, as_of=AS_OF)
    assert halved.result == (fee / 2).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert ("只减半一次" in halved.steps[-1]) is (len(grounds) > 1)


@given(YUAN)
def test_without_a_ground_nothing_is_halved(fee):
    assert fees.fee_halve(fee, [], as_of=AS_OF).result == fee


@given(st.lists(YUAN, min_size=1, max_size=5), st.integers(0, 5))
def test_property_claims_are_added_up_and_the_others_ignored(claims, others):
    assert fees.fee_mixed(claims, others, as_of=AS_OF).result == fees.fee_property(sum(claims), as_of=AS_OF).result


@given(YUAN, YUAN)
def test_a_top_up_and_what_was_paid_make_the_full_fee(one, other):
    paid, full = sorted((one, other))
    topped = fees.fee_topup(full, paid, as_of=AS_OF).result
    assert topped.payable + paid == full
    assert not topped.treated_as_withdrawn
    missed = fees.fee_topup(full, paid, missed=True, as_of=AS_OF).result
    assert (missed.payable, missed.treated_as_withdrawn) == (0, True)
    assert missed.refund == (paid / 2).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_the_working_of_a_fee():
    reckoned = fees.fee_payment_order("100000", as_of=AS_OF)
    assert reckoned.articles == ("诉讼费用交纳办法第14条第3项",)
    assert reckoned.steps == (
        "不超过10000元的部分:50元。",
        "超过10000元、不超过100000元的部分90000元×2.5%=2250元。",
        "合计2300元。",
        "按2300元的三分之一交纳。",
        "四舍五入为766.67元。",
    )
    assert "超过上限,按5000元交纳。" in fees.fee_preservation(3_000_000, as_of=AS_OF).steps
    assert fees.fee_enforcement(8000, as_of=AS_OF).steps[-1] == "不预交,执行后交纳,由被执行人负担。"


@pytest.mark.parametrize(
    ("kind", "base", "fee"),
    [
        ("labour_dispute", None, "10.00"),
        ("admin_other", None, "50.00"),
        ("set_aside_award", None, "400.00"),
        ("maritime_injunction", 5000, "5000.00"),
        ("judicial_confirmation", None, "0.00"),
        ("labour_dispute", 99, "10.00"),  # a fixed fee asks for no base
    ],
)
def test_fees_per_case(kind, base, fee):
    assert fees.fee_fixed(kind, base, as_of=AS_OF).result == Decimal(fee)


@pytest.mark.parametrize(
    ("kind", "amount", "base", "fee"),
    [
        ("property", 200_000, None, "4300.00"),
        ("retrial_not_appealed", 100_000, None, "2300.00"),
        ("labour_dispute", None, None, "10.00"),
        ("non_property", None, 80, "80.00"),
        ("ruling_dismissed", None, None, "0.00"),
    ],
)
def test_appeals(kind, amount, base, fee):
    assert fees.fee_appeal(amount, kind, base, as_of=AS_OF).result == Decimal(fee)


@pytest.mark.parametrize(
    ("applicant", "ground", "ratio", "decision", "payable"),
    [
        ("natural_person", "support_payment", None, "exempt", "0.00"),
        ("organisation", "support_payment", None, "refuse_exemption", "2300.00"),
        ("organisation", "welfare_institution", "0.5", "reduce", "1150.00"),
        ("natural_person", "disaster_hardship", None, "reduce", "1610.00"),  # the least the law allows
        ("natural_person", "legal_aid", None, "defer", "2300.00"),
    ],
)
def test_relief(applicant, ground, ratio, decision, payable):
    relief = fees.fee_relief(applicant, ground, 2300, ratio, as_of=AS_OF).result
    assert (relief.decision, relief.payable) == (decision, Decimal(payable))


@pytest.mark.parametrize(
    ("reckon", "why"),
    [
        (lambda: fees.fee_property(-1, as_of=AS_OF), "金额不能为负数"),
        (lambda: fees.fee_property("NaN", as_of=AS_OF), "金额不是数字"),
        (lambda: fees.fee_property("Infinity", as_of=AS_OF), "金额不是数字"),
        (lambda: fees.fee_property("一万", as_of=AS_OF), "金额不是数字"),
        (lambda: fees.fee_property(True, as_of=AS_OF), "金额不是数字"),
        (lambda: fees.fee_property("1e30", as_of=AS_OF), "超出可计算的范围"),
        (lambda: fees.fee_divorce(301, as_of=AS_OF), "301元不在法定的50元至300元之间"),
        (lambda: fees.fee_ip(as_of=AS_OF), "由各省在500元至1000元之间规定"),
        (lambda: fees.fee_appeal(as_of=AS_OF), "须给出金额"),
        (lambda: fees.fee_appeal(1, "zzz", as_of=AS_OF), "不认识的上诉或再审种类:zzz"),
        (lambda: fees.fee_fixed("zzz", as_of=AS_OF), "不认识的收费种类:zzz"),
        (lambda: fees.fee_fixed("realise_security", as_of=AS_OF), "请向受理法院询问"),
        (lambda: fees.fee_halve(1, ["kindness"], as_of=AS_OF), "不认识的减半事由:kindness"),
        (lambda: fees.fee_mixed([], 0, as_of=AS_OF), "没有诉讼请求"),
        (lambda: fees.fee_mixed([], -1, as_of=AS_OF), "不能为负数"),
        (lambda: fees.fee_topup(1, 2, as_of=AS_OF), "已交费用2元多于全额1元"),
        (lambda: fees.fee_relief("natural_person", "disaster_hardship", 1, "0.2", as_of=AS_OF), "不得低于30%"),
        (lambda: fees.fee_relief("natural_person", "disaster_hardship", 1, "1.2", as_of=AS_OF), "不能超过100%"),
        (lambda: fees.fee_relief("natural_person", "zzz", 1, as_of=AS_OF), "不认识的救助事由:zzz"),
    ],
)
def test_what_the_decree_does_not_allow_is_refused(reckon, why):
    with pytest.raises(CannotReckonError, match=why):
        reckon()


def test_an_amount_may_be_written_with_commas():
    assert fees.fee_property(" 1,000,000 ", as_of=AS_OF).result == 13_800


def test_a_day_before_the_decree_has_no_fee():
    with pytest.raises(NotInForceError, match="2007-03-31没有生效的“诉讼费用交纳办法”"):
        fees.fee_property(1, as_of=date(2007, 3, 31))
    assert fees.fee_property(1, as_of=date(2007, 4, 1)).result == 50
