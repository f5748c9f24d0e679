"""Facts of a scenario and their values: what may be stated, strictly typed, and how it is stored."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.engines.flow.sentences import NotAllowedError, Sentence, say

Value = bool | Decimal | date | str
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_TEXT = 1_000


class FactType(StrEnum):
    """What kind of value a fact has."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"


EXPECTED = {
    FactType.BOOLEAN: say("true or false"),
    FactType.NUMBER: say("a number such as 12 or 12.50"),
    FactType.DATE: say("a day such as 2026-03-02"),
    FactType.TEXT: say("text of at most {most} characters", most=LONGEST_TEXT),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact: its code, its type, the values of a choice, and what people call it and each of them."""

    code: str
    type: FactType
    values: tuple[str, ...] = ()
    label: str = ""
    names: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The name shown to people."""
        return self.label or self.code

    def told(self, value: Value) -> str:
        """What people call a value; an empty text is told as empty quotes."""
        text = str(plain(value)) or "“”"
        return self.names[self.values.index(text)] if self.names and text in self.values else text


def typed(fact: Fact, raw: object) -> Value:
    """`raw`, as a form, a file or a row holds it, as a value of `fact`; refuses what does not fit, and any float."""
    value = _READERS[fact.type](fact, raw)
    if value is None:
        expected: str | Sentence = EXPECTED.get(fact.type, " · ".join(fact.told(one) for one in fact.values))
        raise NotAllowedError(say("“{fact}” cannot be “{value}”: expected {expected}.",
                                  fact=fact.called, value=str(raw)[:80], expected=expected))  # fmt: skip
    return value


def fits(fact: Fact, value: object) -> bool:
    """Whether `value` is already a value of `fact`."""
    try:
        known = typed(fact, value)
    except NotAllowedError:
        return False
    return type(known) is type(value)


def plain(value: Value) -> bool | str:
    """A value as JSON and files hold it; `typed` reads it back."""
    if isinstance(value, bool):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _boolean(_fact: Fact, raw: object) -> Value | None:
    return raw if isinstance(raw, bool) else None


def _number(_fact: Fact, raw: object) -> Value | None:
    if not isinstance(raw, int | str | Decimal):
        return None
    text = f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
    return Decimal(text) if NUMBER.fullmatch(text) else None


def _choice(fact: Fact, raw: object) -> Value | None:
    return raw if isinstance(raw, str) and raw in fact.values else None


def _day(_fact: Fact, raw: object) -> Value | None:
    if type(raw) is date:
        return raw
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) and DAY.fullmatch(raw) else None
    except ValueError:
        return None


def _text(_fact: Fact, raw: object) -> Value | None:
    return raw if isinstance(raw, str) and len(raw) <= LONGEST_TEXT else None


_READERS = {
    FactType.BOOLEAN: _boolean,
    FactType.NUMBER: _number,
    FactType.CHOICE: _choice,
    FactType.DATE: _day,
    FactType.TEXT: _text,
}
