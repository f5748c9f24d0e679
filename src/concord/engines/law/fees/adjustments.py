"""What changes a fee: halving (once only), several claims in one suit, and a simplified case made ordinary."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.engines.law.fees.fixed import fee_fixed
from concord.engines.law.fees.schedules import fee_property
from concord.engines.law.fees.table import fees, plain
from concord.engines.law.inputs import Money, yuan
from concord.engines.law.reckoning import CannotReckonError, Reckoning


@dataclass(frozen=True, slots=True)
class TopUp:
    """What is still to pay after the change to ordinary procedure, or if missed, what is paid back."""

    payable: Decimal
    refund: Decimal
    treated_as_withdrawn: bool


def fee_halve(fee: Money, grounds: Sequence[str], *, as_of: date) -> Reckoning[Decimal]:
    """`fee` halved if any ground applies, and once only however many do; refuses an unknown ground."""
    table = fees(as_of)
    known = {ground.kind: ground for ground in table.halving.grounds}
    if strange := [name for name in grounds if name not in known]:
        raise CannotReckonError(f"不认识的减半事由:{strange[0]}(有{'、'.join(known)})。")
    full = yuan(fee, "费用")
    if not grounds:
        return Reckoning(table.rounded(full), table.edition, (table.halving.article,), ("没有减半事由,不减半。",))
    applied = [known[name] for name in dict.fromkeys(grounds)]
    half = table.rounded(full / table.halving.divide)
    steps = [f"{'、'.join(ground.zh for ground in applied)},减半:{plain(full)}元÷{table.halving.divide}={half}元。"]
    if len(applied) > 1:
        steps.append("有数个减半事由的,只减半一次。")
    articles = (*dict.fromkeys(ground.article for ground in applied), table.halving.article)
    return Reckoning(half, table.edition, articles, tuple(steps))


def fee_mixed(
    property_claims: Sequence[Money], non_property_claims: int, base: Money | None = None, *, as_of: date
) -> Reckoning[Decimal]:
    """The fee of several claims in one suit.

    Property claims are added up, and non-property claims beside them are ignored; non-property claims alone count
    as one case at the province's `base`.
    """
    article = (fees(as_of).mixed,)
    if non_property_claims < 0:
        raise CannotReckonError(f"非财产性请求的项数不能为负数:{non_property_claims}。")
    if property_claims:
        total = sum((yuan(claim) for claim in property_claims), Decimal(0))
        charged = fee_property(total, as_of=as_of)
        steps = (f"财产性请求合并计算:{plain(total)}元;非财产性请求不另收费。", *charged.steps)
    elif non_property_claims:
        charged = fee_fixed("other_non_property", base, as_of=as_of)
        steps = (f"{non_property_claims}项非财产性请求按一件收费。", *charged.steps)
    else:
        raise CannotReckonError("没有诉讼请求,无法计算受理费。")
    return Reckoning(charged.result, charged.table, (*article, *charged.articles), steps)


def fee_topup(full_fee: Money, paid: Money, *, missed: bool = False, as_of: date) -> Reckoning[TopUp]:
    """What to top up when a simplified case becomes ordinary, or the half paid back if that was `missed`."""
    table = fees(as_of)
    full, already = yuan(full_fee, "全额费用"), yuan(paid, "已交费用")
    if already > full:
        raise CannotReckonError(f"已交费用{plain(already)}元多于全额{plain(full)}元。")
    nothing = table.rounded(Decimal(0))
    if missed:
        half = table.rounded(already / table.halving.divide)
        step = f"逾期未补交,按撤诉处理,退还已交{plain(already)}元的一半:{half}元。"
        return Reckoning(TopUp(nothing, half, True), table.edition, (table.topup,), (step,))
    rest = table.rounded(full - already)
    step = f"转为普通程序,补交{plain(full)}元-{plain(already)}元={rest}元,接到通知后7日内交。"
    return Reckoning(TopUp(rest, nothing, False), table.edition, (table.topup,), (step,))
