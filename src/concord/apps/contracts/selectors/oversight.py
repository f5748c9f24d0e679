"""Six views of the contracts of a place, on one screen: each figure is how many contracts fulfil a condition, and opens
to them (P6).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, F, Model, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.access import contracts_seen_by, integrity_seen_by
from concord.apps.contracts.models import (
    Alarm,
    Contract,
    Evidence,
    Finding,
    IntegrityAlarm,
    Lookup,
    Nature,
    Procurement,
    Review,
    Sign,
    Stage,
)
from concord.core.matters.access import COUNTY_DIGITS, within
from concord.core.matters.models import Matter
from concord.core.people.access import may, reach_of
from concord.core.people.models import Organisation, Person, Place

VALUABLE = Decimal(500_000)
SILENT, ENDING = timedelta(days=7), timedelta(days=90)
PAGE, KEY = 50, 19
GRAVE = (Finding.Severity.BLOCK, Finding.Severity.HIGH)
LIVE = (
    IntegrityAlarm.State.OPEN,
    IntegrityAlarm.State.WATCHED,
    IntegrityAlarm.State.REFERRED,
    IntegrityAlarm.State.CONFIRMED,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many contracts fulfil a condition; `alarming` where there should be none."""

    name: str
    label: object
    alarming: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One of the six views."""

    name: str
    label: object
    figures: tuple[Figure, ...]


VIEWS: tuple[View, ...] = (
    View(
        "contracts",
        _("Contracts"),
        (
            Figure("under_way", _("under way")),
            Figure("valuable", _("of CNY 500,000 or more")),
            Figure("major", _("major")),
            Figure("late", _("a step is late"), alarming=True),
        ),
    ),
    View(
        "duties",
        _("Officials and their duties"),
        (
            Figure("overridden", _("a grave finding was left as it is")),
            Figure("review_late", _("a review is late"), alarming=True),
            Figure("silent", _("an alarm unexplained for a week"), alarming=True),
            Figure("order_late", _("a correction is overdue"), alarming=True),
        ),
    ),
    View(
        "assets",
        _("Public assets"),
        (
            Figure("let", _("let or sold")),
            Figure("ending", _("let, ending within 90 days")),
            Figure("not_collected", _("rent or asset not recovered"), alarming=True),
        ),
    ),
    View(
        "companies",
        _("Companies"),
        (
            Figure("listed", _("counterparty on a list"), alarming=True),
            Figure("standing", _("counterparty's standing changed"), alarming=True),
            Figure("waits_for_money", _("a small company waits for its money"), alarming=True),
        ),
    ),
    View(
        "results",
        _("Results"),
        (
            Figure("closed", _("performed and closed this year")),
            Figure("corrected", _("corrected after an order")),
            Figure("below_budget", _("signed below the budget")),
        ),
    ),
    View("integrity", _("Integrity"), tuple(Figure(sign.value, sign.label, alarming=True) for sign in Sign)),
)
FIGURES = {figure.name: figure for view in VIEWS for figure in view.figures}


def _with(found: QuerySet[Model], contract: str = "contract") -> Q:
    """The contracts of these rows, gathered once: a join for each contract takes five times as long."""
    return Q(pk__in=found.values(contract))


def _alarm(**which: object) -> Q:
    return _with(Alarm.objects.filter(**which))


def _live_alarm(rule: str) -> Q:
    return _with(Alarm.objects.filter(rule=rule).exclude(state__in=[Alarm.State.ENDED, Alarm.State.GONE]))


def _listed() -> Q:
    """What the register last said of the counterparty's code names a list."""
    answers = Lookup.objects.filter(contract=OuterRef("contract"), code=OuterRef("code"), state="found")
    newest = Subquery(answers.order_by("-pk").values("pk")[:1])
    of_now = Lookup.objects.filter(state="found", code=F("contract__counterpart_code"), told__listed__0__isnull=False)
    return _with(of_now.filter(pk=newest))


