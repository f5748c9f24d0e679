"""A dry run: what would become of the rows of a file, read by the same mapping and asked of the same room (K10).

Nothing is written. A record that stands twice in a file counts twice, because nobody remembers it in between.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import BinaryIO

from django.db import transaction

from concord.core.exchange.lines import rows_in
from concord.core.exchange.mapped import Record, Rejected, kept_under
from concord.core.exchange.models import Feed, ImportJob
from concord.core.exchange.receiving import receiver_of
from concord.core.exchange.taking import CHANGED, MADE, REJECTED, SAME, Kept, Taking, incoming_of, taking

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that would be refused: its number, the outside fields that are wrong, and why."""

    number: int
    columns: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What would become of some rows: how many would be made, changed, the same and rejected, and why these."""

    counts: Counter[str]
    wrong: list[Wrong]


def tried(feed: Feed, file: BinaryIO, today: date) -> Iterator[Tried]:
    """Go through a file, a thousand rows at a time; refuses what is no table of this source."""
    columns = feed.mapped.columns
    rows = ((number, kept_under(columns, row)) for number, row in rows_in(file, feed.mapped))
    while page := list(islice(rows, AT_ONCE)):
        with transaction.atomic():
            each = taking(feed, ImportJob(feed=feed), [kept for _number, kept in page], today)
            found = _looked_at(each, page)
            transaction.set_rollback(True)  # classes never seen before would join the crosswalk
        yield found


def _looked_at(each: Taking, page: Sequence[tuple[int, Kept]]) -> Tried:
    found, new = Tried(Counter(), []), list[tuple[int, Record]]()
    for number, kept in page:
        try:
            record = each.read(kept)
        except Rejected as rejected:
            _note(each.feed, found, number, rejected)
            continue
        before = each.known.get(record.outside_id)
        if before is None:
            new.append((number, record))
        else:
            found.counts[SAME if before.fingerprint == record.fingerprint else CHANGED] += 1
    _ask_room(each.feed, found, new)
    return found


def _ask_room(feed: Feed, found: Tried, new: list[tuple[int, Record]]) -> None:
    incoming = [incoming_of(feed, record) for _number, record in new]
    answers = receiver_of(feed.mapped).refusals(incoming, by=feed.keeper)
    for (number, _record), refusal in zip(new, answers, strict=True):
        if refusal is None:
            found.counts[MADE] += 1
        else:
            _note(feed, found, number, Rejected(refusal.field, str(refusal), {}))


def _note(feed: Feed, found: Tried, number: int, why: Rejected) -> None:
    reading = feed.mapped.reading(why.field)
    found.counts[REJECTED] += 1
    found.wrong.append(Wrong(number, reading.columns if reading else (), why.sentence))
