"""A record as a source gave it, and the form of it that is compared."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import add
from zlib import crc32

from concord.engines.linkage.plain import HIDDEN, ends, identity, is_organisation, named, phone, plain, surname

MOST_MARKS = 16
MOST_CHARACTERS = 600
CROWD = 200
"""A key that more records share tells nothing about any two of them: a hotline's own number, a large employer."""
PHONE_FIRST, IDENTITY_FIRST = 3, 4
_DIGITS = re.compile("[0-9]+")
NO_WORDS: frozenset[str] = frozenset()

Value = str | int | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says of one matter, or of one person or organisation.

    `name`, `phone` and `identity` are of who came (or of the person or organisation itself), and may be masked by the
    source (张某某, 138****5678, 3301**********1234). `against` is the other side. `place` is a division's code of 6 to
    12 digits, `topic` an item of our own taxonomy (C17-3), however the source's classification was brought over to it.
    Amounts are yuan. Everything but source and outside id may be missing.
    """

    source: str
    outside_id: str
    name: str = ""
    phone: str = ""
    identity: str = ""
    against: str = ""
    place: str = ""
    amount: Decimal | None = None
    day: date | None = None
    topic: str = ""
    words: str = ""

    @property
    def key(self) -> str:
        """What the record is called among all sources."""
        return f"{self.source}|{self.outside_id}"


@dataclass(frozen=True, slots=True)
class Form:
    """A record in the form that is compared: every text plain, numbers whole, what is not stated None."""

    unique_id: str
    name: str | None = None
    surname: str | None = None
    phone: str | None = None
    phone_ends: str | None = None
    identity: str | None = None
    identity_ends: str | None = None
    against: str | None = None
    place: str | None = None
    amount: int | None = None
    """In fen."""
    day: int | None = None
    """Days since 1 January of the year 1."""
    topic: str | None = None
    marks: tuple[int, ...] | None = None
    """A few of the pairs of characters in the words, chosen alike in every text (bottom-k sketch, Broder 1997)."""

    def value(self, column: str) -> Value:
        """What stands in a column."""
        found: Value = getattr(self, column)
        return found

    def text(self, column: str) -> str | None:
        """What stands in a column of text."""
        found = self.value(column)
        return found if isinstance(found, str) else None

    def number(self, column: str) -> int | None:
        """What stands in a column of numbers."""
        found = self.value(column)
        return found if isinstance(found, int) else None

    def marked(self, column: str) -> tuple[int, ...] | None:
        """What stands in a column of marks."""
        found = self.value(column)
        return found if isinstance(found, tuple) else None


def pairs_of(words: str) -> set[str]:
    """The pairs of neighbouring characters of a text in plain form; digits do not count."""
    form = _DIGITS.sub("", plain(words[:MOST_CHARACTERS]))
    return set(map(add, form, form[1:]))


@lru_cache(maxsize=1 << 18)
def _checksum(pair: str) -> int:
    return crc32(pair.encode())


def marks_of(words: str, common: frozenset[str] = NO_WORDS) -> tuple[int, ...] | None:
    """The marks of a text: of its pairs that are not common ones, those with the smallest checksums."""
    return tuple(sorted(map(_checksum, pairs_of(words) - common))[:MOST_MARKS]) or None


def prepare(record: Record, common: frozenset[str] = NO_WORDS) -> Form:
    """The form of a record; `common` are pairs of characters that stand in too many texts to tell one from another."""
    name, number, card = named(record.name), phone(record.phone), identity(record.identity)
    against, place = named(record.against), "".join(filter(str.isdigit, record.place))
    return Form(
        record.key,
        name=name or None,
        surname=(None if is_organisation(record.name) else surname(name)) or None,
        phone=number or None,
        phone_ends=ends(number, PHONE_FIRST) or None,
        identity=card or None,
        identity_ends=ends(card, IDENTITY_FIRST) or None,
        against=against or None,
        place=place or None,
        amount=None if record.amount is None else int(record.amount * 100),
        day=record.day.toordinal() if record.day else None,
        topic=record.topic or None,
        marks=marks_of(record.words, common),
    )


def keys_of(form: Form) -> dict[str, str]:
    """The keys of a form by their names; two records are compared when they share one.

    A number in full; what masks leave of a number, with the surname; the full name in a county; the other side with
    surname, amount or township; in a township also amount and surname, and the first mark of the words.
    """
    county, township = (form.place or "")[:6], (form.place or "")[:9]
    amount, mark = str(form.amount or ""), str(form.marks[0] if form.marks else "")
    parts = {
        "key_phone": (_in_full(form.phone),),
        "key_identity": (_in_full(form.identity),),
        "key_phone_ends": (form.phone_ends, form.surname),
        "key_identity_ends": (form.identity_ends, form.surname),
        "key_name": (_in_full(form.name), county),
        "key_against": (form.against, form.surname, county),
        "key_against_sum": (form.against, amount),
        "key_against_place": (form.against, township),
        "key_sum_place": (amount, form.surname, township),
        "key_words_place": (mark, township),
    }
    return {name: "/".join(filter(None, told)) for name, told in parts.items() if all(told)}


def _in_full(text: str | None) -> str | None:
    return None if text is None or HIDDEN in text else text
