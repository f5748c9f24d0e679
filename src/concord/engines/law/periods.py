"""How the law counts periods: 民事诉讼法第85条, 民法典第200条至第203条, 民诉法解释第125条.

The starting hour or day is not counted; months and years end on the corresponding day, or on the last day of
the month where there is none; a last day that is a rest day gives way to the next working day where the rule
says so.
"""

import calendar as months
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from concord.engines.law.calendar import notices, presumed_rest_day, roll_forward, working_day_after
from concord.engines.law.inputs import day, instant
from concord.engines.law.reckoning import CannotReckonError, Edition, Reckoning
from concord.engines.law.tables import in_force, rows

UNITS = {"day": "日", "working_day": "个工作日", "month": "个月", "year": "年", "hour": "小时"}
MOST_WORKING_DAYS = 10_000
LAST_DAY = date(9999, 1, 1)
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Due:
    """A period's end as counted (`raw`), and the last day a person may act on (`due`)."""

    raw: date
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule(Edition):
    """The articles on counting periods, by what they govern."""

    articles: dict[str, str]

    def article(self, *topics: str) -> tuple[str, ...]:
        """The citations for these topics."""
        return tuple(self.articles[topic] for topic in topics)


@cache
def counting(as_of: date) -> CountingRule:
    """The rules on counting in force on `as_of`."""
    return in_force(rows("counting.yaml", CountingRule), as_of, "期间计算规则")


def deadline(
    start: date | str, n: int, unit: str, *, as_of: date, roll: bool = True, excluded_days: int = 0
) -> Reckoning[Due]:
    """When `n` units after `start` end; the start is not counted.

    Units: day, working_day, month, year; a negative `n` counts back and never rolls. `excluded_days`
    (扣除审限) lengthen the period. Where the count meets a year whose calendar is not loaded, the result
    stands on weekends and fixed holidays only, and a warning says so.
    """
    begun, rule = day(start, "起算日"), counting(as_of)
    raw = _end(begun, _whole(n), unit)
    raw = _shift(raw, _whole(excluded_days))
    due = roll_forward(raw, presumed_rest_day) if roll and n >= 0 else raw
    steps = [f"起算日{begun}不计入,期间{abs(n)}{UNITS[unit]}{'(倒算)' if n < 0 else ''}。"]
    if excluded_days:
        steps.append(f"扣除的{excluded_days}日不计入,期间顺延{excluded_days}日。")
    steps.append(f"期间于{_named(raw)}届满。")
    if due != raw:
        steps.append(f"届满日{_named(raw)}为法定休假日,顺延至其后第一个工作日{_named(due)}。")
    articles = rule.article(unit, "roll") if roll else rule.article(unit)
    answer = Reckoning(Due(raw, due), rule.edition, articles, tuple(steps))
    if unit == "working_day":
        return answer.doubting(*_doubts(begun, due))
    return answer.doubting(*_doubts(raw, due)) if roll else answer


def hours_after(start: datetime | str, n: int, *, as_of: date) -> Reckoning[datetime]:
    """When `n` hours end, counted from the hour after `start`; such urgent limits never roll."""
    begun, rule = instant(start, "起算时间"), counting(as_of)
    _shift(begun.date(), _whole(n) // 24 + 2)  # refuses what no calendar reaches
    first = begun.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    end = first + timedelta(hours=n)
    return Reckoning(
        end,
        rule.edition,
        rule.article("hour"),
        (
            f"{begun:%Y-%m-%d %H:%M}所在的小时不计入,从{first:%Y-%m-%d %H:%M}起算。",
            f"{n}小时后为{end:%Y-%m-%d %H:%M},不顺延。",
        ),
    )


def timely(
    due: date | str, *, as_of: date, posted: date | str | None, received: date | str | None = None
) -> Reckoning[bool]:
    """Whether papers are in time: the day of posting decides, or without posting the day of receipt."""
    last, rule = day(due, "届满日"), counting(as_of)
    acted = posted if posted is not None else received
    if acted is None:
        raise CannotReckonError("缺少交邮日或收到日,无法判断是否逾期。")
    done, what = day(acted, "交邮日或收到日"), "交邮" if posted is not None else "送到"
    verdict = done <= last
    step = f"{what}日{done}{'未超过' if verdict else '超过'}届满日{last},在途时间不计。"
    return Reckoning(verdict, rule.edition, rule.article("transit"), (step,))


def _end(begun: date, n: int, unit: str) -> date:
    if unit == "day":
        return _shift(begun, n)
    if unit == "working_day":
        return _working(begun, n)
    if unit == "month":
        return _corresponding(begun, n)
    if unit == "year":
        return _corresponding(begun, n * 12)
    raise CannotReckonError(f"不认识的期间单位:{unit}。")


def _working(begun: date, n: int) -> date:
    if abs(n) > MOST_WORKING_DAYS:
        raise CannotReckonError(f"期间超出可计算的范围:{n}个工作日。")
    return working_day_after(begun, n, presumed_rest_day)


def _corresponding(begun: date, n: int) -> date:
    year, month = divmod(begun.year * 12 + begun.month - 1 + n, 12)
    if not date.min.year <= year < LAST_DAY.year:
        raise CannotReckonError(f"期间超出可计算的范围:{n}个月。")
    return date(year, month + 1, min(begun.day, months.monthrange(year, month + 1)[1]))


def _shift(begun: date, days: int) -> date:
    if not date.min.toordinal() <= begun.toordinal() + days < LAST_DAY.toordinal():
        raise CannotReckonError(f"期间超出可计算的范围:{days}日。")
    return begun + timedelta(days=days)


def _whole(n: int) -> int:
    if isinstance(n, bool) or not isinstance(n, int):
        raise CannotReckonError(f"期间须为整数:{n}。")
    return n


def _named(day_: date) -> str:
    return f"{day_}(星期{WEEKDAYS[day_.weekday()]})"


def _doubts(first: date, last: date) -> tuple[str, ...]:
    """A warning for each year between two days whose calendar is not loaded."""
    unknown = [year for year in range(first.year, last.year + 1) if year not in notices()]
    if not unknown:
        return ()
    years = f"{unknown[0]}年" if len(unknown) == 1 else f"{unknown[0]}年至{unknown[-1]}年"
    return (f"{years}的节假日安排尚未载入,只按周末和固定假日推算,载入后须重新计算。",)
