"""Fees per case, whatever the amount; some are free, one the Decree leaves open."""

from datetime import date
from decimal import Decimal

from concord.engines.law.fees.table import Range, fees, named, plain
from concord.engines.law.inputs import Money
from concord.engines.law.reckoning import CannotReckonError, Reckoning


def fee_fixed(kind: str, base: Money | None = None, *, upheld: bool = False, as_of: date) -> Reckoning[Decimal]:
    """The fee per case of a `kind`; `base` is the province's figure where the Decree gives a range.

    `upheld`: whether the objection succeeded; then an objection to jurisdiction costs nothing. Refuses an unknown
    kind, a base outside the range, and 实现担保物权, whose fee only the court can name.
    """
    table = fees(as_of)
    row = named(table.fixed, kind, "收费种类")
    if row.ask:
        raise CannotReckonError(f"{row.zh}的申请费数额未作规定,请向受理法院询问。")
    if row.only_if_refused and upheld:
        return Reckoning(table.rounded(Decimal(0)), table.edition, (row.article,), (f"{row.zh}成立,不交纳。",))
    fee = table.rounded(Range(row.least, row.most).set_at(base if row.most > row.least else None, row.zh))
    step = f"{row.zh}每件{plain(fee)}元。" if fee else f"{row.zh}不交纳案件受理费。"
    return Reckoning(fee, table.edition, (row.article,), (step,))
