"""The shape of `data/law/fees.yaml`, and the edition in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Protocol, TypeVar

from concord.engines.law.inputs import Money, yuan
from concord.engines.law.reckoning import CannotReckonError, Edition
from concord.engines.law.tables import in_force, rows


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the amount up to `upto` yuan (None: without end), charged at a rate, flat, or not at all."""

    upto: Decimal | None = None
    rate: Decimal = Decimal(0)
    flat: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Range:
    """The least and most yuan between which a province sets its figure."""

    least: Decimal
    most: Decimal

    def set_at(self, base: Money | None, what: str) -> Decimal:
        """The province's figure `base`, or the only one possible; refuses one outside or missing."""
        if base is None and self.least == self.most:
            return self.least
        bounds = f"{plain(self.least)}元至{plain(self.most)}元"
        if base is None:
            raise CannotReckonError(f"{what}由各省在{bounds}之间规定,请给出当地标准。")
        figure = yuan(base, f"{what}标准")
        if not self.least <= figure <= self.most:
            raise CannotReckonError(f"{what}标准{plain(figure)}元不在法定的{bounds}之间。")
        return figure


@dataclass(frozen=True, slots=True)
class Schedule:
    """A fee that depends on the amount; see the head of fees.yaml for the fields."""

    zh: str
    article: str
    bands: tuple[Band, ...] = ()
    borrowed: str | None = None
    plus: Range | None = None
    instead: Range | None = None
    divide: int = 1
    cap: Decimal | None = None
    also: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fee per case; `ask` where the Decree names none, `only_if_refused` where success makes it free."""

    kind: str
    zh: str
    article: str
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    only_if_refused: bool = False
    ask: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of halving."""

    kind: str
    zh: str
    article: str


@dataclass(frozen=True, slots=True)
class Halving:
    """The grounds on which a fee is halved, and the article that says: once only."""

    divide: int
    article: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Appeal:
    """A kind of appeal or retrial: charged as a schedule or a fixed fee, or free if it names neither."""

    kind: str
    zh: str
    article: str
    schedule: str | None = None
    fixed: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReliefGround:
    """A ground of relief and what it leads to: exempt, reduce or defer."""

    kind: str
    zh: str
    decision: str
    article: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReliefRules:
    """When fees are waived (natural persons only), reduced (by no less than `least`) or deferred."""

    least: Decimal
    persons: tuple[str, ...]
    persons_only: str
    persons_only_article: str
    grounds: tuple[ReliefGround, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTable(Edition):
    """One edition of the Decree."""

    rounding: Decimal
    schedules: dict[str, Schedule]
    fixed: tuple[Fixed, ...]
    halving: Halving
    appeals: tuple[Appeal, ...]
    mixed: str
    topup: str
    relief: ReliefRules

    def rounded(self, amount: Decimal) -> Decimal:
        """`amount` rounded half up to the table's unit, in yuan with two places."""
        whole = (amount / self.rounding).to_integral_value(ROUND_HALF_UP) * self.rounding
        return whole.quantize(Decimal("0.01"))


class Named(Protocol):
    """A row that has a name and other names."""

    @property
    def kind(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...


N = TypeVar("N", bound=Named)


@cache
def _editions() -> tuple[FeeTable, ...]:
    return rows("fees.yaml", FeeTable)


def fees(as_of: date) -> FeeTable:
    """The fee table in force on `as_of`; refuses days before the Decree."""
    return in_force(_editions(), as_of, "诉讼费用交纳办法")


def named(entries: Iterable[N], kind: str, what: str) -> N:
    """The row called `kind`; refuses an unknown one, naming those there are."""
    known = tuple(entries)
    for entry in known:
        if kind == entry.kind or kind in entry.also:
            return entry
    raise CannotReckonError(f"不认识的{what}:{kind}(有{'、'.join(entry.kind for entry in known)})。")


def plain(number: Decimal) -> str:
    """`number` without superfluous zeros: 1050, 0.5, 50.025."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
