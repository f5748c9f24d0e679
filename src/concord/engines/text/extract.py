"""Facts in a report, each with where it stands: people, organisations, amounts, dates, places, phones, numbers.

Rules of our own, because what is found here is shown as a proposal and must be explainable.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stdnum import luhn
from stdnum.cn import ric

from concord.engines.text.dates import DAY, day_in
from concord.engines.text.names import Span, organisation_spans, person_spans, place_spans
from concord.engines.text.numbers import AMOUNT, amount_in

MOST_CHARACTERS = 20_000
MOBILE = re.compile(r"(?<![\d.])(?:\+?86[-\s]?)?(1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})(?!\d)")
LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[-\s]?\d{7,8}|\(0\d{2,3}\)\s?\d{7,8}|400[-\s]?\d{3,4}[-\s]?\d{3,4})(?!\d)")
LOCAL_NUMBER = re.compile(r"(?:电话|座机|固话|热线|手机)\s*[:：是为]?\s*([2-8]\d{2,3}[-\s]?\d{4})(?!\d)")
IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{16}[\dXx])(?![0-9A-Za-z])")
CARD = re.compile(r"(?<!\d)(\d{4}[\s-]?\d{4}[\s-]?\d{4}[\s-]?\d{4}(?:[\s-]?\d{1,3})?)(?!\d)")
ACCOUNT = re.compile(
    r"(?:微信号?|[wW][xX]|[vV][xX]|加[vV]|QQ群?号?|qq号?|钉钉|抖音号)\s*[:：是]?\s*([A-Za-z0-9][A-Za-z0-9_-]{4,19})(?![A-Za-z0-9_-])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of the text: its words and where they begin and end."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount(Found):
    """A sum in yuan."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Day(Found):
    """A day; `value` is None where the year is not known."""

    value: date | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found, each kind in the order of the text."""

    people: tuple[Found, ...]
    organisations: tuple[Found, ...]
    amounts: tuple[Amount, ...]
    dates: tuple[Day, ...]
    places: tuple[Found, ...]
    phones: tuple[Found, ...]
    identity_numbers: tuple[Found, ...]
    bank_cards: tuple[Found, ...]
    accounts: tuple[Found, ...]


def same_length_form(words: str) -> str:
    """Full-width letters and digits in half width, character by character, so that offsets stay."""
    if words.isascii():
        return words
    forms = (unicodedata.normalize("NFKC", character) for character in words)
    return "".join(form if len(form) == 1 else character for form, character in zip(forms, words, strict=True))


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span(1) for match in pattern.finditer(text)]


def phone_spans(text: str) -> list[Span]:
    """Mobile, landline and service numbers, and local numbers where a word announces them."""
    return sorted({*_spans(MOBILE, text), *_spans(LANDLINE, text), *_spans(LOCAL_NUMBER, text)})


def identity_spans(text: str) -> list[Span]:
    """Identity numbers whose check digit is right."""
    return [(start, end) for start, end in _spans(IDENTITY, text) if ric.is_valid(text[start:end].upper())]


def card_spans(text: str) -> list[Span]:
    """Bank cards whose check digit (Luhn) is right, other than identity numbers."""
    taken = set(identity_spans(text))
    return [
        span
        for span in _spans(CARD, text)
        if span not in taken and luhn.is_valid(re.sub(r"\D", "", text[slice(*span)]))
    ]


def _amounts(words: str, text: str) -> Iterator[Amount]:
    for match in AMOUNT.finditer(text):
        if said := amount_in(match):
            start, end, value = said
            yield Amount(words[start:end], start, end, value)


def _days(words: str, text: str, as_of: date | None) -> Iterator[Day]:
    for match in DAY.finditer(text):
        if said := day_in(match, as_of):
            start, end = match.span()
            value, month, day = said
            yield Day(words[start:end], start, end, value, month, day)


def extract(words: str, *, as_of: date | None = None, places: Iterable[str] = ()) -> Extracted:
    """The facts in a report; offsets count characters of `words` (of which the first 20,000 are read).

    `as_of` is the day of the report: with it 昨天, 上个月5号 and days without a year get a date; without it, none.
    `places` are names of divisions that the caller knows, found besides what rules find.
    """
    read = words[:MOST_CHARACTERS]
    text = same_length_form(read)

    def found(spans: Iterable[Span]) -> tuple[Found, ...]:
        return tuple(Found(read[start:end], start, end) for start, end in spans)

    return Extracted(
        people=found(person_spans(text)),
        organisations=found(organisation_spans(text)),
        amounts=tuple(_amounts(read, text)),
        dates=tuple(_days(read, text, as_of)),
        places=found(place_spans(text, places)),
        phones=found(phone_spans(text)),
        identity_numbers=found(identity_spans(text)),
        bank_cards=found(card_spans(text)),
        accounts=found(_spans(ACCOUNT, text)),
    )
