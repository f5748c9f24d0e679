"""Model forms: whole contracts in plain words with fields, kept as data, from which drafts are made.

A field that is not filled stays a blank line, which screening then asks for. What follows from other fields (the
price in capitals, tax, instalments, the length of a term) is reckoned here, so that a draft agrees with itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from concord.engines.review.numerals import upper
from concord.engines.review.statutes import DATA, loaded

BLANK = "________"
CENT = Decimal("0.01")
_FOLDER = DATA / "forms"
_NUMERALS = "零一二三四五六七八九"
_SLOT = re.compile(r"\{(\w+)\}")
_REFERENCE = re.compile(r"\{n:(\w+)\}")


@dataclass(frozen=True, slots=True)
class Field:
    """What is asked for a form: its name, labels, and kind (text, amount, day, number)."""

    name: str
    zh: str
    en: str
    kind: str


@dataclass(frozen=True, slots=True)
class FormClause:
    """A clause of a form."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A model form: its kind of contract, what it sets, and its clauses."""

    id: str
    title: str
    annexes: tuple[str, ...]
    rate: int
    percents: tuple[int, ...]
    clauses: tuple[FormClause, ...]
    head: str
    foot: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a draft; `heading` where it names a clause, `title` where it names the contract."""

    words: str
    heading: bool = False
    title: bool = False


def _rows(name: str) -> dict[str, object]:
    told = loaded(_FOLDER / f"{name}.yaml")
    if not isinstance(told, dict):
        raise TypeError(f"{name}.yaml is not a form")
    return told


def _form(name: str, shared: dict[str, object]) -> Form:
    told = _rows(name)
    clauses = told["clauses"]
    if not isinstance(clauses, list):
        raise TypeError(f"{name}.yaml has no clauses")
    return Form(
        id=name,
        title=str(told["title"]),
        annexes=tuple(map(str, _listed(told["annexes"]))),
        rate=int(str(told["rate"])),
        percents=tuple(int(str(one)) for one in _listed(told["percents"])),
        clauses=tuple(_clause(row, shared) for row in clauses),
        head=_head(str(shared["head"]), str(told.get("preamble", ""))),
        foot=str(shared["foot"]),
    )


def _head(shared: str, preamble: str) -> str:
    """The head that forms share; a form that follows no procurement has words of its own before its clauses."""
    return "\n".join([*shared.split("\n")[:-1], preamble]) if preamble else shared


def _listed(told: object) -> list[object]:
    return told if isinstance(told, list) else []


def _clause(row: dict[str, str], shared: dict[str, object]) -> FormClause:
    told = shared[row["use"]] if "use" in row else row
    if not isinstance(told, dict):
        raise TypeError(f"{row} is not a clause")
    return FormClause(row.get("use") or row["key"], told["title"], told["text"])


@cache
def forms() -> dict[str, Form]:
    """Every model form by its id, which is the kind of contract it is for."""
    shared = _rows("shared")
    names = sorted(path.name.removesuffix(".yaml") for path in _FOLDER.iterdir())
    return {name: _form(name, shared) for name in names if name not in {"shared", "fields"}}


@cache
def _all_fields() -> tuple[Field, ...]:
    told = loaded(_FOLDER / "fields.yaml")
    return tuple(Field(**row) for row in _listed(told) if isinstance(row, dict))


def fields_of(form: Form) -> tuple[Field, ...]:
    """What is asked of people for a form, in order."""
    used = set(_SLOT.findall("\n".join([form.head, form.foot, *(one.text for one in form.clauses)])))
    if {"span", "years"} & used:
        used |= {"start", "end"}
    return tuple(one for one in _all_fields() if one.name in used)


def draft(form: Form, given: Mapping[str, str]) -> tuple[Line, ...]:
    """The form filled with what is given (dates as 2026-03-01, the price as 2970000.00); the rest are blanks."""
    words = _Words({**given, **_reckoned(form, given)})
    numbers = {one.key: numeral(place) for place, one in enumerate(form.clauses, 1)}
    return tuple(_lines(form, numbers, words))


def _lines(form: Form, numbers: Mapping[str, str], words: "_Words") -> Iterator[Line]:
    title, *head = form.head.split("\n")
    yield Line(words.put(title), title=True)
    yield from (Line(words.put(one)) for one in head)
    for one in form.clauses:
        yield Line(f"第{numbers[one.key]}条　{one.title}", heading=True)
        text = _REFERENCE.sub(lambda found: numbers[found[1]], one.text)
        yield from (Line(words.put(line)) for line in text.split("\n"))
    yield from (Line(words.put(one)) for one in form.foot.split("\n"))


class _Words(dict[str, str]):
    """What stands in the fields; a field that nobody filled is a blank."""

    def __missing__(self, name: str) -> str:
        return BLANK

    def put(self, line: str) -> str:
        return _SLOT.sub(lambda found: self[found[1]] or BLANK, line)


def _reckoned(form: Form, given: Mapping[str, str]) -> dict[str, str]:
    told = {"title": form.title, "rate": str(form.rate)}
    told |= {f"annex_{place}": name for place, name in enumerate(form.annexes, 1)}
    told |= {f"s{place}": str(share) for place, share in enumerate(form.percents, 1)}
    if given.get("price"):
        told |= _prices(form, Decimal(given["price"]))
    first, last = (_day(given.get(name, "")) for name in ("start", "end"))
    if first and last:
        told |= {"span": str((last - first).days + 1), "years": _years(first, last)}
    for name in ("start", "end", "signed"):
        if day := _day(given.get(name, "")):
            told[name] = f"{day.year}年{day.month}月{day.day}日"
    return told


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _years(first: date, last: date) -> str:
    years = round(((last - first).days + 1) / 365)
    return _NUMERALS[years] if 0 < years < len(_NUMERALS) else numeral(max(years, 1))


def _prices(form: Form, price: Decimal) -> dict[str, str]:
    """The price in both writings, without tax, its tax, and each instalment; the last one takes what rounding left."""
    net = (price / (1 + Decimal(form.rate) / 100)).quantize(CENT)
    told = {"price": _money(price), "price_upper": upper(price), "net": _money(net), "tax": _money(price - net)}
    left = price
    for place, share in enumerate(form.percents, 1):
        last = place == len(form.percents) and sum(form.percents) == 100
        part = left if last else (price * share / 100).quantize(CENT)
        left -= part
        told[f"p{place}"] = _money(part)
    return told


def _money(value: Decimal) -> str:
    return f"{value:,.2f}"


def numeral(number: int) -> str:
    """A number below 100 as clauses are counted."""
    tens, ones = divmod(number, 10)
    lead = "" if not tens else ("" if tens == 1 else _NUMERALS[tens]) + "十"
    return lead + (_NUMERALS[ones] if ones else "")
