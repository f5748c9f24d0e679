"""File a signed contract under its number, and plan what it promises."""

from datetime import date

from django.db import transaction

from concord.apps.contracts.facts.life import ContractFiled, ContractSupplemented
from concord.apps.contracts.models import Contract, FilingCounter, PlannedStep, Stage
from concord.apps.contracts.services.known import context_of
from concord.apps.contracts.services.reviewing import end_access_of_counsel
from concord.apps.contracts.services.steps import enter, hold
from concord.apps.contracts.stored import document_of, plain_spans
from concord.core.acts.services import record
from concord.core.people.models import Person
from concord.engines.review.case import Case
from concord.engines.review.promised import promised


@transaction.atomic
def file_contract(pk: int, *, by: Person, today: date) -> Contract:
    """Give a signed contract its filing number and plan what it promises; its performance begins.

    A supplement tells the contract that it changes.
    """
    contract = hold(pk, "handle_contract", by, [Stage.SIGNED])
    contract.filed_number, contract.filed_on = _next_number(contract, today), today
    contract.save(update_fields=["filed_number", "filed_on"])
    steps = _plan(contract)
    enter(contract, Stage.PERFORMING, by=by, today=today)
    end_access_of_counsel(contract)
    told = ContractFiled(matter_id=pk, filed_number=contract.filed_number, steps=steps)
    record(told, by=by)
    if contract.supplements_id is not None:
        original = ContractSupplemented(
            matter_id=contract.supplements_id, supplement_id=pk, filed_number=contract.filed_number
        )
        record(original, by=by)
    return contract


def _next_number(contract: Contract, today: date) -> str:
    """The next filing number of the county in this year, as BA330105-2026-0012."""
    county = contract.matter.place_id[:6]
    told = {"county_id": county, "year": today.year}
    FilingCounter.objects.bulk_create([FilingCounter(**told)], ignore_conflicts=True)
    counter = FilingCounter.objects.select_for_update().get(**told)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"BA{county}-{today.year}-{counter.last:04d}"


def _plan(contract: Contract) -> int:
    """The promises of the approved text as rows; returns how many."""
    version = contract.copy.version
    case = Case(document_of(version), context_of(contract))
    rows = [
        PlannedStep(
            contract=contract,
            order=order,
            kind=one.kind.value,
            words=one.words,
            spans=plain_spans(one.spans),
            amount=one.amount,
            percent=one.percent,
            on=one.on,
            within=one.within,
            unit=one.unit,
        )
        for order, one in enumerate(promised(case))
    ]
    PlannedStep.objects.bulk_create(rows)
    return len(rows)
