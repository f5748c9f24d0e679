"""Tell others after commit: pass each settled act, once and in order, to those who listen.

An act is settled when every transaction that began before its own has ended (its xid8 lies below the oldest one
running), so reading by (xact, id) can neither skip a late commit nor repeat an early one. Passing on means
enqueuing jobs, in the same transaction that moves the bookmark.
"""

import logging
from collections import defaultdict
from collections.abc import Callable

from django.db import connection, transaction

from concord.core.acts.facts import Fact
from concord.core.acts.models import Act, Bookmark

logger = logging.getLogger(__name__)
Listener = Callable[[list[Act]], None]
PutOff = Callable[[Act, str], None]
listeners: dict[str, list[Listener]] = defaultdict(list)
everyone: list[Listener] = []


def listens_to(*kinds: type[Fact] | str) -> Callable[[Listener], Listener]:
    """Mark a function as listener to some kinds of fact; without kinds, to all.

    It hears of several acts at once, in order, and asks the database for all of them together. It only writes
    notices, plans tasks and enqueues jobs. A kind of another app's is given by its name, because apps never import
    each other.
    """

    def mark(listener: Listener) -> Listener:
        for kind in kinds:
            listeners[kind if isinstance(kind, str) else kind.__name__].append(listener)
        if not kinds:
            everyone.append(listener)
        return listener

    return mark


def name_of(listener: Listener) -> str:
    """The name by which a listener that failed is called again."""
    return f"{listener.__module__}.{listener.__qualname__}"


def tell_again(act: Act, name: str) -> None:
    """Let one listener hear of an act again; one that is no longer there hears nothing."""
    for listener in [*everyone, *listeners[act.kind]]:
        if name_of(listener) == name:
            listener([act])


def _tell(listener: Listener, acts: list[Act], put_off: PutOff | None) -> None:
    """Tell one listener; its failure is put off, so that it holds up neither the others nor other acts."""
    if put_off is None:
        listener(acts)
        return
    try:
        with transaction.atomic():
            listener(acts)
    except Exception:
        if len(acts) > 1:  # which of them was it?
            for act in acts:
                _tell(listener, [act], put_off)
            return
        logger.exception("Listener %s failed on act %s; it will hear of it again.", name_of(listener), acts[0].pk)
        put_off(acts[0], name_of(listener))


def _heard(acts: list[Act]) -> dict[Listener, list[Act]]:
    """Who hears of which of these acts."""
    found: dict[Listener, list[Act]] = defaultdict(list)
    for act in acts:
        for listener in [*everyone, *listeners[act.kind]]:
            found[listener].append(act)
    return found


SETTLED = """
    SELECT a.* FROM acts_act a
    WHERE (a.xact, a.id) > (%s::text::xid8, %s) AND a.xact < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY a.xact, a.id LIMIT %s
"""


@transaction.atomic
def pass_on(reader: str = "relay", most: int = 500, *, put_off: PutOff | None = None) -> int:
    """Pass on the next settled acts; returns how many (fewer than `most` means: nothing more for now).

    With `put_off`, a listener that fails is handed to it with the act; without, its error stops everything.
    """
    Bookmark.objects.get_or_create(reader=reader)
    mark = Bookmark.objects.select_for_update().get(reader=reader)
    acts = list(Act.objects.raw(SETTLED, [str(mark.xact), mark.act_id, most]))
    for listener, heard in _heard(acts).items():
        _tell(listener, heard, put_off)
    if acts:
        last = acts[-1]
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE acts_bookmark SET xact = %s::text::xid8, act_id = %s WHERE reader = %s",
                [str(last.xact), last.pk, reader],
            )
    return len(acts)


WAITING = """
    SELECT EXISTS (SELECT 1 FROM acts_act a, acts_bookmark b
                   WHERE b.reader = %s AND (a.xact, a.id) > (b.xact, b.act_id))
"""


def is_waiting(reader: str = "relay") -> bool:
    """Whether acts were committed that are not passed on, because a transaction that began before them still runs."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [reader])
        row = cursor.fetchone()
    return bool(row and row[0])
