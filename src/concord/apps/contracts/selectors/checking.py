"""What is told of a signed copy to whoever has its code: enough to know it again, nothing of its content."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from concord.apps.contracts.models import Copy
from concord.core.matters.access import declare_follower, declare_system


@dataclass(frozen=True, slots=True)
class CopyTold:
    """A signed copy as the record holds it."""

    number: str
    filed_number: str
    body: str
    kind_name: str
    sha256: str
    signed_on: date | None
    recorded_at: datetime


@transaction.atomic
def copy_with(code: str) -> CopyTold | None:
    """The copy with this code, None where there is none; the asker sees nothing else of the matter."""
    declare_system()
    found = Copy.objects.select_related("contract__matter__lead").filter(code=code.upper()).first()
    told = None if found is None else _told(found)
    declare_follower(0)
    return told


def _told(copy: Copy) -> CopyTold:
    contract = copy.contract
    return CopyTold(
        number=str(contract.matter.number),
        filed_number=contract.filed_number or "",
        body=contract.matter.lead.name if contract.matter.lead else "",
        kind_name=str(copy.get_kind_display()),
        sha256=copy.sha256,
        signed_on=contract.signed_on,
        recorded_at=copy.recorded_at,
    )
