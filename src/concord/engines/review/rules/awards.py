"""AMT: the price against award, budget, first contract and the amounts from which tenders are due."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.amounts import yuan


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
