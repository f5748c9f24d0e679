"""The newest matters that a person may read and that are looked for, found within a bounded time.

A rare word is looked up as a whole. Of a common one only the newest blocks of entries are read, as far back as it
takes to fill a page; when so many were looked at that it would take too long, the page ends there and tells from
where to look on. So nothing is left out by turning pages, and no page is slow, however many matters there are.
What is read of the index are keys only; each is then fetched through the permission, or does not exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from concord.core.matters.access import declare_reader, parts_read_by, ways_into
from concord.core.matters.models import Matter, SearchEntry
from concord.core.people.models import Person
from concord.core.search.wanted import Wanted, narrowed
from concord.engines.text.tokens import query_bigrams

FEW = 2_000
"""So many that hold the words are all taken at once."""
MOST_LOOKED_AT = 20_000
MOST_READ = 6_000
"""So many matters are read one by one for a page; each costs a look at its words."""
PROVINCE_DIGITS = 2
NO_END = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of matters, newest first, and the key below which was not looked (0: there is nothing more)."""

    keys: list[int]
    floor: int = 0


def among(matters: QuerySet[Matter], keys: Iterable[int]) -> QuerySet[Matter]:
    """Those of `matters` with these keys, which are sent as one value."""
    return matters.extra(where=["matters_matter.id = ANY(%s)"], params=[list(keys)])  # no names from outside


def newest(person: Person, by: Wanted, most: int, before: int | None = None) -> Found:
    """The newest `most` of what `person` may read and looks for, below a key.

    Raises ValueError for words that cannot be searched.
    """
    declare_reader(person)
    pairs, now = query_bigrams(by.q) if by.q else "", timezone.now()
    parts = [part for part in parts_read_by(person) if not by.kind or by.kind in part.kinds]
    held: _Held = {}
    looks = [
        _Look(place, narrowed(Matter.objects.filter(way), by, now), by, pairs, most, before or NO_END, held)
        for part in parts
        for place, way in ways_into(part, person)
    ]
    return _merged([look.look() for look in looks], most)


def _merged(found: list[Found], most: int) -> Found:
    """What was found by several ways as one: as far down as every way was looked through."""
    floor = max((one.floor for one in found), default=0)
    keys = sorted({key for one in found for key in one.keys if key >= floor}, reverse=True)
    return _cut(keys, floor, most)


def _cut(keys: list[int], floor: int, most: int) -> Found:
    return Found(keys[:most], keys[most - 1]) if len(keys) > most else Found(keys, floor)


# What the index was asked already for this page: several ways lead into the same place.
_Held = dict[tuple[int, int, tuple[str, ...]], list[int]]


@dataclass(frozen=True, slots=True)
class _Look:
    """A look through what somebody may read by one way: a place, or ('') through bodies or by their own part in it."""

    place: str
    matters: QuerySet[Matter]
    by: Wanted
    pairs: str
    most: int
    before: int
    held: _Held

    def look(self) -> Found:
        """The newest that are looked for."""
        if not self.pairs:
            return _cut(self._newest_below(self.before, self.most + 1), 0, self.most)
        held = self._holding(self.before, FEW + 1)
        if len(held) <= FEW:
            return _cut(self._of(held), 0, self.most)
        return self._block_by_block() if self.place else self._matter_by_matter()

    def _newest_below(self, end: int, most: int) -> list[int]:
        return list(self.matters.filter(pk__lt=end).order_by("-pk").values_list("pk", flat=True)[:most])

    def _of(self, held: list[int]) -> list[int]:
        return list(among(self.matters, held).order_by("-pk").values_list("pk", flat=True)) if held else []

    def _block_by_block(self) -> Found:
        """Where most of what is in the place may be read: entries that hold the words, the newest blocks first."""
        keys: list[int] = []
        end, level, looked_at = min(self.before, _last_entry() + 1), 0, 0
        while end > 0 and len(keys) <= self.most and looked_at < MOST_LOOKED_AT:
            size = SearchEntry.BLOCKS[level]
            most = MOST_LOOKED_AT if level else 1 << size  # the smallest is taken whole
            held = self._holding(end, most, SearchEntry.block_mark(size, end - 1))
            if level and len(held) == most:  # more than expected, and not in order: a smaller block
                level -= 1
                continue
            keys += self._of(held)
            end, looked_at = (end - 1) >> size << size, looked_at + len(held)
            level = min(level + 1, len(SearchEntry.BLOCKS) - 1) if len(held) < FEW // 16 else level
        return _cut(keys, end, self.most)

    def _matter_by_matter(self) -> Found:
        """Where few of those that hold the words may be read: what may be read, the newest first, if it holds them."""
        keys: list[int] = []
        end, looked_at = self.before, 0
        while end > 0 and len(keys) <= self.most and looked_at < MOST_READ:
            read = self._newest_below(end, FEW)
            keys += _holding_among(read, self.pairs)
            looked_at += len(read)
            end = read[-1] if len(read) == FEW else 0
        return _cut(keys, end, self.most)

    def _holding(self, end: int, most: int, block: str = "") -> list[int]:
        """Keys of entries below a key that hold the words and lie there, in no order; at most so many."""
        marks = [mark for mark in (self._where(), self.by.kind, block) if mark]
        known = (end, most, tuple(marks))
        if known not in self.held:
            self.held[known] = self._asked(end, most, marks)
        return self.held[known]

    def _asked(self, end: int, most: int, marks: list[str]) -> list[int]:
        asked = "SELECT matter_id FROM matters_searchentry WHERE bigrams @@ %s::tsquery AND matter_id < %s"
        values: list[str | int | list[str]] = [self.pairs, end]
        if marks:
            asked, values = f"{asked} AND marks @> %s", [*values, marks]
        with connection.cursor() as cursor:
            cursor.execute(f"{asked} LIMIT %s", [*values, most])
            return [int(row[0]) for row in cursor.fetchall()]

    def _where(self) -> str:
        """The place in which to look: the narrower of what is reached and what is asked for; '' for all."""
        place = self.by.place if self.by.place.startswith(self.place) else self.place
        return place if len(place) > PROVINCE_DIGITS else ""


def _holding_among(keys: list[int], pairs: str) -> list[int]:
    """Those of the keys, in their order, whose entries hold the words."""
    asked = "SELECT matter_id FROM matters_searchentry WHERE matter_id = ANY(%s) AND bigrams @@ %s::tsquery"
    with connection.cursor() as cursor:
        cursor.execute(asked, [keys, pairs])
        held = {row[0] for row in cursor.fetchall()}
    return [key for key in keys if key in held]


def _last_entry() -> int:
    last = SearchEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0
