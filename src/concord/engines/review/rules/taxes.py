"""AMT: what is with tax and without, and at what rate."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.amounts import yuan


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
