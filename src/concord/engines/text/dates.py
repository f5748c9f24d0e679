"""Days that a report names. What is said from today (昨天, 上个月5号, 去年国庆) is read only when today is given.

"Three months ago" names no day and is never turned into one; nor is a period ("十五日内").
"""

import re
from datetime import date, timedelta

DIGITS = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")} | {"零": "0"}
FEASTS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "国庆节": (10, 1)}
YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}
DAYS = {"今天": 0, "昨天": -1, "昨晚": -1, "前天": -2, "大前天": -3, "明天": 1}
MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1}

_C = "[〇零一二三四五六七八九十]"
DAY = re.compile(
    rf"""(?<!\d)(?P<year>(?:19|20)\d{{2}})\s*[年./-]\s*(?P<month>\d{{1,2}})\s*[月./-]\s*(?P<day>\d{{1,2}})(?!\d)(?:\s?[日号])?
    | (?P<cyear>[一二][〇零一二三四五六七八九]{{3}})年(?P<cmonth>{_C}{{1,2}})月(?P<cday>{_C}{{1,3}})[日号]
    | (?P<feast_year>(?:19|20)\d{{2}}年|今年|去年|前年|明年)的?(?P<feast>元旦|五一|劳动节|国庆节|国庆)
    | (?:(?P<said_year>今年|去年|前年|明年)的?)?(?<![\d.])(?P<smonth>\d{{1,2}})月(?P<sday>\d{{1,2}})[日号]
    | (?P<said_month>上个月|上月|本月|这个月|下个月)(?P<mday>\d{{1,2}})[日号]
    | (?P<said_day>大前天|前天|昨天|昨晚|今天|明天)(?!下去|天)""",
    re.VERBOSE,
)


def _number(text: str) -> int:
    """A number up to 99 in Arabic or Chinese numerals."""
    if text.isdecimal():
        return int(text)
    if "十" not in text:
        return int("".join(DIGITS[character] for character in text))
    tens, _, ones = text.partition("十")
    return int(DIGITS[tens[-1]] if tens else "1") * 10 + int(DIGITS[ones[0]] if ones else "0")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _this_or_last_year(month: int, day: int, as_of: date) -> date | None:
    """The last such day that is not after `as_of`: reports tell what has been."""
    this = _day(as_of.year, month, day)
    return this if this and this <= as_of else _day(as_of.year - 1, month, day)


def _of_month(words: str, day: int, as_of: date) -> date | None:
    months = as_of.year * 12 + as_of.month - 1 + MONTHS[words]
    return _day(months // 12, months % 12 + 1, day)


def _month_and_day(found: dict[str, str]) -> tuple[int, int] | None:
    """Month and day where the words name them, whatever the year."""
    if "feast" in found:
        return FEASTS[found["feast"]]
    for month, day in (("month", "day"), ("cmonth", "cday"), ("smonth", "sday")):
        if month in found:
            return _number(found[month]), _number(found[day])
    return None


def _year(found: dict[str, str], as_of: date | None) -> int | None:
    if "cyear" in found:
        return int("".join(DIGITS[character] for character in found["cyear"]))
    said = found.get("year") or found.get("feast_year") or found.get("said_year") or ""
    if said[:4].isdecimal() and said:
        return int(said[:4])
    return as_of.year + YEARS[said] if as_of and said in YEARS else None


def _from_today(found: dict[str, str], as_of: date | None) -> date | None:
    if as_of is None:
        return None
    if "said_day" in found:
        return as_of + timedelta(days=DAYS[found["said_day"]])
    return _of_month(found["said_month"], _number(found["mday"]), as_of)


def day_in(match: re.Match[str], as_of: date | None) -> tuple[date | None, int, int] | None:
    """The day (None while its year is unknown), its month and day; None for no day of the calendar, as 2月30日."""
    found = {name: text for name, text in match.groupdict().items() if text}
    named = _month_and_day(found)
    if named is None:
        value = _from_today(found, as_of)
        return (value, value.month, value.day) if value else None
    year = _year(found, as_of)
    if _day(year or 2024, *named) is None:
        return None
    if year is not None:
        return _day(year, *named), *named
    open_year = "said_year" not in found and "feast_year" not in found
    return (_this_or_last_year(*named, as_of) if as_of and open_year else None), *named