def conditions(person: Person, today: date) -> dict[str, Q]:
    """The condition of each figure; those of integrity only for who watches over it."""
    still, signed = Q(matter__is_open=True), Q(signed_on__isnull=False)
    left = Finding.objects.filter(answer=Finding.Answer.REJECTED, severity__in=GRAVE)
    let = Q(procurement=Procurement.NONE)
    told: dict[str, Q] = {
        "under_way": still,
        "valuable": still & Q(amount__gte=VALUABLE),
        "major": still & ~Q(major=[]),
        "late": still & Q(matter__due_on__lt=today),
        "overridden": _with(left, "version__contract"),
        "review_late": _with(Review.objects.filter(opinion="waiting", task__due_on__lt=today)),
        "silent": _alarm(state=Alarm.State.OPEN, raised_on__lte=today - SILENT),
        "order_late": _alarm(state=Alarm.State.ORDERED, due_on__lt=today),
        "let": let & signed & Q(nature__in=[Nature.LEASE, Nature.TRANSFER]),
        "ending": let & Q(nature=Nature.LEASE, matter__stage=Stage.PERFORMING, ends_on__range=(today, today + ENDING)),
        "not_collected": _live_alarm("PER-10"),
        "listed": still & _listed(),
        "standing": still & _live_alarm("PER-11"),
        "waits_for_money": Q(counterpart_small=True) & _live_alarm("PER-02"),
        "closed": Q(closed_on__year=today.year),
        "corrected": _alarm(state=Alarm.State.ENDED, order__gt=""),
        "below_budget": signed & Q(award__budget__gt=F("amount")),
    }
    if may(person, "see_integrity"):
        told |= _signs(person)
    return told


def _signs(person: Person) -> dict[str, Q]:
    """The contracts of each sign, few enough to be named."""
    live = integrity_seen_by(person).filter(state__in=LIVE).values("pk")
    found: dict[str, set[int]] = {sign: set() for sign in Sign.values}
    for sign, contract in Evidence.objects.filter(alarm__in=live).values_list("alarm__sign", "contract"):
        found[sign].add(contract)
    return {sign: Q(pk__in=sorted(contracts)) for sign, contracts in found.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a place below or of a body, by name, and what its contracts come to in yuan."""

    key: str
    name: str
    is_body: bool
    amount: Decimal
    figures: dict[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a place, and of what lies in it: counties of a city, bodies of a county; the key of the next page.

    `inside` are the places above it that the person oversees, the widest first.
    """

    place: Place
    inside: list[Place]
    total: Row
    rows: list[Row]
    next_after: str | None


def overseen_places(person: Person) -> list[Place]:
    """The places whose contracts `person` oversees, the widest first."""
    return list(Place.objects.filter(pk__in=reach_of(person, "oversee_contracts").places).order_by("pk"))


def overseen(person: Person, code: str) -> Place:
    """The place of a code where `person` oversees contracts; without one, the widest that they oversee.

    Raises `Place.DoesNotExist` for any other.
    """
    held = overseen_places(person)
    if not held:
        raise Place.DoesNotExist
    if not code:
        return held[0]
    if not any(code.startswith(one.pk) for one in held):
        raise Place.DoesNotExist
    return Place.objects.get(pk=code)


def contracts_in(person: Person, place: str) -> QuerySet[Contract]:
    """The contracts of a place that `person` may read."""
    matters = within(Matter.objects.filter(kind=Matter.Kind.CONTRACT), place)
    return contracts_seen_by(person).filter(matter__in=matters)


def overview(person: Person, place: Place, today: date, after: str = "") -> Overview:
    """Six views of a place and of what lies in it, in one statement however much that is."""
    asked = conditions(person, today)
    counted: dict[str, Count | Sum] = {name: Count("pk", filter=condition) for name, condition in asked.items()}
    counted["amount"] = Sum("amount", default=Decimal(0))
    unit = "matter__lead" if len(place.pk) >= COUNTY_DIGITS else "matter__county"
    found = contracts_in(person, place.pk).exclude(**{unit: None}).order_by().values(unit).annotate(**counted)
    told = sorted(found, key=lambda one: one[unit])
    total = _row("", place.name, {name: sum(one[name] for one in told) for name in counted}, asked, is_body=False)
    left = [one for one in told if str(one[unit]).rjust(KEY) > after.rjust(KEY)]
    rows = _named(left[:PAGE], unit, asked)
    above = Place.objects.filter(pk__in=[place.pk[:length] for length in (2, 4, 6) if length < len(place.pk)])
    held = overseen_places(person)
    inside = [one for one in above.order_by("pk") if any(one.pk.startswith(seat.pk) for seat in held)]
    return Overview(place, inside, total, rows, rows[-1].key if len(left) > PAGE else None)


def _named(told: list[dict[str, object]], unit: str, asked: Iterable[str]) -> list[Row]:
    keys = [one[unit] for one in told]
    is_body = unit == "matter__lead"
    named = Organisation.objects.in_bulk(keys) if is_body else Place.objects.in_bulk(keys)
    return [_row(str(one[unit]), named[one[unit]].name, one, asked, is_body=is_body) for one in told]


def _row(key: str, name: str, told: dict[str, object], asked: Iterable[str], *, is_body: bool) -> Row:
    figures = {one: int(str(told[one])) for one in asked}
    return Row(key, name, is_body, Decimal(str(told["amount"])), figures)
