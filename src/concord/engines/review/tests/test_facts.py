"""Each fact is found where it stands, and not where it only seems to."""

from datetime import date
from decimal import Decimal

import pytest

from concord.engines.review.facts.amounts import number
from concord.engines.review.facts.codes import fault_of, sealed
from concord.engines.review.facts.instalments import paid
from concord.engines.review.facts.nature import Mode, Nature
from concord.engines.review.facts.parties import Side, public
from concord.engines.review.facts.securities import Secures
from concord.engines.review.numerals import integer, upper, upper_amount
from concord.engines.review.tests.texts import case, table
from concord.engines.review.text import Text


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("二十一", 21),
        ("一百零三", 103),
        ("十", 10),
        ("二〇二六", 2026),
        ("廿一", 21),
        ("壹拾", 10),
        ("叁亿零伍万", 300_050_000),
        ("甲", None),
    ],
)
def test_numerals_say_numbers(words: str, value: int | None) -> None:
    assert integer(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("柒拾肆万伍仟元整", "745000"),
        ("肆万贰任壹佰陆拾玖元捌角壹分", "42169.81"),
        ("壹佰万贰仟零叁元零伍分", "1002003.05"),
        ("叁亿零伍万元整", "300050000"),
    ],
)
def test_amounts_in_upper_case_are_read(words: str, value: str) -> None:
    assert upper_amount(words) == Decimal(value)


def test_writing_an_amount_and_reading_it_gives_it_back() -> None:
    for fen in range(1, 10**11, 987_654_321):
        assert upper_amount(upper(Decimal(fen) / 100)) == Decimal(fen) / 100


@pytest.mark.parametrize(
    ("words", "value", "odd"),
    [("745.000.00", "745000.00", True), ("1,234.5", "1234.5", False), ("12,34", "1234", True)],
)
def test_broken_digits_are_read_as_what_they_can_only_mean(words: str, value: str, odd: bool) -> None:
    read = number(words)
    assert read is not None
    assert (read[0], bool(read[1])) == (Decimal(value), odd)


def test_both_writings_of_an_amount_are_a_pair_and_the_price_is_the_total() -> None:
    read = case("合同总价为人民币（大写）壹佰贰拾万元整（小写：￥1,200,000.00元），预付￥30,000.00元。单价5万元。")
    assert [(pair.upper.value, pair.lower.value) for pair in read.pairs] == [(Decimal(1_200_000), Decimal(1_200_000))]
    assert read.total == Decimal(1_200_000)
    assert read.amounts[-1].value == Decimal(50_000)


def test_a_share_is_read_in_both_writings() -> None:
    read = case("百分之三十（30%），百分之68，万分之五，0.5‰")
    assert [one.value for one in read.percents] == [30, 30, 68, Decimal("0.05"), Decimal("0.05")]
    assert [one.mixed for one in read.percents] == [False, False, True, False, False]


def test_the_figures_of_the_tax_are_told_apart() -> None:
    read = case("合同总价（含税）为￥106.00元，不含税金额为￥100.00元，税率为6%，税额为￥6.00元。").tax
    assert [one and one.value for one in (read.gross, read.net, read.tax)] == [106, 100, 6]
    assert [rate for rate, _at in read.rates] == [6]


def test_parties_have_names_at_the_head_and_where_they_sign() -> None:
    read = case(
        "甲方（采购人）：云溪区教育局（以下简称甲方）\n乙方：\n甲方（盖章）：云溪区教育局\n乙方（盖章）：瑞川公司"
    )
    assert [(one.side, one.name) for one in read.parties] == [(Side.FIRST, "云溪区教育局"), (Side.SECOND, "")]
    assert [one.name for one in read.signing] == ["云溪区教育局", "瑞川公司"]


def test_parties_in_a_table_are_read_across_the_row() -> None:
    read = case("")
    read.text = Text(table([["甲方", "云溪区水利局"], ["乙方", "远成工程有限公司"]]))
    assert [one.name for one in read.parties] == ["云溪区水利局", "远成工程有限公司"]


@pytest.mark.parametrize(
    ("name", "answer"),
    [("云溪区教育局", True), ("石泉中学", True), ("云溪水务集团有限公司", False), ("某法律事务所", False)],
)
def test_public_bodies_are_known_by_name(name: str, answer: bool) -> None:
    assert public(name) is answer


