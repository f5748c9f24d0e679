"""Ask for a contract, and approve the request."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.contracts.access import bodies_requesting
from concord.apps.contracts.facts.life import (
    ContractRequestApproved,
    ContractRequested,
)
from concord.apps.contracts.models import Contract, Stage, Stance
from concord.apps.contracts.services.steps import enter, hold, said, waiting_task
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.matters.models import Matter, Party
from concord.core.matters.search import first_entry
from concord.core.matters.services import PartyNamed, add_parties, name_key, new_number
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a contract is to be: with whom, about what, for how much (yuan), how the counterparty was found."""

    title: str
    nature: str
    procurement: str
    counterpart: str
    purpose: str
    amount: Decimal | None = None
    counterpart_code: str = ""
    counterpart_small: bool | None = None
    project_number: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    stance: str = Stance.PUBLIC


def refuse_unfit(asked: Asked) -> None:
    """Refuse a contract without name, counterparty or purpose, and one that ends before it begins."""
    said(asked.title, _("Say what the contract is called."), "title")
    said(asked.counterpart, _("Say with whom it is concluded."), "counterpart")
    said(asked.purpose, _("Say what it is for."), "purpose")
    if asked.begins_on and asked.ends_on and asked.ends_on < asked.begins_on:
        raise Refusal(_("It ends before it begins."), field="ends_on")


@transaction.atomic
def request_contract(asked: Asked, body_pk: int, *, by: Person, today: date, invented: bool = False) -> Contract:
    """Ask for a contract of a body for which `by` handles contracts; who approves there sees it from now on.

    Refuses empty words, and a term that ends before it begins.
    """
    declare_reader(by)
    body = bodies_requesting(by).get(pk=body_pk)
    refuse_unfit(asked)
    return open_contract(asked, body, by=by, today=today, invented=invented)


def open_contract(
    asked: Asked,
    body: Organisation,
    *,
    by: Person,
    today: date,
    supplements: Contract | None = None,
    invented: bool = False,
) -> Contract:
    """Open the matter of a contract, with both parties and the task of who approves the request."""
    matter = Matter.objects.create(
        number=new_number("HT", body.place_id, today),
        kind=Matter.Kind.CONTRACT,
        title=asked.title.strip()[:200],
        place=body.place,
        lead=body,
        stage=Stage.REQUESTED,
        law_as_of=today,
        invented=invented,
    )
    told = asdict(asked) | {"title": None}
    del told["title"]
    contract = Contract.objects.create(
        matter=matter, **told, counterpart_key=name_key(asked.counterpart), requested_by=by, supplements=supplements
    )
    parties = [
        PartyNamed(side=Party.Side.APPLICANT, name=body.name),
        PartyNamed(side=Party.Side.RESPONDENT, name=asked.counterpart),
    ]
    add_parties(matter, parties)
    first_entry(matter, texts_of(contract)).save(force_insert=True)
    waiting_task(contract, Stage.REQUESTED, today)
    record(
        ContractRequested(matter_id=matter.pk, body=body.name, counterpart=asked.counterpart, purpose=asked.purpose),
        by=by,
        organisation_id=body.pk,
    )
    return contract


def texts_of(contract: Contract) -> list[str]:
    """By which words a contract is found."""
    return [contract.matter.title, contract.counterpart, contract.purpose, contract.project_number]


@transaction.atomic
def approve_request(pk: int, *, by: Person, today: date) -> Contract:
    """Let a requested contract be drafted. Refuses one's own request."""
    contract = hold(pk, "approve_contract", by, [Stage.REQUESTED])
    refuse_own(contract, by)
    enter(contract, Stage.DRAFTING, by=by, today=today)
    record(ContractRequestApproved(matter_id=pk), by=by)
    return contract


def refuse_own(contract: Contract, by: Person) -> None:
    """Four eyes: who asked for a contract does not approve it."""
    if contract.requested_by_id == by.pk:
        raise Refusal(_("You asked for this contract yourself; someone else has to approve it."))
