"""Take in what outside systems say of contracts: payments, awards, assets (P5). The same again changes nothing."""

import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from concord.apps.contracts.access import contracts_fed_by
from concord.apps.contracts.facts.feeding import AssetTold, SourceChanged
from concord.apps.contracts.facts.life import AwardEntered
from concord.apps.contracts.models import UNSIGNED, Asset, Award, Contract, Procurement, Version
from concord.apps.contracts.services.awarding import Awarded
from concord.apps.contracts.services.performing import PERFORMED, Paying, take_payment
from concord.apps.contracts.services.screening import take_in
from concord.apps.contracts.services.steps import latest
from concord.apps.contracts.stored import document_of
from concord.core.acts.services import record
from concord.core.people.models import Person
from concord.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Told:
    """What the register of state assets says, in yuan."""

    number: str
    appraised: Decimal | None
    floor: Decimal | None
    approved: bool
    traded: bool


def paid_contract(number: str, *, by: Person) -> Contract:
    """The contract that is performed and has this filing, request or project number, where a source may report.

    Refuses a number that none has, or several.
    """
    named = Q(filed_number=number) | Q(matter__number=number) | Q(project_number=number)
    return _only(number, named & Q(matter__stage__in=PERFORMED), by)


def procured_contract(number: str, *, by: Person) -> Contract:
    """The contract that is not signed yet and has this project number; refuses a number that none has, or several."""
    return _only(number, Q(project_number=number, matter__stage__in=UNSIGNED), by)


def _only(number: str, which: Q, by: Person) -> Contract:
    found = list(contracts_fed_by(by).filter(which, supplements=None).order_by("pk")[:2]) if number else []
    if not found:
        raise Refusal(
            _("No contract that stands there has the number %(number)s.") % {"number": number}, field="contract"
        )
    if len(found) > 1:
        raise Refusal(_("Several contracts have the number %(number)s.") % {"number": number}, field="contract")
    return found[0]


def _held(contract: Contract, by: Person) -> Contract:
    return contracts_fed_by(by).select_for_update(of=("self",)).get(pk=contract.pk)


@transaction.atomic
def feed_payment(contract: Contract, paying: Paying, *, today: date, by: Person) -> None:
    """A payment that the treasury tells of; refuses a day to come. One that was entered by hand stays as it is."""
    if paying.on > today:
        raise Refusal(_("This day has not come yet."), field="on")
    take_payment(_held(contract, by), paying, today=today)


@transaction.atomic
def feed_award(contract: Contract, awarded: Awarded, *, by: Person) -> None:
    """What was awarded, as the trading centre tells it; what people entered besides stays, and the text is screened."""
    if contract.procurement == Procurement.NONE:
        raise Refusal(_("This contract was not procured; there is no award to hold it against."))
    told = {name: getattr(awarded, name) for name in ("number", "winner", "price", "budget", "awarded_on", "days")}
    known = {name: value for name, value in told.items() if value not in ("", None)}
    award, _made = Award.objects.update_or_create(
        contract=_held(contract, by), defaults=known, create_defaults=known | {"entered_by": by}
    )
    price = "" if award.price is None else f"{award.price:,.2f}"
    record(AwardEntered(matter_id=contract.pk, winner=award.winner, price=price), by=by)
    _screen_anew(contract)


@transaction.atomic
def feed_asset(contract: Contract, told: Told, *, by: Person) -> None:
    """The asset as the register of state assets tells it; the text is screened with it."""
    values = {name: getattr(told, name) for name in ("number", "appraised", "floor", "approved", "traded")}
    Asset.objects.update_or_create(contract=_held(contract, by), defaults=values)
    record(AssetTold(matter_id=contract.pk, number=told.number, approved=told.approved, traded=told.traded), by=by)
    _screen_anew(contract)


def tell_change(contract: int, name: str, words: str, *, by: Person) -> None:
    """Tell in the contract's story that a source says otherwise of what was taken in, and stays, as it was."""
    record(SourceChanged(matter_id=contracts_fed_by(by).get(pk=contract).pk, source_name=name, words=words), by=by)


def _screen_anew(contract: Contract) -> None:
    version = latest(contract)
    if contract.matter.stage in UNSIGNED and version and version.state == Version.State.SCREENED:
        take_in(version, document_of(version), begun=time.perf_counter(), by=None)
