"""Fees that depend on an amount: bands of the table, a base, a share, a cap (arts 13 and 14)."""

from datetime import date
from decimal import Decimal

from concord.engines.law.fees.table import Band, FeeTable, Schedule, fees, plain
from concord.engines.law.inputs import Money, yuan
from concord.engines.law.reckoning import CannotReckonError, Reckoning

SHARES = {2: "一半", 3: "三分之一"}


def fee_property(amount: Money, *, as_of: date) -> Reckoning[Decimal]:
    """Acceptance fee of a property case with a claim of `amount` yuan."""
    return scheduled("property", amount, as_of=as_of)


def fee_divorce(base: Money, property_total: Money = 0, *, as_of: date) -> Reckoning[Decimal]:
    """Acceptance fee of a divorce: the province's `base`, and a rate on property over the threshold.

    `property_total` is all property involved, not the share claimed.
    """
    return scheduled("divorce", property_total, base, as_of=as_of)


def fee_personality(base: Money, damages: Money = 0, *, as_of: date) -> Reckoning[Decimal]:
    """Acceptance fee of a personality-rights case: the province's `base`, and a rate on damages claimed."""
    return scheduled("personality", damages, base, as_of=as_of)


def fee_ip(amount: Money | None = None, base: Money | None = None, *, as_of: date) -> Reckoning[Decimal]:
    """Acceptance fee of an intellectual-property case: as property, or the province's `base` without an amount."""
    return scheduled("ip", amount, base, as_of=as_of)


def fee_preservation(amount: Money | None = None, *, as_of: date) -> Reckoning[Decimal]:
    """Fee for preserving property worth `amount` yuan, the amount actually preserved."""
    return scheduled("preservation", amount, as_of=as_of)


def fee_enforcement(amount: Money | None = None, base: Money | None = None, *, as_of: date) -> Reckoning[Decimal]:
    """Fee for enforcing `amount` yuan, or the province's `base` without an amount; not prepaid, borne by the debtor."""
    return scheduled("enforcement", amount, base, as_of=as_of)


def fee_payment_order(amount: Money, *, as_of: date) -> Reckoning[Decimal]:
    """Fee for a payment order over `amount` yuan: a third of the property fee."""
    return scheduled("payment_order", amount, as_of=as_of)


def fee_bankruptcy(total_assets: Money, *, as_of: date) -> Reckoning[Decimal]:
    """Fee of a bankruptcy with `total_assets` yuan: half of the property fee, capped."""
    return scheduled("bankruptcy", total_assets, as_of=as_of)


def scheduled(kind: str, amount: Money | None, base: Money | None = None, *, as_of: date) -> Reckoning[Decimal]:
    """The fee of a schedule for `amount` yuan; refuses a missing amount or a base outside the legal range."""
    table = fees(as_of)
    schedule = table.schedules[kind]
    raw, steps = _raw(table, schedule, amount, base)
    result = table.rounded(raw)
    if result != raw:
        steps.append(f"四舍五入为{result}元。")
    if schedule.note:
        steps.append(schedule.note)
    return Reckoning(result, table.edition, (schedule.article, *schedule.also), tuple(steps))


def _raw(table: FeeTable, schedule: Schedule, amount: Money | None, base: Money | None) -> tuple[Decimal, list[str]]:
    if amount is None:
        if schedule.instead is None:
            raise CannotReckonError(f"计算{schedule.zh}须给出金额。")
        fee = schedule.instead.set_at(base, schedule.zh)
        return fee, [f"没有争议金额或者财产数额,{schedule.zh}{plain(fee)}元。"]
    bands = table.schedules[schedule.borrowed].bands if schedule.borrowed else schedule.bands
    fee, steps = across(bands, yuan(amount))
    if schedule.plus:
        fixed = schedule.plus.set_at(base, schedule.zh)
        fee, steps = fee + fixed, [f"{schedule.zh}每件{plain(fixed)}元。", *steps]
    steps.append(f"合计{plain(fee)}元。")
    return _shared(schedule, fee, steps)


def _shared(schedule: Schedule, fee: Decimal, steps: list[str]) -> tuple[Decimal, list[str]]:
    if schedule.divide > 1:
        steps.append(f"按{plain(fee)}元的{SHARES[schedule.divide]}交纳。")
        fee /= schedule.divide
    if schedule.cap is not None and fee > schedule.cap:
        steps.append(f"超过上限,按{plain(schedule.cap)}元交纳。")
        fee = schedule.cap
    return fee, steps


def across(bands: tuple[Band, ...], amount: Decimal) -> tuple[Decimal, list[str]]:
    """The fee on `amount` added up over the bands it reaches, with one step for each band charged."""
    total, steps = Decimal(0), []
    floors = (Decimal(0), *(band.upto for band in bands if band.upto is not None))
    for floor, band in zip(floors, bands, strict=True):
        if floor and amount <= floor:
            continue
        part = (amount if band.upto is None else min(amount, band.upto)) - floor
        fee = band.flat + part * band.rate
        total += fee
        if fee:
            steps.append(_step(band, floor, part, fee))
    return total, steps


def _step(band: Band, floor: Decimal, part: Decimal, fee: Decimal) -> str:
    lower = f"超过{plain(floor)}元" if floor else ""
    upper = f"不超过{plain(band.upto)}元" if band.upto is not None else ""
    span = f"{lower}{'、' if lower and upper else ''}{upper}的部分"
    if band.rate:
        return f"{span}{plain(part)}元×{plain(band.rate * 100)}%={plain(fee)}元。"
    return f"{span}:{plain(fee)}元。"
