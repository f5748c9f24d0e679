"""Record what is paid and what happens under a signed contract, and raise an alarm where it is not as promised."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.contracts.facts.performing import HappeningRecorded, PaymentRecorded
from concord.apps.contracts.models import Contract, Happening, Payment, Stage
from concord.apps.contracts.services.steps import hold, said
from concord.apps.contracts.services.watching import watch
from concord.core.acts.services import record
from concord.core.people.models import Person
from concord.core.refusals import Refusal

PERFORMED = (Stage.PERFORMING, Stage.CLOSED, Stage.TERMINATED)
# What each kind of happening has to say besides its day.
NEEDED: dict[str, str] = {
    Happening.Kind.EXTENDED: "days",
    Happening.Kind.CHANGED: "amount",
    Happening.Kind.SECURITY_GIVEN: "until",
    Happening.Kind.PERSON_ABSENT: "words",
    Happening.Kind.PERSON_CHANGED: "words",
    Happening.Kind.COUNTERPART_CHANGED: "words",
    Happening.Kind.STRANGER_ON_SITE: "words",
}


@dataclass(frozen=True, slots=True)
class Paying:
    """What is said of a payment; an empty `payee` is the other side of the contract."""

    voucher: str
    on: date
    amount: Decimal
    payee: str = ""
    invoice: str = ""


@dataclass(frozen=True, slots=True)
class Happens:
    """What is said of something that happened."""

    kind: str
    on: date
    words: str = ""
    amount: Decimal | None = None
    days: int | None = None
    until: date | None = None
    approved: bool = True


@transaction.atomic
def record_payment(pk: int, paying: Paying, *, by: Person, today: date) -> Payment:
    """Enter a payment by its voucher, and look at the contract anew.

    Refuses a day to come or before the signing, and a voucher that is entered already.
    """
    contract = hold(pk, "handle_contract", by, PERFORMED)
    voucher = said(paying.voucher, _("Write the number of the voucher."), "voucher")
    _refuse_day(contract, paying.on, today)
    made = _payment(contract, paying, Payment.Source.ENTERED, by)
    if made is None:
        raise Refusal(_("Voucher %(number)s is entered already.") % {"number": voucher}, field="voucher")
    watch(contract, today=today)
    return made


@transaction.atomic
def take_payment(contract: Contract, paying: Paying, *, today: date) -> bool:
    """Take in a payment that the treasury tells of; told again, it changes nothing. Returns whether it was new."""
    made = _payment(contract, paying, Payment.Source.TREASURY, None)
    if made is not None:
        watch(contract, today=today)
    return made is not None


def _payment(contract: Contract, paying: Paying, source: Payment.Source, by: Person | None) -> Payment | None:
    """The payment as a row with its act; None where its voucher is known."""
    body = contract.matter.lead.name if contract.matter.lead else ""
    payer, payee = (contract.counterpart, body) if contract.receives else (body, contract.counterpart)
    told = {"on": paying.on, "amount": paying.amount, "payee": paying.payee.strip() or payee}
    told |= {"contract": contract, "invoice": paying.invoice.strip(), "source": source, "entered_by": by}
    made, new = Payment.objects.get_or_create(payer=payer, voucher=paying.voucher.strip(), defaults=told)
    if not new:
        return None
    fact = PaymentRecorded(
        matter_id=contract.pk,
        payment_id=made.pk,
        on=made.on.isoformat(),
        amount=f"{made.amount:.2f}",
        payee=made.payee,
        voucher=made.voucher,
    )
    record(fact, by=by)
    return made


@transaction.atomic
def record_happening(pk: int, what: Happens, *, by: Person, today: date) -> Happening:
    """Enter what happened, and look at the contract anew.

    Refuses a day to come or before the signing, and what does not say what its kind needs.
    """
    contract = hold(pk, "handle_contract", by, PERFORMED)
    _refuse_day(contract, what.on, today)
    needed = NEEDED.get(what.kind, "")
    if needed and not getattr(what, needed):
        raise Refusal(_("This kind of entry needs it."), field=needed)
    made = Happening.objects.create(
        contract=contract,
        kind=what.kind,
        on=what.on,
        words=what.words.strip(),
        amount=what.amount,
        days=what.days,
        until=what.until,
        approved=what.approved,
        entered_by=by,
    )
    told = HappeningRecorded(
        matter_id=pk,
        happening_id=made.pk,
        kind=made.kind,
        kind_name=str(made.get_kind_display()),
        on=made.on.isoformat(),
        words=made.words,
    )
    record(told, by=by)
    watch(contract, today=today)
    return made


def _refuse_day(contract: Contract, on: date, today: date) -> None:
    if on > today:
        raise Refusal(_("This day has not come yet."), field="on")
    if contract.signed_on is not None and on < contract.signed_on:
        raise Refusal(_("This day is before the contract was signed."), field="on")
