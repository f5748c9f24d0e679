"""Plan beside what was paid, and alarms with what a person can do about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from concord.apps.contracts.access import alarms_with
from concord.apps.contracts.models import Alarm, Contract
from concord.apps.contracts.selectors.screen import Law, law_of
from concord.apps.contracts.services.watching import run_of
from concord.core.matters.access import capabilities_on
from concord.core.people.models import Person
from concord.engines.review.performing.due import due_on, released_on
from concord.engines.review.performing.limits import alarms

PAGE = 30
LIVE = (Alarm.State.OPEN, Alarm.State.EXPLAINED, Alarm.State.ORDERED, Alarm.State.ANSWERED)
RANKS = Alarm.Severity.values
# Which deed is at hand on an alarm, by the capability that it takes and where it stands.
ALARM_DEEDS: dict[str, tuple[str, frozenset[str]]] = {
    "explain": ("handle_contract", frozenset({Alarm.State.OPEN, Alarm.State.EXPLAINED})),
    "answer": ("handle_contract", frozenset({Alarm.State.ORDERED})),
    "end": ("order_correction", frozenset({Alarm.State.EXPLAINED, Alarm.State.ANSWERED})),
    "order": ("order_correction", frozenset({Alarm.State.OPEN, Alarm.State.EXPLAINED, Alarm.State.ANSWERED})),
}


@dataclass(frozen=True, slots=True)
class Instalment:
    """An instalment: from when it may be paid, by when it must be, and what was paid of it."""

    words: str
    amount: Decimal
    released_on: date | None
    due_on: date | None
    paid: Decimal

    @property
    def is_paid(self) -> bool:
        """Whether it is paid in full."""
        return self.paid >= self.amount


def instalments(contract: Contract, today: date) -> list[Instalment]:
    """The instalments of a signed contract; what was paid fills them in the order in which they are due."""
    if contract.signed_on is None:
        return []
    run = run_of(contract, today)
    left, shown = run.total_paid, []
    for step in sorted(run.payments, key=lambda one: (due_on(one, run) or date.max, one.order)):
        amount = step.amount or Decimal(0)
        paid = min(left, amount)
        left -= paid
        shown.append(Instalment(step.words, amount, released_on(step, run), due_on(step, run), paid))
    return shown


@dataclass(frozen=True, slots=True)
class AlarmShown:
    """An alarm with its title, its law, and the deeds of this person."""

    alarm: Alarm
    title: str
    laws: tuple[Law, ...]
    deeds: list[str]


def deeds_on(alarm: Alarm, held: Iterable[str]) -> list[str]:
    """What somebody who holds these capabilities can do about an alarm now."""
    return [name for name, (needs, states) in ALARM_DEEDS.items() if needs in held and alarm.state in states]


def alarms_of(contract: Contract, person: Person) -> list[AlarmShown]:
    """The alarms of a contract, those first that wait for somebody."""
    held = capabilities_on(person, contract.pk, ["handle_contract", "order_correction"])
    rows = sorted(contract.alarms.order_by("-pk"), key=lambda one: (one.state not in LIVE, RANKS.index(one.severity)))
    return [_shown(one, deeds_on(one, held)) for one in rows]


def _shown(alarm: Alarm, deeds: list[str]) -> AlarmShown:
    rule = alarms()[alarm.rule]
    return AlarmShown(alarm, rule.title, tuple(law_of(name) for name in rule.articles), deeds)


def alarms_listed(person: Person, *, ended: bool = False, before: int | None = None) -> QuerySet[Alarm]:
    """The alarms that a person may read, newest first: those that are live, or all."""
    found = alarms_with(person, "see_contract")
    if not ended:
        found = found.exclude(state__in=[Alarm.State.ENDED, Alarm.State.GONE])
    if before is not None:
        found = found.filter(pk__lt=before)
    return found.order_by("-pk")


@dataclass(frozen=True, slots=True)
class AlarmPage:
    """One page of alarms, and the key of the next."""

    rows: list[AlarmShown]
    next_before: int | None


def alarm_page(person: Person, *, ended: bool, before: int | None, size: int = PAGE) -> AlarmPage:
    """One page of the alarms that a person may read."""
    rows = list(alarms_listed(person, ended=ended, before=before)[: size + 1])
    return AlarmPage([_shown(one, []) for one in rows[:size]], rows[size - 1].pk if len(rows) > size else None)
