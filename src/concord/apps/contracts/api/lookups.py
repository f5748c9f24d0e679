"""What outside registers say of a counterparty, by JSON."""

from datetime import date, datetime

from ninja import Query, Schema

from concord.apps.contracts.access import contracts_seen_by
from concord.apps.contracts.api import shown as s
from concord.apps.contracts.api.routers import ONE, router
from concord.apps.contracts.models import Lookup
from concord.apps.contracts.services.looking_up import ask_register
from concord.core.api.once import made_once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Id
from concord.core.people.doors import SignedInRequest


class CompanyLicenceShown(Schema):
    """A licence with its last day (null: it has none)."""

    name: str
    until: date | None


class CompanyLookupShown(Schema):
    """A question to the register of companies; what it said is empty unless `state` is found."""

    id: int
    code: str
    state: str
    trouble: str
    asked_at: datetime
    answered_at: datetime | None
    name: str = ""
    status: str = ""
    former_names: list[str] = []
    licences: list[CompanyLicenceShown] = []
    listed: list[str] = []
    small: bool | None = None


def _shown(one: Lookup) -> CompanyLookupShown:
    names = ["code", "state", "trouble", "asked_at", "answered_at"]
    return CompanyLookupShown.model_validate({"id": one.pk} | {name: getattr(one, name) for name in names} | one.told)


@router.get(f"{ONE}/lookups", response=Page[CompanyLookupShown])
def lookups(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[CompanyLookupShown]:
    """What the register of companies said of the counterparty, newest first."""
    found = contracts_seen_by(request.user).get(pk=pk).lookups.all()
    return page_of(found, asked, _shown, of=f"lookups:{pk}")


@router.post(f"{ONE}/lookups", response={201: s.ContractMade})
@made_once
def look_counterparty_up(request: SignedInRequest, pk: Id) -> s.ContractMade:
    """Ask the register of companies about the counterparty; the answer comes in a moment."""
    return s.ContractMade(id=ask_register(pk, by=request.user).pk)
