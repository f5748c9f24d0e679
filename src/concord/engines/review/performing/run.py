"""What is known of a contract that is being performed: its plan, what was paid, what happened. Plain values only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.engines.review.facts.nature import Nature


class Event(StrEnum):
    """What can happen to a contract on a day."""

    BEGUN = "begun"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    SETTLED = "settled"
    EXTENDED = "extended"
    CHANGED = "changed"
    WAGES_PAID = "wages_paid"
    PERSON_ABSENT = "person_absent"
    PERSON_CHANGED = "person_changed"
    SECURITY_GIVEN = "security_given"
    SECURITY_RETURNED = "security_returned"
    ASSET_RETURNED = "asset_returned"
    COUNTERPART_CHANGED = "counterpart_changed"
    STRANGER_ON_SITE = "stranger_on_site"
    WOUND_UP = "wound_up"


@dataclass(frozen=True, slots=True)
class Step:
    """A promise of the plan; `amount` in yuan. `on` is its day, or `within` counts `unit` after what its words say."""

    order: int
    kind: str
    words: str
    amount: Decimal | None = None
    on: date | None = None
    within: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that changed hands, in yuan; `invoiced`: an invoice was there."""

    id: int
    on: date
    amount: Decimal
    payee: str = ""
    invoiced: bool = True


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened on a day.

    `amount` in yuan for changes and wages, `days` for extensions, `until` for what runs out; `approved`: both sides,
    or who has to, agreed to it.
    """

    id: int
    kind: Event
    on: date
    words: str = ""
    amount: Decimal = Decimal(0)
    days: int = 0
    until: date | None = None
    approved: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """A contract on one day of its performance.

    `receives`: the public body is paid (a lease, a sale), else it pays. `supplemented` is what living supplements come
    to; `ended_on` when it was closed or terminated. `working_day_after` counts working days from a day on; whoever
    knows the calendar gives it.
    """

    today: date
    nature: Nature
    amount: Decimal | None
    signed_on: date
    working_day_after: Callable[[date, int], date]
    counterpart: str = ""
    small: bool = False
    procured: bool = False
    receives: bool = False
    supplemented: Decimal = Decimal(0)
    begins_on: date | None = None
    ends_on: date | None = None
    ended_on: date | None = None
    terminated: bool = False
    archived: bool = False
    steps: tuple[Step, ...] = ()
    paid: tuple[Paid, ...] = ()
    happened: tuple[Happened, ...] = ()

    @property
    def payments(self) -> list[Step]:
        """The instalments whose sum is known, in the order of the text."""
        return [one for one in self.steps if one.kind == "payment" and one.amount]

    @property
    def total_paid(self) -> Decimal:
        """All that was paid, in yuan."""
        return sum((one.amount for one in self.paid), Decimal(0))

    def of(self, *kinds: Event) -> list[Happened]:
        """What happened of these kinds, the earliest first."""
        return sorted((one for one in self.happened if one.kind in kinds), key=lambda one: (one.on, one.id))

    def first(self, *kinds: Event) -> date | None:
        """The first day on which one of these happened."""
        return next((one.on for one in self.of(*kinds)), None)


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something that is not as promised: the rule, its case, a key that is the same each time, what was found."""

    rule: str
    case: str
    key: str
    told: dict[str, str] = field(default_factory=dict)


def money(yuan: Decimal) -> str:
    """Yuan as people read them."""
    return f"{yuan:,.2f}"


def total(amounts: Iterable[Decimal]) -> Decimal:
    """A sum of yuan."""
    return sum(amounts, Decimal(0))
