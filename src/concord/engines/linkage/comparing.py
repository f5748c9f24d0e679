"""What two records may have in common: questions that are asked alike in SQL (DuckDB, Spark) and in Python.

A question about something that one of the two does not state is answered with no. All are symmetric.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from concord.engines.linkage.records import Form

Dialect = Literal["duckdb", "spark"]
_SHARED = {"duckdb": "len(list_intersect({0}_l, {0}_r))", "spark": "size(array_intersect({0}_l, {0}_r))"}
_LENGTH = {"duckdb": "len", "spark": "size"}


class Question(Protocol):
    """Something that holds of two records or does not."""

    def sql(self, dialect: Dialect) -> str:
        """The question over columns that end in `_l` and `_r`; never null."""

    def holds(self, left: Form, right: Form) -> bool:
        """The answer for these two."""


@dataclass(frozen=True, slots=True)
class Unstated:
    """At least one of the two does not state it."""

    column: str

    def sql(self, dialect: Dialect) -> str:
        return f"({self.column}_l is null or {self.column}_r is null)"

    def holds(self, left: Form, right: Form) -> bool:
        return left.value(self.column) is None or right.value(self.column) is None


@dataclass(frozen=True, slots=True)
class Same:
    """Both state the same. With `first`, the first so many characters agree and both have at least as many."""

    column: str
    first: int = 0

    def sql(self, dialect: Dialect) -> str:
        column, first = self.column, self.first
        if not first:
            return f"coalesce({column}_l = {column}_r, false)"
        return (
            f"coalesce(substr({column}_l, 1, {first}) = substr({column}_r, 1, {first})"
            f" and length({column}_l) >= {first} and length({column}_r) >= {first}, false)"
        )

    def holds(self, left: Form, right: Form) -> bool:
        one, other = left.text(self.column), right.text(self.column)
        if one is None or other is None or not self.first:
            return one is not None and one == other
        return one[: self.first] == other[: self.first] and min(len(one), len(other)) >= self.first


@dataclass(frozen=True, slots=True)
class Hidden:
    """Part of what at least one of the two states is hidden."""

    column: str

    def sql(self, dialect: Dialect) -> str:
        return f"coalesce({self.column}_l like '%*%' or {self.column}_r like '%*%', false)"

    def holds(self, left: Form, right: Form) -> bool:
        one, other = left.text(self.column), right.text(self.column)
        return one is not None and other is not None and "*" in one + other


@dataclass(frozen=True, slots=True)
class Near:
    """Both state it in full, with at least `shortest` characters, and at most `edits` of them differ (Levenshtein)."""

    column: str
    edits: int
    shortest: int

    def sql(self, dialect: Dialect) -> str:
        left, right = f"{self.column}_l", f"{self.column}_r"
        return (
            f"coalesce({left} not like '%*%' and {right} not like '%*%'"
            f" and length({left}) >= {self.shortest} and length({right}) >= {self.shortest}"
            f" and {self._close(left, right)}, false)"
        )

    def _close(self, left: str, right: str) -> str:
        return f"levenshtein({left}, {right}) <= {self.edits}" if self.edits else f"{left} = {right}"

    def holds(self, left: Form, right: Form) -> bool:
        one, other = left.text(self.column), right.text(self.column)
        if one is None or other is None or "*" in one + other or min(len(one), len(other)) < self.shortest:
            return False
        if one == other or not self.edits:
            return one == other
        return abs(len(one) - len(other)) <= self.edits and edits_between(one, other) <= self.edits


@dataclass(frozen=True, slots=True)
class Within:
    """What one states, of at least two characters, stands within what the other states."""

    column: str

    def sql(self, dialect: Dialect) -> str:
        left, right = f"{self.column}_l", f"{self.column}_r"
        return (
            f"coalesce(length({left}) >= 2 and length({right}) >= 2"
            f" and (position({left} in {right}) > 0 or position({right} in {left}) > 0), false)"
        )

    def holds(self, left: Form, right: Form) -> bool:
        one, other = left.text(self.column), right.text(self.column)
        return (
            one is not None and other is not None and min(len(one), len(other)) >= 2 and (one in other or other in one)
        )


@dataclass(frozen=True, slots=True)
class Apart:
    """Two numbers are at most `most` apart."""

    column: str
    most: int

    def sql(self, dialect: Dialect) -> str:
        return f"coalesce(abs({self.column}_l - {self.column}_r) <= {self.most}, false)"

    def holds(self, left: Form, right: Form) -> bool:
        one, other = left.number(self.column), right.number(self.column)
        return one is not None and other is not None and abs(one - other) <= self.most


@dataclass(frozen=True, slots=True)
class Share:
    """Two numbers differ by at most this many hundredths of the greater."""

    column: str
    percent: int

    def sql(self, dialect: Dialect) -> str:
        left, right = f"{self.column}_l", f"{self.column}_r"
        return f"coalesce(abs({left} - {right}) * 100 <= {self.percent} * greatest({left}, {right}), false)"

    def holds(self, left: Form, right: Form) -> bool:
        one, other = left.number(self.column), right.number(self.column)
        return one is not None and other is not None and abs(one - other) * 100 <= self.percent * max(one, other)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Of the marks of the shorter text, at least this many hundredths are marks of the other."""

    column: str
    percent: int

    def sql(self, dialect: Dialect) -> str:
        length, column = _LENGTH[dialect], self.column
        shared = _SHARED[dialect].format(column)
        return f"coalesce({shared} * 100 >= {self.percent} * least({length}({column}_l), {length}({column}_r)), false)"

    def holds(self, left: Form, right: Form) -> bool:
        one, other = left.marked(self.column), right.marked(self.column)
        if one is None or other is None:
            return False
        return len(set(one) & set(other)) * 100 >= self.percent * min(len(one), len(other))


@dataclass(frozen=True, slots=True)
class All:
    """All of these hold."""

    of: tuple[Question, ...]

    def sql(self, dialect: Dialect) -> str:
        return "(" + " and ".join(one.sql(dialect) for one in self.of) + ")"

    def holds(self, left: Form, right: Form) -> bool:
        return all(one.holds(left, right) for one in self.of)


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these holds."""

    of: tuple[Question, ...]

    def sql(self, dialect: Dialect) -> str:
        return "(" + " or ".join(one.sql(dialect) for one in self.of) + ")"

    def holds(self, left: Form, right: Form) -> bool:
        return any(one.holds(left, right) for one in self.of)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Whatever the questions before did not hold of."""

    def sql(self, dialect: Dialect) -> str:
        return "ELSE"

    def holds(self, left: Form, right: Form) -> bool:
        return True


def edits_between(one: str, other: str) -> int:
    """How many characters must be put in, taken out or changed to make one of the other (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for at, here in enumerate(one, 1):
        before, row[0] = row[0], at
        for across, there in enumerate(other, 1):
            before, row[across] = row[across], min(row[across] + 1, row[across - 1] + 1, before + (here != there))
    return row[-1]
