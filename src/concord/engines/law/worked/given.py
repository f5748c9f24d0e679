"""A case's input, read strictly: each value is asked for by name and kind, and a wrong one is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.engines.law.inputs import Money, day
from concord.engines.law.reckoning import CannotReckonError

DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Given:
    """What a case gives, and the day whose law applies."""

    values: Mapping[str, object]
    as_of: date

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def first(self, *names: str) -> str | None:
        """The first of these names that the case gives."""
        return next((name for name in names if name in self), None)

    def money(self, *names: str) -> Money | None:
        """Yuan under the first of these names given; None if none is."""
        name = self.first(*names)
        value = self.values[name] if name else None
        if value is None or (isinstance(value, Decimal | int | str) and not isinstance(value, bool)):
            return value
        raise CannotReckonError(f"{name}不是金额:{value}。")

    def need_money(self, *names: str) -> Money:
        """Yuan under the first of these names given; refuses if none is."""
        value = self.money(*names)
        if value is None:
            raise CannotReckonError(f"缺少{names[0]}。")
        return value

    def text(self, *names: str) -> str | None:
        """Text under the first of these names given; None if none is."""
        name = self.first(*names)
        value = self.values[name] if name else None
        if value is None or isinstance(value, str):
            return value
        raise CannotReckonError(f"{name}须为文字:{value}。")

    def need_text(self, *names: str) -> str:
        """Text under the first of these names given; refuses if none is."""
        value = self.text(*names)
        if value is None:
            raise CannotReckonError(f"缺少{names[0]}。")
        return value

    def flag(self, *names: str, default: bool = False) -> bool:
        """Yes or no under the first of these names given."""
        name = self.first(*names)
        value = self.values[name] if name else default
        if isinstance(value, bool):
            return value
        raise CannotReckonError(f"{name}须为true或false:{value}。")

    def whole(self, name: str, default: int = 0) -> int:
        """A whole number; numerals in quotes count."""
        value = self.values[name] if name in self else default
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise CannotReckonError(f"{name}须为整数:{value}。")

    def amounts(self, name: str) -> list[Money]:
        """A list of yuan; one amount alone counts as a list of one."""
        value = self.values[name] if name in self else []
        listed = value if isinstance(value, list) else [value]
        return [Given({name: entry}, self.as_of).need_money(name) for entry in listed]

    def count(self, name: str) -> int:
        """How many: a whole number, or the length of a list."""
        value = self.values.get(name)
        return len(value) if isinstance(value, list) else self.whole(name)

    def start(self, *names: str) -> str:
        """The text of the day under the first of these names, else of the only other value that is a day."""
        if name := self.first(*names):
            return self.need_text(name)
        days = [value for value in self.values.values() if isinstance(value, str) and DATE.match(value)]
        if not days:
            raise CannotReckonError(f"缺少起算日({names[0]})。")
        return days[0]

    def excluded_days(self) -> int:
        """Days not counted: a number, or a list of days and of spans [first, last], each inclusive."""
        value = self.values.get("excluded_days")
        if not isinstance(value, list):
            return self.whole("excluded_days")
        return sum(_length(entry) for entry in value)


def _length(entry: object) -> int:
    if isinstance(entry, str):
        return len({day(entry)})
    ends = list(entry.values()) if isinstance(entry, dict) else entry
    match ends:
        case [str(first), str(last)] if day(first) <= day(last):
            return (day(last) - day(first)).days + 1
    raise CannotReckonError(f"扣除的期间须写作[起日,止日]:{entry}。")
