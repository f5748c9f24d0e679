"""AMT: price lists that add up, to their own total and to that of the contract."""

from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.amounts import yuan
from concord.engines.review.text import At

CENT = Decimal("0.01")


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
