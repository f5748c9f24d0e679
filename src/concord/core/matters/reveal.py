"""Look at a party's sealed data: only for a stated purpose, and never without a trace (K8)."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from concord.core.acts.facts import Fact
from concord.core.acts.services import record
from concord.core.matters.models import Party
from concord.core.people.models import Person
from concord.core.refusals import Refusal

SealedField = Literal["phone", "identity_number", "address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataRevealed(Fact):
    """Someone looked at sealed data; the data itself is not in the record."""

    story: ClassVar[str] = gettext_noop("Looked at the %(field)s of %(party_name)s, for: %(purpose)s")
    party_id: int
    party_name: str
    field: str
    purpose: str


@transaction.atomic
def reveal(party: Party, *, field: SealedField, purpose: str, by: Person) -> str:
    """What is sealed of a party; the caller fetched the party through a capability to reveal.

    Refuses a look without a purpose.
    """
    if len(purpose.strip()) < 4:
        raise Refusal(_("Say what you need it for; this look is recorded."), field="purpose")
    record(
        PersonalDataRevealed(
            matter_id=party.matter_id, party_id=party.pk, party_name=party.name, field=field, purpose=purpose.strip()
        ),
        by=by,
    )
    return str(getattr(party, field))
