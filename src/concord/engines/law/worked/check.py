"""Run a file of worked examples against the engine, and tell where they agree and where they differ."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.engines.law.inputs import day
from concord.engines.law.reckoning import CannotReckonError
from concord.engines.law.worked.answers import Answer, answer_for
from concord.engines.law.worked.given import Given

NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,12})?")


class UnreadableError(ValueError):
    """The file is not of the form of worked examples; the message is a sentence that says where."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A case on which file and engine differ: what went in, what the file expects, what came out."""

    number: int
    given: object
    expected: object
    got: object


@dataclass(frozen=True, slots=True)
class GroupReport:
    """One group: whether the engine knows it, how many cases there are, and those that differ."""

    id: str
    title: str
    known: bool
    cases: int
    differences: tuple[Difference, ...]

    @property
    def agreed(self) -> int:
        """Cases on which file and engine agree; none in an unknown group."""
        return self.cases - len(self.differences) if self.known else 0


def load(text: str) -> Mapping[str, object]:
    """The document in `text`; refuses what is not JSON, or has no list of groups."""
    try:
        document = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError) as wrong:
        raise UnreadableError(f"不是有效的JSON:{wrong}") from wrong
    if not isinstance(document, dict) or not isinstance(document.get("groups"), list):
        raise UnreadableError("文件须是含有groups列表的JSON对象。")
    return document


def check(document: Mapping[str, object], *, today: date) -> list[GroupReport]:
    """A report on every group of the document, under the law of `meta.law_as_of` (or of `today` without it)."""
    meta = document.get("meta")
    stated = meta.get("law_as_of") if isinstance(meta, dict) else None
    try:
        as_of = day(stated) if isinstance(stated, str) else today
    except CannotReckonError as wrong:
        raise UnreadableError(f"meta.law_as_of:{wrong}") from wrong
    groups = document["groups"]
    return [_group(group, as_of) for group in groups] if isinstance(groups, list) else []


def agrees(expected: object, got: object) -> bool:
    """Whether `got` is what the file expects: every key it names, numbers by value, the rest exactly.

    A single day expected of a period means its last day.
    """
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return False
        return all(key in got and agrees(value, got[key]) for key, value in expected.items())
    if isinstance(expected, list):
        same_length = isinstance(got, list) and len(expected) == len(got)
        return same_length and isinstance(got, list) and all(map(agrees, expected, got))
    if isinstance(expected, str) and isinstance(got, dict):
        return "due" in got and expected == got["due"]
    left, right = _number(expected), _number(got)
    if left is not None and right is not None:
        return left == right
    return type(expected) is type(got) and expected == got


def _no_constant(name: str) -> object:
    raise ValueError(f"{name}不是数字")


def _group(group: object, as_of: date) -> GroupReport:
    if not isinstance(group, dict):
        return GroupReport("?", "", False, 1, ())
    name, title = str(group.get("id", "?")), str(group.get("title_zh", ""))
    listed = group.get("cases")
    cases = listed if isinstance(listed, list) else []
    answer = answer_for(name, str(group.get("function", "")))
    if answer is None:
        return GroupReport(name, title, False, len(cases), ())
    if not isinstance(listed, list):
        return GroupReport(name, title, True, 1, (Difference(1, listed, None, "这一组没有cases列表。"),))
    found = (_case(number, case, answer, as_of) for number, case in enumerate(cases, 1))
    return GroupReport(name, title, True, len(cases), tuple(wrong for wrong in found if wrong))


def _case(number: int, case: object, answer: Answer, as_of: date) -> Difference | None:
    if not isinstance(case, dict) or not isinstance(case.get("input"), dict) or "expect" not in case:
        return Difference(number, case, None, "案例须有input对象和expect。")
    given, expected = case["input"], case["expect"]
    try:
        got = answer(Given(given, as_of))
    except CannotReckonError as refused:
        if expected == "error" or (isinstance(expected, dict) and "error" in expected):
            return None
        return Difference(number, given, expected, f"拒绝:{refused}")
    return None if agrees(expected, got) else Difference(number, given, expected, got)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    return Decimal(value) if isinstance(value, str) and NUMBER.fullmatch(value) else None
