"""Fees of appeals and retrials: on the amount still in dispute only, and mostly free for retrials."""

from datetime import date
from decimal import Decimal

from concord.engines.law.fees.fixed import fee_fixed
from concord.engines.law.fees.schedules import scheduled
from concord.engines.law.fees.table import fees, named
from concord.engines.law.inputs import Money
from concord.engines.law.reckoning import Reckoning


def fee_appeal(
    appealed_amount: Money | None = None,
    kind: str = "property",
    base: Money | None = None,
    *,
    as_of: date,
) -> Reckoning[Decimal]:
    """The fee of an appeal or retrial of a `kind`, on the amount appealed or retried (arts 8, 9, 17, 19).

    If both sides appeal each pays on its own amount. Refuses an unknown kind, or a missing amount where it counts.
    """
    table = fees(as_of)
    row = named(table.appeals, kind, "上诉或再审种类")
    if row.schedule:
        charged = scheduled(row.schedule, appealed_amount, as_of=as_of)
        step = f"{row.zh},只按不服部分的数额计算。"
    elif row.fixed:
        charged = fee_fixed(row.fixed, base, as_of=as_of)
        step = f"{row.zh},按件交纳。"
    else:
        return Reckoning(table.rounded(Decimal(0)), table.edition, (row.article,), (f"{row.zh},不交纳案件受理费。",))
    return Reckoning(charged.result, table.edition, (row.article, *charged.articles), (step, *charged.steps))
