"""Tell others after commit: pass each settled act, once and in order, to those who listen.

An act is settled when every transaction that began before its own has ended (its xid8 lies below the oldest one
running), so reading by (xact, id) can neither skip a late commit nor repeat an early one. Passing on means
enqueuing jobs, in the same transaction that moves the bookmark.
"""

from collections import defaultdict
from collections.abc import Callable

from django.db import connection, transaction

from concord.core.acts.facts import Fact
from concord.core.acts.models import Act, Bookmark

Listener = Callable[[Act], None]
listeners: dict[str, list[Listener]] = defaultdict(list)
everyone: list[Listener] = []


def listens_to(*kinds: type[Fact]) -> Callable[[Listener], Listener]:
    """Mark a function as listener to some kinds of fact; without kinds, to all. It only enqueues jobs."""

    def mark(listener: Listener) -> Listener:
        for kind in kinds:
            listeners[kind.__name__].append(listener)
        if not kinds:
            everyone.append(listener)
        return listener

    return mark


SETTLED = """
    SELECT a.* FROM acts_act a
    WHERE (a.xact, a.id) > (%s::text::xid8, %s) AND a.xact < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY a.xact, a.id LIMIT %s
"""


@transaction.atomic
def pass_on(reader: str = "relay", most: int = 500) -> int:
    """Pass on the next settled acts; returns how many (fewer than `most` means: nothing more for now)."""
    Bookmark.objects.get_or_create(reader=reader)
    mark = Bookmark.objects.select_for_update().get(reader=reader)
    acts = list(Act.objects.raw(SETTLED, [str(mark.xact), mark.act_id, most]))
    for act in acts:
        for listener in [*everyone, *listeners[act.kind]]:
            listener(act)
    if acts:
        last = acts[-1]
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE acts_bookmark SET xact = %s::text::xid8, act_id = %s WHERE reader = %s",
                [str(last.xact), last.pk, reader],
            )
    return len(acts)
