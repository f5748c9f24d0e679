"""AMT: figures that must agree with each other, with the award, and with the law."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.facts.percents import Percent
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

CENT = Decimal("0.01")
_TEN_THOUSAND = Decimal(10_000)


def yuan(value: Decimal) -> str:
    """An amount as people read it: 1,234.50."""
    return f"{value:,.2f}"


@rule("AMT-01")
def both_writings(case: Case) -> Iterator[Hit]:
    """The amount in upper case is the amount in digits."""
    for pair in case.pairs:
        one, other = pair.upper.value, pair.lower.value
        if one != other and max(one, other) != min(one, other) * _TEN_THOUSAND:
            said = {"upper": yuan(one), "lower": yuan(other), "gap": yuan(abs(one - other))}
            yield Hit(pair.at, said, numeric=True)


@rule("AMT-11")
def unit(case: Case) -> Iterator[Hit]:
    """元 and 万元 are not confused: the same amount does not stand 10,000 times larger beside itself."""
    for pair in case.pairs:
        one, other = pair.upper.value, pair.lower.value
        if one != other and max(one, other) == min(one, other) * _TEN_THOUSAND:
            yield Hit(pair.at, {"one": yuan(one), "other": yuan(other)}, numeric=True)
    yield from _ten_thousandfold(case)


def _ten_thousandfold(case: Case) -> Iterator[Hit]:
    """Amounts that are the price but for a factor of ten thousand."""
    total = case.total or Decimal(0)
    for amount in case.amounts if total else ():
        if amount.value in {total * _TEN_THOUSAND, total / _TEN_THOUSAND} and not _paired(case, amount.at):
            yield Hit(amount.at, {"one": yuan(total), "other": yuan(amount.value)}, numeric=True)


def _paired(case: Case, at: At) -> bool:
    return any(pair.at.holds(at.start) for pair in case.pairs)


@rule("AMT-02")
def price_list(case: Case) -> Iterator[Hit]:
    """Quantity times unit price is the amount; the amounts are the total; the total is the price of the contract."""
    for one in case.price_lists:
        for row in one.rows:
            if row.quantity is not None and row.price is not None and row.amount is not None:
                due = (row.quantity * row.price).quantize(CENT)
                if abs(due - row.amount) > max(CENT, row.amount / 1_000_000):
                    yield Hit(row.at, {"what": f"数量×单价为{yuan(due)}元，表内为{yuan(row.amount)}元"}, numeric=True)
        yield from _totals(case, one.sum, one.total, one.at)


def _totals(case: Case, added: Decimal | None, stated: Decimal | None, at: At) -> Iterator[Hit]:
    if added is not None and stated is not None and abs(added - stated) > CENT:
        yield Hit(at, {"what": f"各项相加为{yuan(added)}元，合计写为{yuan(stated)}元"}, numeric=True)
    named = stated if stated is not None else added
    if named is not None and case.total is not None and abs(named - case.total) > CENT and case.total not in _net(case):
        yield Hit(at, {"what": f"清单合计{yuan(named)}元，正文总价{yuan(case.total)}元"}, numeric=True)


def _net(case: Case) -> set[Decimal]:
    """The figures without tax, which a list may add up to instead."""
    return {case.tax.net.value} if case.tax.net else set()


@rule("AMT-03")
def writing(case: Case) -> Iterator[Hit]:
    """Amounts are written in the signs that banks know, and in groups of three."""
    for one in case.amounts:
        if one.irregular:
            kind = "大写金额用字不规范或者疑为误识" if one.upper else "小写金额的分隔符有误"
            yield Hit(one.at, {"what": f"{kind}（{one.irregular}）"}, numeric=True)


@rule("AMT-04")
def tax_adds_up(case: Case) -> Iterator[Hit]:
    """With tax = without tax + tax; tax = without tax × rate."""
    told = case.tax
    if told.net is None or told.tax is None:
        return
    net, tax = told.net.value, told.tax.value
    if told.gross and abs(net + tax - told.gross.value) > Decimal("0.05") and told.gross != told.net:
        said = f"不含税{yuan(net)}元与税额{yuan(tax)}元相加为{yuan(net + tax)}元，含税写为{yuan(told.gross.value)}元"
        yield Hit(told.tax.at, {"what": said}, numeric=True)
        return
    rates = {rate for rate, _at in told.rates}
    if len(rates) == 1 and abs(net * rates.copy().pop() / 100 - tax) > max(Decimal(1), net / 100_000):
        rate = rates.pop()
        yield Hit(
            told.tax.at,
            {"what": f"{yuan(net)}元×{rate}%为{yuan(net * rate / 100)}元，税额写为{yuan(tax)}元"},
            numeric=True,
        )


_RATES = {Decimal(rate) for rate in (13, 9, 6, 3, 0)}
_FORMER = {Decimal(rate) for rate in (17, 16, 11, 10)}
_PASSING = {Decimal(5), Decimal(1), Decimal("1.5")}


@rule("AMT-05")
def rate(case: Case) -> Iterator[Hit]:
    """The rate is one that the law has: 13, 9, 6 or 0 per cent, or 3 for the simple method."""
    for value, at in case.tax.rates:
        if value in _FORMER:
            yield Hit(at, {"rate": str(value), "why": "已经废止"})
        elif value in _PASSING:
            yield Hit(at, {"rate": str(value), "why": "只见于过渡性优惠政策，应注明依据并核对其有效期"})
        elif value not in _RATES:
            yield Hit(at, {"rate": str(value), "why": "不在法定税率和征收率之列"})


_USUAL = {
    Nature.WORKS: 9,
    Nature.LEASE: 9,
    Nature.SOFTWARE: 6,
    Nature.SERVICES: 6,
    Nature.DESIGN: 6,
    Nature.PROPERTY: 6,
    Nature.GOODS: 13,
}
_SIMPLE = re.compile(r"小规模|简易(?:计税|征收)|征收率|免税")


@rule("AMT-06")
def rate_for_kind(case: Case) -> Iterator[Hit]:
    """The rate is the one usual for what is supplied; small taxpayers and mixed supplies differ."""
    usual = _USUAL.get(case.nature)
    rates = {value for value, _at in case.tax.rates}
    others = rates & (_RATES - {Decimal(3), Decimal(0)})
    if usual and len(rates) == 1 and others and Decimal(usual) not in rates and not case.says(_SIMPLE):
        value, at = case.tax.rates[0]
        yield Hit(at, {"rate": str(value), "usual": str(usual)})


@rule("AMT-07")
def above_award(case: Case) -> Iterator[Hit]:
    """The price is not above what was awarded or budgeted."""
    tender = case.context.tender
    lines = [("中标（成交）价", tender.award), ("预算", tender.budget)] if tender else []
    for name, line in lines:
        if case.price and line is not None and case.price.value > line:
            said = {"price": yuan(case.price.value), "name": name, "line": yuan(line)}
            yield Hit(case.price.at, said, numeric=True)
            return


@rule("AMT-08")
def percent_writings(case: Case) -> Iterator[Hit]:
    """A share in words is the share in figures beside it."""
    for one, other in zip(case.percents, case.percents[1:], strict=False):
        between = case.words[one.at.end : other.at.start]
        if (
            one.words != other.words
            and re.fullmatch(r"\s*[(\[]?\s*(?:即|为|大写|小写)?:?\s*", between)
            and one.value != other.value
        ):
            yield Hit(
                At(one.at.start, other.at.end),
                {"what": f"文字与数字不一致（{_plain(one)}%与{_plain(other)}%）"},
                numeric=True,
            )
    yield from (Hit(one.at, {"what": "“百分之”后混写数字"}) for one in case.percents if one.mixed)


def _plain(percent: Percent) -> str:
    return f"{percent.value.normalize():f}"


@rule("AMT-09")
def supplements(case: Case) -> Iterator[Hit]:
    """All supplements together stay within a tenth of what was first procured."""
    original = case.context.original
    if original and case.price:
        together = original.supplemented + case.price.value
        if together > original.amount / 10:
            share = together / original.amount * 100
            yield Hit(case.price.at, {"together": yuan(together), "share": f"{share:.1f}"}, numeric=True)


_PROCURED = re.compile(
    r"中标通知书|成交通知书|招标|采购(?:方式|编号|项目编号)|项目编号|竞争性|磋商|询价|单一来源|框架协议|谈判"
)


@rule("AMT-10")
def procured(case: Case) -> Iterator[Hit]:
    """From the amounts of the tendering rules on, a contract names how it was procured."""
    limits = case.context.limits
    lines = {Nature.WORKS: limits.tender_works, Nature.GOODS: limits.tender_goods}
    line = lines.get(case.nature, limits.tender_services)
    if (
        case.whole
        and case.buys
        and case.public_buyer
        and case.price
        and case.price.value >= line
        and not case.says(_PROCURED)
    ):
        yield Hit(case.price.at, {"price": yuan(case.price.value), "line": f"{line:,.0f}"}, numeric=True)
