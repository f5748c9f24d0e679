"""Relief from fees: waived, reduced or deferred (arts 44 to 47)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.engines.law.fees.table import fees, named, plain
from concord.engines.law.inputs import Money, yuan
from concord.engines.law.reckoning import CannotReckonError, Reckoning


class ReductionTooSmallError(CannotReckonError):
    """A reduction below what the Decree allows."""


@dataclass(frozen=True, slots=True)
class Relief:
    """What is granted (exempt, reduce, defer, or refuse_exemption), what remains to pay, and why if refused."""

    decision: str
    payable: Decimal
    reason: str = ""


def fee_relief(
    applicant_type: str, ground: str, fee: Money, ratio: Money | None = None, *, as_of: date
) -> Reckoning[Relief]:
    """What relief a ground gives an applicant from a `fee`.

    Exemption is for natural persons only (`applicant_type` natural_person). `ratio` is the part reduced, as 0.30;
    without one the least reduction is shown. Refuses a ratio below the least, above 1, and an unknown ground.
    """
    table = fees(as_of)
    row = named(table.relief.grounds, ground, "救助事由")
    full = table.rounded(yuan(fee, "费用"))
    if row.decision == "exempt" and applicant_type not in table.relief.persons:
        refused = Relief("refuse_exemption", full, table.relief.persons_only)
        return Reckoning(refused, table.edition, (table.relief.persons_only_article,), ("免交只适用于自然人。",))
    if row.decision == "reduce":
        share = _share(ratio, table.relief.least)
        payable = table.rounded(full * (1 - share))
        step = f"{row.zh},减交{plain(share * 100)}%,应交{full}元×{plain(100 - share * 100)}%={payable}元。"
        return Reckoning(Relief("reduce", payable), table.edition, (row.article,), (step,))
    payable = table.rounded(Decimal(0)) if row.decision == "exempt" else full
    step = f"{row.zh},免交。" if row.decision == "exempt" else f"{row.zh},缓交{full}元。"
    return Reckoning(Relief(row.decision, payable), table.edition, (row.article,), (step,))


def _share(ratio: Money | None, least: Decimal) -> Decimal:
    share = least if ratio is None else yuan(ratio, "减交比例")
    if share < least:
        raise ReductionTooSmallError(f"减交比例不得低于{plain(least * 100)}%:{ratio}。")
    if share > 1:
        raise CannotReckonError(f"减交比例不能超过100%:{ratio}。")
    return share
