"""A whole page, taken in together: what is plain in a dozen statements, whatever needs a thought row by row.

Plain is a row whose number stands once in the page: new, known and unchanged, or bad for the first time. Records of
different numbers have nothing to do with each other, so the order among them makes no difference.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction

from concord.core.exchange.mapped import LONGEST_ID, Record, Rejected
from concord.core.exchange.models import RejectedRow, SourceRecord
from concord.core.exchange.receiving import receiver_of
from concord.core.exchange.taking import MADE, REJECTED, SAME, Kept, Taking, incoming_of
from concord.core.matters.access import declare_system
from concord.core.refusals import Refusal

FEW = 20
"""Fewer rows than that are taken in one by one."""
Numbered = tuple[int, Kept]


@dataclass(slots=True)
class Sorted:
    """The rows of a page by what is to be done with them; `well` are the numbers of those that are taken in."""

    new: list[tuple[int, Kept, Record]] = field(default_factory=list)
    bad: list[RejectedRow] = field(default_factory=list)
    other: list[Numbered] = field(default_factory=list)
    well: set[str] = field(default_factory=set)
    same: int = 0


def take_rows(each: Taking, rows: Sequence[Numbered]) -> Counter[str]:
    """Take the rows of a page in; how many were made, changed, the same and rejected."""
    if len(rows) < FEW:
        return Counter(each.row(number, kept) for number, kept in rows)
    found = _sorted(each, rows)
    results = Counter({SAME: found.same})
    results += _together(each, found)
    RejectedRow.objects.bulk_create(found.bad)
    results[REJECTED] += len(found.bad)
    each.mended(found.well & each.refused)
    results.update(each.row(number, kept) for number, kept in found.other)
    return results


def _sorted(each: Taking, rows: Sequence[Numbered]) -> Sorted:
    name, found = each.feed.mapped.id, Sorted()
    often = Counter(kept[name][:LONGEST_ID] for _number, kept in rows)
    for number, kept in rows:
        if often[kept[name][:LONGEST_ID]] > 1:
            found.other.append((number, kept))
            continue
        try:
            _sort(each, found, number, kept, each.read(kept))
        except Rejected as rejected:
            _set_apart(each, found, number, kept, rejected)
    return found


def _set_apart(each: Taking, found: Sorted, number: int, kept: Kept, why: Rejected) -> None:
    """A bad row; one of a number that was refused before is looked at by itself, because it may be the same row."""
    bad = each.refused_row(number, kept, why)
    if bad.outside_id in each.refused:
        found.other.append((number, kept))
    else:
        found.bad.append(bad)


def _sort(each: Taking, found: Sorted, number: int, kept: Kept, record: Record) -> None:
    """A row that could be read: it is new, known as it is, or changed."""
    before = each.known.get(record.outside_id)
    if before is None:
        found.new.append((number, kept, record))
    elif before.fingerprint == record.fingerprint:
        found.same += 1
        found.well.add(record.outside_id)
    else:
        found.other.append((number, kept))


def _together(each: Taking, found: Sorted) -> Counter[str]:
    """Open the matters of what is new; where the database refuses one of them, each is looked at by itself."""
    if not found.new:
        return Counter()
    try:
        with transaction.atomic():
            return _made(each, found)
    except (IntegrityError, DataError):
        found.other += [(number, kept) for number, kept, _record in found.new]
        return Counter()


def _made(each: Taking, found: Sorted) -> Counter[str]:
    feed, made, bad = each.feed, list[SourceRecord](), list[tuple[int, Kept, Rejected]]()
    incoming = [incoming_of(feed, record) for _number, _kept, record in found.new]
    answers = receiver_of(feed.mapped).take_all(incoming, by=feed.keeper, today=each.today)
    declare_system()
    for (number, kept, record), answer in zip(found.new, answers, strict=True):
        if isinstance(answer, Refusal):
            bad.append((number, kept, Rejected(answer.field, str(answer), {})))
        else:
            made.append(SourceRecord(matter_id=answer, **each.lineage(number, kept, record)))
    SourceRecord.objects.bulk_create(made)
    matters = {one.outside_id: one.matter_id for one in made}
    each.crossing.made(matters)
    found.well |= matters.keys()
    for number, kept, why in bad:
        _set_apart(each, found, number, kept, why)
    return Counter({MADE: len(made)})
