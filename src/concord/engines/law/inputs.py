"""Plain values as people and files write them, read strictly: yuan, days and instants."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from concord.engines.law.reckoning import CannotReckonError

CHINA = timezone(timedelta(hours=8))
Money = Decimal | int | str
# A claim of a million million yuan is a slip of the finger, not a claim.
LARGEST = Decimal(10) ** 15


def yuan(value: Money, what: str = "金额") -> Decimal:
    """`value` as Decimal yuan; refuses what is no number, negative, not finite or absurdly large."""
    try:
        amount = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation as wrong:
        raise CannotReckonError(f"{what}不是数字:{value}。") from wrong
    if isinstance(value, bool) or not amount.is_finite():
        raise CannotReckonError(f"{what}不是数字:{value}。")
    if amount < 0:
        raise CannotReckonError(f"{what}不能为负数:{value}。")
    if amount > LARGEST:
        raise CannotReckonError(f"{what}超出可计算的范围:{value}。")
    return amount


def day(value: date | str, what: str = "日期") -> date:
    """`value` as a day; refuses what is no day of the calendar, such as 30 February."""
    return instant(value, what).date()


def instant(value: date | str, what: str = "时间") -> datetime:
    """`value` as a date and time in China (a bare day is its midnight); refuses what is none."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001  # dates of law are local
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment
    except (TypeError, ValueError, OverflowError) as wrong:
        raise CannotReckonError(f"{what}不是有效的日期:{value}(应写作2026-03-02)。") from wrong
