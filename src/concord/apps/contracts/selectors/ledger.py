"""The ledger: every contract that a person may read, newest first, narrowed by what stands in the address."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.http import QueryDict

from concord.apps.contracts.access import contracts_seen_by
from concord.apps.contracts.models import Contract, Nature, Stage
from concord.core.matters.models import Matter
from concord.core.matters.search import matching
from concord.core.people.models import Person

PAGE = 30
LIGHTS = ("late", "soon")
MOST = Decimal("99999999999999")


@dataclass(frozen=True, slots=True)
class Filter:
    """How the ledger is narrowed: words, step, kind, amount from (yuan), open ones, major ones, late ones, signed in a
    year; `before` is the key of the page.
    """

    q: str = ""
    stage: str = ""
    nature: str = ""
    least: Decimal | None = None
    open: bool = False
    major: bool = False
    light: str = ""
    year: int = 0
    before: int | None = None

    @property
    def query(self) -> str:
        """The filter as an address, without the page."""
        told = {
            "q": self.q,
            "stage": self.stage,
            "nature": self.nature,
            "least": "" if self.least is None else str(self.least),
            "open": "1" if self.open else "",
            "major": "1" if self.major else "",
            "light": self.light,
            "year": self.year or "",
        }
        return urlencode({name: value for name, value in told.items() if value})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _amount(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found <= MOST else None


def filter_from(address: QueryDict) -> Filter:
    """The filter that stands in an address; what is not one of its values is left out."""
    stage, nature, light = address.get("stage", ""), address.get("nature", ""), address.get("light", "")
    year = _number(address.get("year", ""))
    return Filter(
        q=address.get("q", "").replace("\0", "").strip()[:80],
        stage=stage if stage in Stage.values else "",
        nature=nature if nature in Nature.values else "",
        least=_amount(address.get("least", "")),
        open=bool(address.get("open")),
        major=bool(address.get("major")),
        light=light if light in LIGHTS else "",
        year=year if date.min.year <= year <= date.max.year else 0,
        before=_number(address.get("before", "")) or None,
    )


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of the ledger, and the key of the next."""

    rows: list[Contract]
    next_before: int | None


def narrowed(person: Person, by: Filter, today: date) -> QuerySet[Contract]:
    """The contracts that a filter lets through, newest first. Refuses (ValueError) words that cannot be searched."""
    found = contracts_seen_by(person)
    if by.stage:
        found = found.filter(matter__stage=by.stage)
    if by.nature:
        found = found.filter(nature=by.nature)
    if by.least is not None:
        found = found.filter(amount__gte=by.least)
    if by.open:
        found = found.filter(matter__is_open=True)
    if by.major:
        found = found.exclude(major=[])
    if by.light:
        found = found.filter(_lit(by.light, today))
    if by.year:
        found = found.filter(signed_on__year=by.year)
    if by.q:
        found = found.filter(matter__in=matching(Matter.objects.filter(kind=Matter.Kind.CONTRACT), by.q))
    if by.before is not None:
        found = found.filter(pk__lt=by.before)
    return found.order_by("-pk")


def _lit(light: str, today: date) -> Q:
    late = Q(matter__due_on__lt=today)
    soon = Q(matter__due_on__gte=today, matter__yellow_on__lte=today)
    return Q(matter__is_open=True) & (late if light == "late" else soon)


def ledger(person: Person, by: Filter, today: date, size: int = PAGE) -> LedgerPage:
    """One page of the ledger."""
    rows = list(narrowed(person, by, today)[: size + 1])
    return LedgerPage(rows[:size], rows[size - 1].pk if len(rows) > size else None)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many contracts a filter lets through, and what they come to in yuan."""

    count: int
    amount: Decimal


def totals(person: Person, by: Filter, today: date) -> Totals:
    """Count and sum of all pages of the ledger."""
    told = narrowed(person, by, today).order_by().aggregate(count=Count("pk"), amount=Sum("amount", default=Decimal(0)))
    return Totals(told["count"], told["amount"])
