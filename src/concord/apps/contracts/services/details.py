"""Say anew what is known of a contract that is not signed."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.facts.life import ContractDetailsChanged
from concord.apps.contracts.models import UNSIGNED, Contract
from concord.apps.contracts.services.requesting import Asked, refuse_unfit, texts_of
from concord.apps.contracts.services.steps import hold
from concord.core.acts.services import record
from concord.core.matters.models import Party
from concord.core.matters.search import enter_for_search
from concord.core.matters.services import name_key
from concord.core.people.models import Person


@transaction.atomic
def change_details(pk: int, asked: Asked, *, by: Person) -> Contract:
    """Say anew what is known of a contract that is not signed. Refuses what a new request refuses."""
    contract = hold(pk, "handle_contract", by, UNSIGNED)
    refuse_unfit(asked)
    told = asdict(asked)
    title = told.pop("title").strip()[:200]
    changed = [name for name, value in told.items() if getattr(contract, name) != value]
    if contract.matter.title != title:
        changed.append("title")
        contract.matter.title = title
        contract.matter.save(update_fields=["title"])
    for name, value in told.items():
        setattr(contract, name, value)
    contract.counterpart_key = name_key(asked.counterpart)
    contract.save()
    side = contract.matter.parties.filter(side=Party.Side.RESPONDENT)
    side.update(name=asked.counterpart.strip(), name_key=contract.counterpart_key)
    enter_for_search(contract.matter, texts_of(contract))
    if changed:
        names = "、".join(str(FIELD_NAMES[name]) for name in changed)
        record(ContractDetailsChanged(matter_id=pk, fields=names), by=by)
    return contract


FIELD_NAMES = {
    "title": _("title"),
    "nature": _("kind of contract"),
    "procurement": _("way of procurement"),
    "counterpart": _("counterparty"),
    "counterpart_code": _("credit code of the counterparty"),
    "counterpart_small": _("size of the counterparty"),
    "purpose": _("purpose"),
    "amount": _("amount"),
    "project_number": _("procurement number"),
    "begins_on": _("first day"),
    "ends_on": _("last day"),
    "stance": _("for whom it is read"),
}
