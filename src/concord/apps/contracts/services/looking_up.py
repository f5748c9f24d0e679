"""Look counterparties up in the register of companies, and screen anew with what it said."""

import time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.contracts.facts.registers import RegisterAnswered, RegisterAsked
from concord.apps.contracts.models import UNSIGNED, Contract, Happening, Lookup, Stage, Version
from concord.apps.contracts.registers import registers
from concord.apps.contracts.services.known import company_of
from concord.apps.contracts.services.screening import take_in
from concord.apps.contracts.services.steps import hold, latest
from concord.apps.contracts.services.watching import watch
from concord.apps.contracts.stored import document_of
from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.people.models import Person
from concord.core.ports import RegisteredCompany
from concord.core.refusals import Refusal

LOOKED_AT = (*UNSIGNED, Stage.SIGNED, Stage.PERFORMING)
LONGEST = 200


@transaction.atomic
def ask_register(pk: int, *, by: Person) -> Lookup:
    """Ask the register of companies about the counterparty; the worker brings the answer.

    Refuses while no register is connected, while the credit code is not known, and while it is being asked.
    """
    contract = hold(pk, "handle_contract", by, LOOKED_AT)
    if registers.companies is None:
        raise Refusal(_("No register of companies is connected to this installation."))
    if not contract.counterpart_code:
        raise Refusal(_("Enter the counterparty's credit code first: Change what is known."))
    if contract.lookups.filter(code=contract.counterpart_code, state=Lookup.State.WAITING).exists():
        raise Refusal(_("The register is being asked; its answer comes in a moment."))
    return ask_about(contract, by=by)


def ask_about(contract: Contract, *, by: Person | None) -> Lookup:
    """A question to the register, recorded; a listener to what is recorded puts it."""
    made = Lookup.objects.create(contract=contract, code=contract.counterpart_code, asked_by=by)
    record(RegisterAsked(matter_id=contract.pk, lookup_id=made.pk, code=made.code), by=by)
    return made


@transaction.atomic
def keep_answer(pk: int, company: RegisteredCompany | None, *, final_trouble: str = "") -> None:
    """Keep what the register said, and screen the text anew until it is signed; told again, nothing changes.

    Where the contract is performed and the counterparty is listed or out of business, its performance says so. The
    contract is held meanwhile, so that nobody approves it just as it becomes known.
    """
    declare_system()
    held = Lookup.objects.select_for_update(of=("self", "contract", "contract__matter"))
    lookup = held.select_related("contract__matter__lead").get(pk=pk)
    if lookup.state != Lookup.State.WAITING:
        return
    lookup.state = Lookup.State.FAILED if final_trouble else Lookup.State.FOUND if company else Lookup.State.UNKNOWN
    lookup.trouble, lookup.answered_at = final_trouble[:LONGEST], timezone.now()
    lookup.told = _told(company) if company else {}
    lookup.save()
    if final_trouble:
        return
    name, status = (company.name, company.status) if company else (lookup.code, str(lookup.get_state_display()))
    listed = "、".join(company.listed) if company else ""
    told = RegisterAnswered(matter_id=lookup.contract_id, lookup_id=pk, name=name, status=status, listed=listed)
    record(told, by=None)
    _follow(lookup.contract)


def _follow(contract: Contract) -> None:
    """What an answer means for the text, or for the performance."""
    version = latest(contract)
    if contract.matter.stage in UNSIGNED and version and version.state == Version.State.SCREENED:
        take_in(version, document_of(version), begun=time.perf_counter(), by=None)
    company = company_of(contract)
    if contract.matter.stage == Stage.PERFORMING and company and (company.listed or not company.in_business):
        today, words = timezone.localdate(), "；".join((company.status, *company.listed))[:LONGEST]
        if not contract.happenings.filter(kind=Happening.Kind.COUNTERPART_CHANGED, words=words).exists():
            Happening.objects.create(contract=contract, kind=Happening.Kind.COUNTERPART_CHANGED, on=today, words=words)
            watch(contract, today=today)


def note_trouble(pk: int, words: str) -> None:
    """Show on the page that the register does not answer yet; it is asked again."""
    with transaction.atomic():
        declare_system()
        Lookup.objects.filter(pk=pk, state=Lookup.State.WAITING).update(trouble=words[:LONGEST])


def _told(company: RegisteredCompany) -> dict[str, object]:
    return {
        "name": company.name,
        "status": company.status,
        "former_names": list(company.former_names),
        "licences": [
            {"name": one.name, "until": one.until.isoformat() if one.until else None} for one in company.licences
        ],
        "listed": list(company.listed),
        "small": company.small,
        "people": list(company.people),
    }
