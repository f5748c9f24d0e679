"""The ledger: every contract that a person may read, newest first, narrowed by what stands in the address."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.http import QueryDict

from concord.apps.contracts.access import contracts_seen_by
from concord.apps.contracts.models import Contract, Nature, Stage
from concord.apps.contracts.selectors.oversight import FIGURES, conditions
from concord.core.matters.access import within
from concord.core.matters.models import Matter
from concord.core.matters.search import matching
from concord.core.people.models import Person

PAGE = 30
LIGHTS = ("late", "soon")
MOST, LONGEST_CODE = Decimal("99999999999999"), 15
NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Filter:
    """How the ledger is narrowed: words, step, kind, amount from (yuan), open ones, major ones, late ones, signed in a
    year, of a place, of a body, one of the figures of the six views; `before` is the key of the page.
    """

    q: str = ""
    stage: str = ""
    nature: str = ""
    least: Decimal | None = None
    open: bool = False
    major: bool = False
    light: str = ""
    year: int = 0
    place: str = ""
    body: int = 0
    figure: str = ""
    before: int | None = None

    def told(self) -> dict[str, object]:
        """What narrows it, by name, without the page."""
        return {
            "q": self.q,
            "stage": self.stage,
            "nature": self.nature,
            "least": "" if self.least is None else str(self.least),
            "open": "1" if self.open else "",
            "major": "1" if self.major else "",
            "light": self.light,
            "year": self.year or "",
            "place": self.place,
            "body": self.body or "",
            "figure": self.figure,
        }

    @property
    def query(self) -> str:
        """The filter as an address, without the page."""
        return urlencode({name: value for name, value in self.told().items() if value})


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
    year, place, figure = _number(address.get("year", "")), address.get("place", ""), address.get("figure", "")
    return Filter(
        q=address.get("q", "").replace("\0", "").strip()[:80],
        stage=stage if stage in Stage.values else "",
        nature=nature if nature in Nature.values else "",
        least=_amount(address.get("least", "")),
        open=bool(address.get("open")),
        major=bool(address.get("major")),
        light=light if light in LIGHTS else "",
        year=year if date.min.year <= year <= date.max.year else 0,
        place=place if place.isascii() and place.isdigit() and len(place) <= LONGEST_CODE else "",
        body=_number(address.get("body", "")),
        figure=figure if figure in FIGURES else "",
        before=_number(address.get("before", "")) or None,
    )


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of the ledger, and the key of the next."""

    rows: list[Contract]
    next_before: int | None


def narrowed(person: Person, by: Filter, today: date) -> QuerySet[Contract]:
    """The contracts that a filter lets through, newest first. Refuses (ValueError) words that cannot be searched."""
    found = contracts_seen_by(person).filter(*_plain(by))
    if by.major:
        found = found.exclude(major=[])
    if by.light:
        found = found.filter(_lit(by.light, today))
    if by.place:
        found = found.filter(matter__in=within(Matter.objects.filter(kind=Matter.Kind.CONTRACT), by.place))
    if by.figure:
        found = found.filter(conditions(person, today).get(by.figure, NOTHING))
    if by.q:
        found = found.filter(matter__in=matching(Matter.objects.filter(kind=Matter.Kind.CONTRACT), by.q))
    if by.before is not None:
        found = found.filter(pk__lt=by.before)
    return found.order_by("-pk")


def _plain(by: Filter) -> list[Q]:
    """What is asked of single columns."""
    asked = {
        "matter__stage": by.stage,
        "nature": by.nature,
        "matter__is_open": by.open,
        "signed_on__year": by.year,
        "matter__lead": by.body,
    }
    least = [] if by.least is None else [Q(amount__gte=by.least)]
    return [*least, *(Q(**{name: value}) for name, value in asked.items() if value)]


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
