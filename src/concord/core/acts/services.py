"""Write to the record, and take from it in settled order."""

from collections.abc import Sequence

from django.db import connection
from django.utils import timezone
from orjson import dumps

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


MANY = """INSERT INTO acts_act (at, kind, matter_id, actor_id, actor_name, payload, visibility)
    SELECT %s, told.kind, told.matter, %s, %s, told.payload, told.visibility
    FROM unnest(%s::text[], %s::bigint[], %s::jsonb[], %s::text[]) WITH ORDINALITY
        AS told (kind, matter, payload, visibility, place) ORDER BY told.place"""


def record_many(facts: Sequence[Fact], *, by: Person) -> None:
    """Add the very many facts of one deed to the record, in order: what `record` does, for a tenth of its work."""
    kinds, matters = [type(fact).__name__ for fact in facts], [fact.matter_id for fact in facts]
    payloads, seen = [dumps(fact.payload).decode() for fact in facts], [str(fact.visibility) for fact in facts]
    with connection.cursor() as cursor:
        cursor.execute(MANY, [timezone.now(), by.pk, by.name, kinds, matters, payloads, seen])
