"""Write to the record, and take from it in settled order."""

from concord.core.acts.facts import Fact
from concord.core.acts.models import Act
from concord.core.people.models import Person


def _entry(fact: Fact, by: Person | None, organisation_id: int | None, name: str) -> Act:
    return Act(
        kind=type(fact).__name__,
        matter_id=fact.matter_id,
        actor=by,
        actor_name=name or (by.name if by else ""),
        organisation_id=organisation_id,
        payload=fact.payload,
        visibility=fact.visibility,
    )


def record(*facts: Fact, by: Person | None, organisation_id: int | None = None, name: str = "") -> list[Act]:
    """Add facts to the record, inside the transaction of the deed that made them true.

    `by` is None for what the system itself did or for a resident without an account, whose `name` may be given.
    """
    return Act.objects.bulk_create([_entry(fact, by, organisation_id, name) for fact in facts])
