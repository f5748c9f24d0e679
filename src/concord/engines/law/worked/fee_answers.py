"""Answers to worked examples on court fees and relief."""

from collections.abc import Callable
from decimal import Decimal

from concord.engines.law import fees
from concord.engines.law.fees.relief import ReductionTooSmallError
from concord.engines.law.reckoning import Reckoning
from concord.engines.law.worked.given import Given

Answer = Callable[[Given], object]


def yuan_text(amount: Decimal) -> str:
    """Yuan as the files write them, with two decimals."""
    return f"{amount:.2f}"


def _paid(reckoned: Reckoning[Decimal]) -> str:
    return yuan_text(reckoned.result)


def _property(given: Given) -> object:
    return _paid(fees.fee_property(given.need_money("amount"), as_of=given.as_of))


def _divorce(given: Given) -> object:
    total = given.money("property_total", "total") or 0
    return _paid(fees.fee_divorce(given.need_money("base"), total, as_of=given.as_of))


def _personality(given: Given) -> object:
    damages = given.money("damages") or 0
    return _paid(fees.fee_personality(given.need_money("base"), damages, as_of=given.as_of))


def _ip(given: Given) -> object:
    return _paid(fees.fee_ip(given.money("amount"), given.money("base"), as_of=given.as_of))


def _fixed(given: Given) -> object:
    kind, base = given.need_text("kind"), given.money("base")
    return _paid(fees.fee_fixed(kind, base, upheld=given.flag("upheld"), as_of=given.as_of))


def _preservation(given: Given) -> object:
    return _paid(fees.fee_preservation(given.money("amount"), as_of=given.as_of))


def _enforcement(given: Given) -> object:
    return _paid(fees.fee_enforcement(given.money("amount"), given.money("base"), as_of=given.as_of))


def _payment_order(given: Given) -> object:
    return _paid(fees.fee_payment_order(given.need_money("amount"), as_of=given.as_of))


def _bankruptcy(given: Given) -> object:
    return _paid(fees.fee_bankruptcy(given.need_money("total_assets", "amount"), as_of=given.as_of))


def _halve(given: Given) -> object:
    grounds = [name for name in given.values if name != "fee" and given.flag(name)]
    return _paid(fees.fee_halve(given.need_money("fee"), grounds, as_of=given.as_of))


def _appeal(given: Given) -> object:
    amount = given.money("appealed_amount", "retried_amount", "amount")
    kind = given.text("kind") or "property"
    return _paid(fees.fee_appeal(amount, kind, given.money("base"), as_of=given.as_of))


def _mixed(given: Given) -> object:
    claims, others = given.amounts("property_claims"), given.count("non_property_claims")
    return _paid(fees.fee_mixed(claims, others, given.money("base"), as_of=given.as_of))


def _topup(given: Given) -> object:
    full, paid = given.need_money("full_fee"), given.need_money("paid")
    missed = given.flag("topup_missed")
    answer = fees.fee_topup(full, paid, missed=missed, as_of=given.as_of).result
    if answer.treated_as_withdrawn:
        return {"treated_as": "withdrawn", "refund": yuan_text(answer.refund)}
    return yuan_text(answer.payable)


def _relief(given: Given) -> object:
    kind, ground = given.need_text("applicant_type"), given.need_text("ground")
    fee, ratio = given.need_money("fee"), given.money("ratio")
    try:
        relief = fees.fee_relief(kind, ground, fee, ratio, as_of=given.as_of).result
    except ReductionTooSmallError:
        return {"decision": "error", "reason": "reduction below 30%"}
    reason = {"reason": relief.reason} if relief.reason else {}
    return {"decision": relief.decision, "payable": yuan_text(relief.payable), **reason}


FEES: dict[str, Answer] = {
    "fee_property": _property,
    "fee_divorce": _divorce,
    "fee_personality": _personality,
    "fee_ip": _ip,
    "fee_fixed": _fixed,
    "fee_preservation": _preservation,
    "fee_enforcement": _enforcement,
    "fee_payment_order": _payment_order,
    "fee_bankruptcy": _bankruptcy,
    "fee_halve": _halve,
    "fee_appeal": _appeal,
    "fee_mixed": _mixed,
    "fee_topup": _topup,
    "fee_relief": _relief,
}
