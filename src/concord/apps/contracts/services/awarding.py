"""Enter what was tendered and awarded for a contract."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.contracts.facts.life import AwardEntered
from concord.apps.contracts.models import UNSIGNED, Award, Procurement
from concord.apps.contracts.services.steps import hold
from concord.core.acts.services import record
from concord.core.people.models import Person
from concord.core.refusals import Refusal

MOST_TEAM = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """What was tendered and awarded; whatever is not known stays empty."""

    number: str = ""
    winner: str = ""
    price: Decimal | None = None
    budget: Decimal | None = None
    awarded_on: date | None = None
    days: int | None = None
    payment_days: int | None = None
    quality: str = ""
    team: tuple[str, ...] = ()


@transaction.atomic
def enter_award(pk: int, awarded: Awarded, *, by: Person) -> Award:
    """Enter what was tendered and awarded, or enter it anew; screening and comparison hold the text against it.

    Refuses a contract that is signed, one that was not procured, and an empty entry.
    """
    contract = hold(pk, "handle_contract", by, UNSIGNED)
    if contract.procurement == Procurement.NONE:
        raise Refusal(_("This contract was not procured; there is no award to hold it against."))
    if awarded == Awarded():
        raise Refusal(_("Enter at least one thing that was tendered or awarded."), field="winner")
    if len(awarded.team) > MOST_TEAM:
        raise Refusal(_("A team has thirty people at most."), field="team")
    told = asdict(awarded) | {"team": list(awarded.team), "entered_by": by}
    award, _made = Award.objects.update_or_create(contract=contract, defaults=told)
    price = "" if award.price is None else f"{award.price:,.2f}"
    record(AwardEntered(matter_id=pk, winner=award.winner, price=price), by=by)
    return award
