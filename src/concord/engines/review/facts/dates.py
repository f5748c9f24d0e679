"""Days and stretches of time: dates (those too that no calendar has), from–to, and how long something lasts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from concord.engines.review.numerals import integer
from concord.engines.review.text import At, Text

_NUMERALS = "[零〇○一二三四五六七八九十]"
DATE = re.compile(
    r"(?<!\d)(\d{4})\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]|([-/.])(\d{1,2})\4(\d{1,2})(?![\d.]))"
    rf"|({_NUMERALS}{{4}})年({_NUMERALS}{{1,3}})月({_NUMERALS}{{1,3}})日"
)
_LASTING = re.compile(
    r"(?<![\d.年月第])(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)\s*(?:\(\d+\))?\s*"
    r"(?P<unit>个?工作日|个?日历[天日]|个?自然日|个月|月(?=[内后前])|周年|[日天年](?!月|度|\d))"
)
_YEARS = 1900
_DAYS = {"日": 1, "天": 1, "月": 30, "年": 365}
_TOTAL = re.compile(r"总日历天数|工期|共计?|合计|期限|租期|为期|服务期|总计")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as it stands; `day` is None where the calendar has no such day."""

    day: date | None
    at: At


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long: a number of 日, 工作日, 月 or 年."""

    number: int
    unit: str
    at: At

    @property
    def days(self) -> int:
        """As calendar days, about: five working days are a week, a month has 30 days, a year 365."""
        return -(-self.number * 7 // 5) if self.unit == "工作日" else self.number * _DAYS[self.unit]

    @property
    def months(self) -> int | None:
        """As months, where it is said in months or years."""
        return {"月": self.number, "年": self.number * 12}.get(self.unit)


@dataclass(frozen=True, slots=True)
class Term:
    """From a day to a day, and how long that is said to be."""

    first: Dated
    last: Dated
    stated: Lasting | None
    at: At


def dates(text: Text) -> Iterator[Dated]:
    """Every date in figures or numerals."""
    for found in text.find(DATE):
        numbers = [integer(part) for part in found.groups() if part and part not in "-/."]
        year, month, day = (one or 0 for one in numbers)
        try:
            yield Dated(date(year, month, day), At(*found.span()))
        except ValueError:
            yield Dated(None, At(*found.span()))


def lasting(text: Text, within: At | None = None) -> Iterator[Lasting]:
    """Every length of time."""
    for found in text.find(_LASTING, within):
        number = integer(found["n"].partition(".")[0])
        unit = found["unit"].lstrip("个")
        plain = (
            "工作日"
            if unit == "工作日"
            else {"周年": "年", "日历天": "天", "日历日": "日", "自然日": "日"}.get(unit, unit)
        )
        if number is not None and number < _YEARS:
            yield Lasting(number, plain, At(*found.span()))


def terms(text: Text, found: tuple[Dated, ...]) -> Iterator[Term]:
    """Two dates joined by 至 in one sentence, with the length that the sentence states."""
    for first, last in pairwise(found):
        between = text.words[first.at.end : last.at.start]
        if re.fullmatch(r"\s*(?:零时|开始|\(?含\)?)?\s*起?(?:开始)?[,、]?\s*(?:至|到|—+|-+|~)\s*", between):
            yield Term(first, last, _stated(text, At(first.at.start, last.at.end)), At(first.at.start, last.at.end))


def _stated(text: Text, at: At) -> Lasting | None:
    """The length said of a term: before it or behind it in the same sentence, next to a word that says so."""
    line = text.sentence(at.start).at
    for one in (*lasting(text, At(at.end, line.end)), *lasting(text, At(line.start, at.start))):
        lead = text.words[max(line.start, one.at.start - 12) : one.at.start]
        tail = text.words[one.at.end : one.at.end + 1]
        if _TOTAL.search(lead) and tail not in {"内", "前", "后"} and one.unit != "工作日":
            return one
    return None
