"""By which way the database answers: each statement on matters that a search or a list sends, its plan in short."""

from collections.abc import Callable, Iterator

from django.db import connection, transaction

from concord.core.people.models import Person
from concord.core.search.newest import newest
from concord.core.search.wanted import Wanted

ASKED = {
    "rare": Wanted(q="恒远17贸易"),
    "common": Wanted(q="拖欠工资"),
    "two, never together": Wanted(q="物业费 拖欠工资"),
    "list": Wanted(),
    "list at a step": Wanted(kind="dispute", stage="signing"),
}
NODES = ("Scan", "Sort", "BitmapAnd")


def shown() -> Iterator[str]:
    """The plans for a county's coordinator and for a supervisor of the province."""
    coordinators = Person.objects.filter(username__startswith="看件协调员")
    for who in (*coordinators.order_by("pk")[:1], Person.objects.get(username="全省督查员0")):
        for name, by in ASKED.items():
            for plan in _plans(lambda who=who, by=by: newest(who, by, 31)):  # type: ignore[misc]
                yield f"{who.name} · {name}: {plan}"


class _Sent(list[tuple[str, object]]):
    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if "matters_" in sql:
            self.append((sql, params))
        return execute(sql, params, many, context)


def _plans(ask: Callable[[], object]) -> list[str]:
    sent = _Sent()
    with transaction.atomic():
        with connection.execute_wrapper(sent):
            ask()
        with connection.cursor() as cursor:
            return [_plan(cursor, sql, params) for sql, params in sent]


def _plan(cursor, sql: str, params: object) -> str:  # type: ignore[no-untyped-def]
    cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", params)
    lines = [row[0].strip().removeprefix("->").strip() for row in cursor.fetchall()]
    kept = [line.split(" (actual")[0] + _rows(line) for line in lines if any(node in line for node in NODES)]
    return " ← ".join(kept) + f" · {lines[-1].removeprefix('Execution Time: ')}"


def _rows(line: str) -> str:
    return f" {line.split('rows=')[1].split(' ', maxsplit=1)[0]}" if "rows=" in line else ""
