"""What outside systems send joins a contract: payments of the treasury, awards, state assets (P5, K10)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from concord.apps.contracts.models import Contract
from concord.apps.contracts.services import feeding
from concord.apps.contracts.services.awarding import Awarded
from concord.apps.contracts.services.performing import Paying
from concord.core.exchange.mapped import Record
from concord.core.exchange.receiving import Incoming
from concord.core.people.models import Person
from concord.core.refusals import Refusal

MOST = Decimal("99999999999999")


def _money(told: Record, field: str) -> Decimal | None:
    """An amount in yuan, with or without commas; None where nothing is said."""
    said = told.text(field).replace(",", "").strip()
    if not said:
        return None
    try:
        amount = Decimal(said)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount <= MOST:
        raise Refusal(_("“%(said)s” is no amount in yuan.") % {"said": said[:40]}, field=field)
    return round(amount, 2)


def _day(told: Record, field: str) -> date | None:
    at = told.values.get(field)
    return localdate(at) if isinstance(at, datetime) else None


def _number(told: Record, field: str) -> int | None:
    said = told.text(field)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else None


@dataclass(frozen=True, slots=True)
class Ready:
    """A record that can be taken in: its contract, and the deed that does it."""

    contract: Contract
    do: Callable[[], object]


def _payment(told: Record, by: Person, today: date) -> Ready:
    amount, on = _money(told, "amount"), _day(told, "on")
    if not amount:
        raise Refusal(_("“%(said)s” is no amount in yuan.") % {"said": told.text("amount")[:40]}, field="amount")
    if on is None or on > today:
        raise Refusal(_("This day has not come yet."), field="on")
    contract = feeding.paid_contract(told.text("contract"), by=by)
    paying = Paying(told.text("voucher")[:60], on, amount, told.text("payee")[:160], told.text("invoice")[:60])
    return Ready(contract, lambda: feeding.feed_payment(contract, paying, today=today, by=by))


def _award(told: Record, by: Person, _today: date) -> Ready:
    awarded = Awarded(
        number=told.text("project")[:60],
        winner=told.text("winner")[:160],
        price=_money(told, "price"),
        budget=_money(told, "budget"),
        awarded_on=_day(told, "awarded_on"),
        days=_number(told, "days"),
    )
    contract = feeding.procured_contract(told.text("project"), by=by)
    return Ready(contract, lambda: feeding.feed_award(contract, awarded, by=by))


def _asset(told: Record, by: Person, _today: date) -> Ready:
    approved, traded = (told.text(field) == "1" for field in ("approved", "traded"))
    says = feeding.Told(told.text("asset")[:60], _money(told, "appraised"), _money(told, "floor"), approved, traded)
    contract = feeding.procured_contract(told.text("project"), by=by)
    return Ready(contract, lambda: feeding.feed_asset(contract, says, by=by))


@dataclass(frozen=True, slots=True)
class ContractsFromSources:
    """The room of contracts as a receiver of one kind of record."""

    ready: Callable[[Record, Person, date], Ready]
    fields: frozenset[str]
    needs: frozenset[str]
    personal: frozenset[str] = frozenset()

    def name_of(self, field: str, value: str) -> str:
        """Values are as they are."""
        return value

    def take(self, incoming: Incoming, *, by: Person, today: date) -> int:
        """Join a record to its contract; refuses what cannot be read, and a contract that is not there."""
        ready = self.ready(incoming.record, by, today)
        ready.do()
        joined: int = ready.contract.pk
        return joined

    def take_all(self, incoming: Sequence[Incoming], *, by: Person, today: date) -> list[int | Refusal]:
        """The same for many, one after another: each holds a contract against its plan, or screens its text."""
        return [self._taken(one, by, today) for one in incoming]

    def _taken(self, incoming: Incoming, by: Person, today: date) -> int | Refusal:
        try:
            with transaction.atomic():
                return self.take(incoming, by=by, today=today)
        except Refusal as refusal:
            return refusal

    def refusals(self, incoming: Sequence[Incoming], *, by: Person) -> list[Refusal | None]:
        """Why each would be refused; nothing is written."""
        return [self._refusal(one, by) for one in incoming]

    def _refusal(self, incoming: Incoming, by: Person) -> Refusal | None:
        try:
            self.ready(incoming.record, by, localdate())
        except Refusal as refusal:
            return refusal
        return None

    def change(self, matter_id: int, incoming: Incoming, *, by: Person) -> None:
        """Tell in the contract's story that the source changed the record."""
        told = incoming.record
        words = "，".join(told.text(field) for field in sorted(self.fields) if told.text(field))
        feeding.tell_change(matter_id, incoming.source_name, words[:500], by=by)


PAYMENTS = ContractsFromSources(
    _payment,
    frozenset({"voucher", "contract", "payer", "payee", "amount", "on", "invoice"}),
    frozenset({"voucher", "contract", "amount", "on"}),
)
AWARDS = ContractsFromSources(
    _award,
    frozenset({"project", "winner", "price", "budget", "awarded_on", "days"}),
    frozenset({"project", "winner", "price"}),
)
ASSETS = ContractsFromSources(
    _asset,
    frozenset({"project", "asset", "appraised", "floor", "approved", "traded"}),
    frozenset({"project", "approved", "traded"}),
)
