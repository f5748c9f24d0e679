"""Refused rows at the terminal: listed with their reasons, or taken out whole into a file."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from orjson import dumps

from concord.core.exchange.access import rows_seen_by
from concord.core.exchange.models import Feed, RejectedRow
from concord.core.exchange.services.mending import MOST_TAKEN, said_in, take_rejected
from concord.core.exchange.tables import lines_of
from concord.core.people.models import Person

JSON_LINES = ".jsonl"


def listed(person: Person, feed: Feed) -> Iterator[str]:
    """Row, outside fields and reason of each, a line each; not what it says."""
    for row in rows_seen_by(person).filter(feed=feed).defer("row").order_by("pk").iterator(1000):
        yield f"row {row.number}\t{row.outside_id}\t{' / '.join(row.columns)}\t{row.reason}"


def taken_out(person: Person, feed: Feed, output: Path) -> int:
    """Write them whole, in the columns of the source; each few thousand are recorded as taken out. Returns how many."""
    written, after, more = 0, 0, True
    with output.open("w", encoding="utf-8", newline="") as out:
        while more:
            _feed, rows = take_rejected(feed.pk, by=person, after=after)
            if output.suffix == JSON_LINES:
                _as_json(rows, out)
            else:
                _as_csv(feed, rows, out, heads=not written)
            written, more = written + len(rows), len(rows) == MOST_TAKEN
            after = rows[-1].pk if rows else after
    return written


def _as_json(rows: list[RejectedRow], out: TextIO) -> None:
    for row in rows:
        about = {"row": row.number, "columns": row.columns, "why": row.reason}
        out.write(dumps({"refused": about, **said_in(row)}).decode() + "\n")


def _as_csv(feed: Feed, rows: list[RejectedRow], out: TextIO, *, heads: bool) -> None:
    lines = lines_of(feed, rows)
    first = next(lines)
    if heads:
        out.write("\ufeff")
        csv.writer(out).writerow(first)
    csv.writer(out).writerows(lines)