def test_a_credit_code_checks_itself() -> None:
    assert fault_of("91350100M000100Y43") == ""
    assert fault_of("91350100M000100Y44") == "校验位不符"
    assert "17位" in fault_of("91350100M000100Y4")
    assert "I" in fault_of("91350100M000100YI3")
    assert fault_of(sealed("91330106MA27XK8T")) == ""


@pytest.mark.parametrize(
    ("words", "shares", "total"),
    [
        ("签订后10日内支付合同总价的30%；验收后30日内支付合同总价的65%。", [30, 65], 95),
        ("合同签订后付合同价款的20%；完工付至合同价款的80%；剩余20%质保期满支付。", [20, 80, 20], 100),
        ("签订后10日内支付合同总价的40%；验收合格后30日内付清余款。", [40, None], 100),
        ("逾期付款的，支付合同总价5%的违约金。", [], 0),
        ("按已完成工程价款的80%支付进度款。", [], 0),
    ],
)
def test_instalments_are_shares_of_the_price(words: str, shares: list[int | None], total: int) -> None:
    read = case(words).instalments
    assert [one.percent for one in read] == shares
    assert paid(read) == total


def test_dates_terms_and_days_that_no_calendar_has() -> None:
    read = case("服务期限自2026年5月1日起至2027年4月30日止，共一年。二〇二六年三月一日签订。另于2026-02-30交货。")
    assert [one.day for one in read.dates] == [date(2026, 5, 1), date(2027, 4, 30), date(2026, 3, 1), None]
    (term,) = read.terms
    assert term.stated
    assert term.stated.months == 12


def test_a_length_of_time_is_no_date() -> None:
    read = case("2026年5月1日起10个工作日内，质保期为二年，缺陷责任期24个月。")
    found = read.lasting(read.text.paragraph(0).at)
    assert [(one.number, one.unit) for one in found] == [(10, "工作日"), (2, "年"), (24, "月")]
    assert found[0].days == 14


def test_securities_have_their_share_before_or_behind_the_name() -> None:
    read = case("履约保证金为合同金额的10%。\n扣留合同总价的3%作为质量保证金。\n安全保证金5万元。").securities
    assert [(one.kind, one.percent) for one in read] == [
        (Secures.PERFORMANCE, 10),
        (Secures.RETENTION, 3),
        (Secures.OTHER, None),
    ]


def test_references_lead_to_clauses_and_not_to_laws() -> None:
    read = case("第一条 标的\n按第五条办理，适用《民法典》第五百八十六条。见附件2。\n附件1：清单")
    assert [one.number for one in read.clause_references] == [5]
    assert [one.number for one in read.annexes_listed] == [1]
    assert [one.number for one in read.annex_references] == [2, 1]


def test_who_decides_a_dispute() -> None:
    (read,) = case("发生争议协商不成的，提交杭州仲裁委员会仲裁。").settlings
    assert (read.arbitration, read.court, read.institutions) == (True, False, ("杭州仲裁委员会",))
    (other,) = case("发生争议的，向甲方所在地人民法院起诉。").settlings
    assert (other.arbitration, other.court) == (False, True)


def test_blanks_and_boxes() -> None:
    read = case("交货地点：____。\n签订日期：____年__月__日\n□是 ☑否")
    assert [one.signing for one in read.blanks] == [False, True]
    assert [(one.count, one.ticked) for one in read.boxes] == [(2, 1)]


def test_prices_in_a_table_add_up() -> None:
    read = case("")
    read.text = Text(
        table([["品名", "数量", "单价（万元）", "金额"], ["甲", "2", "1.5", "3"], ["合计", "", "", "3.0"]])
    )
    (one,) = read.price_lists
    assert (one.rows[0].price, one.sum, one.total) == (15_000, 30_000, 30_000)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("道路改造工程施工合同", Nature.WORKS),
        ("办公楼物业服务合同", Nature.PROPERTY),
        ("农村土地经营权出租合同", Nature.LAND),
        ("特许经营协议", Nature.ADMINISTRATIVE),
    ],
)
def test_the_kind_of_a_contract_is_told_by_its_title(title: str, kind: Nature) -> None:
    assert case(title).nature is kind


def test_a_form_with_blanks_and_no_names_is_a_template() -> None:
    blanks = "\n".join(["甲方：____", "乙方：____", *["内容：____"] * 7])
    assert case(blanks).mode is Mode.TEMPLATE
    assert case(blanks.replace("甲方：____", "甲方：某局")).mode is Mode.DRAFT
