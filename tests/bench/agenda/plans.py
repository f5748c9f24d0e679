"""How long a question takes, one asker at a time, and by which way the database answers it."""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

LARGE = 10_000
Ask = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: the middle one, and the one that only one in a hundred exceeds."""

    median: float
    p99: float
    rounds: int


def times_of(seconds: list[float]) -> Times:
    """What is told of many durations."""
    ordered = sorted(1000 * one for one in seconds)
    return Times(statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))], len(ordered))


def asked(ask: Ask, rounds: int, warm: int = 5) -> Times:
    """Ask it so often, each time in a transaction of its own, as each request does."""
    found = []
    for number in range(warm + rounds):
        began = time.perf_counter()
        with transaction.atomic():
            ask()
        if number >= warm:
            found.append(time.perf_counter() - began)
    return times_of(found)


@dataclass(slots=True)
class Sent:
    """Notes the statements that read or write tables of a room."""

    statements: list[tuple[str, object]]
    of: str

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        """Note one, and let it run."""
        if self.of in sql and "INSERT" not in sql:
            self.statements.append((sql, params))
        return execute(sql, params, many, context)


def plans_of(ask: Ask, of: str = "agenda_") -> list[str]:
    """The plan of each statement on a room's tables that it sends, in short, run with real values; nothing is kept.

    What a deed inserts needs no plan, and is left out.
    """
    sent = Sent([], of)
    with transaction.atomic():
        with connection.execute_wrapper(sent):
            ask()
        with connection.cursor() as cursor:
            told = [_plan(cursor, sql, params) for sql, params in sent.statements]
        transaction.set_rollback(True)
    return told


def _plan(cursor, sql: str, params: object) -> str:  # type: ignore[no-untyped-def]
    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
    (found,) = cursor.fetchone()
    told = json.loads(found)[0] if isinstance(found, str) else found[0]
    root = told["Plan"]
    pages = root["Shared Hit Blocks"] + root["Shared Read Blocks"]
    scans = "; ".join(dict.fromkeys(_scans(root)))
    return f"{told['Execution Time']:.1f} ms + {told['Planning Time']:.1f} planning, {pages:,} pages: {scans}"


def _scans(node: dict[str, object]) -> Iterator[str]:
    """How each table is reached; a large table read from end to end is named as such."""
    kind, seen = str(node["Node Type"]), float(node["Actual Rows"]) * float(node["Actual Loops"])  # type: ignore[arg-type]
    passed = seen + float(node.get("Rows Removed by Filter", 0)) * float(node["Actual Loops"])  # type: ignore[arg-type]
    if "Scan" in kind and kind not in ("Bitmap Heap Scan", "Subquery Scan"):
        where = node.get("Index Name") or node.get("Relation Name") or node.get("Alias", "")
        large = "LARGE " if kind == "Seq Scan" and passed > LARGE else ""
        yield f"{large}{kind} {where} ({passed:,.0f})"
    for below in node.get("Plans", []):  # type: ignore[attr-defined]
        yield from _scans(below)
