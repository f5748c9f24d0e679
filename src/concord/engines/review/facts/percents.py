"""Percentages: 30%, 百分之三十, and the same in both writings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from concord.engines.review.numerals import integer
from concord.engines.review.text import At, Text

_NUMERALS = "[零〇一二三四五六七八九十百]"
_PERCENT = re.compile(
    rf"(?<![\d.])(?P<digits>\d+(?:\.\d+)?)\s*%|百分之\s*(?P<words>{_NUMERALS}+(?:点{_NUMERALS}+)?)"
    rf"|百分之\s*(?P<mixed>\d+(?:\.\d+)?)(?!\d*%)"
    rf"|(?<![\d.])(?P<per_mille>\d+(?:\.\d+)?)\s*‰|(?:千分之"
    rf"|(?P<ten>万分之))\s*(?P<small>{_NUMERALS}+(?:点{_NUMERALS}+)?|\d+(?:\.\d+)?)"
)


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in hundredths; `mixed` is true for 百分之68, half words and half digits."""

    value: Decimal
    words: bool
    mixed: bool
    at: At


def _decimal(words: str) -> Decimal | None:
    whole, _, part = words.partition("点")
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Decimal(words)
    number = integer(whole)
    if number is None:
        return None
    places = "".join(str(integer(sign)) for sign in part)
    return Decimal(f"{number}.{places}" if places else number)


def percents(text: Text, within: At | None = None) -> Iterator[Percent]:
    """Every share of a text, or of a place in it; per mille and per ten thousand as hundredths."""
    for found in text.find(_PERCENT, within):
        told = found["digits"] or found["words"] or found["mixed"] or found["per_mille"] or found["small"]
        value = _decimal(told)
        if value is None:
            continue
        if found["per_mille"] or found["small"]:
            value /= 100 if found["ten"] else 10
        yield Percent(value, words=bool(found["words"]), mixed=bool(found["mixed"]), at=At(*found.span()))
