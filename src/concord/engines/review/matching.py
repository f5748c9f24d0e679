"""Which findings are those of an earlier version: the same rule on the same words, or on words hardly changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.6
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells a finding again: its rule, its key, and the words it is about (empty: the document as a whole)."""

    rule: str
    key: str
    quote: str


@dataclass(frozen=True, slots=True)
class Matched:
    """For each later finding the place of the earlier one, or None; and whether its words are the same."""

    before: tuple[int | None, ...]
    same: tuple[bool, ...]

    def gone(self, count: int) -> list[int]:
        """Places of the earlier findings, of which there were `count`, that are there no longer."""
        return sorted(set(range(count)) - set(self.before))


def matched(before: Sequence[Seen], now: Sequence[Seen]) -> Matched:
    """Pair findings of two versions, each at most once: by key first, then by likeness of the words."""
    found: dict[int, int] = {}
    by_key = {one.key: place for place, one in enumerate(before)}
    for place, one in enumerate(now):
        if one.key in by_key:
            found[place] = by_key.pop(one.key)
    same = set(found)
    left: dict[str, list[int]] = defaultdict(list)
    for place in by_key.values():
        left[before[place].rule].append(place)
    for place, one in enumerate(now):
        if place not in found and (nearest := _nearest(one, before, left[one.rule])) is not None:
            left[one.rule].remove(nearest)
            found[place] = nearest
    places = range(len(now))
    return Matched(tuple(found.get(place) for place in places), tuple(place in same for place in places))


def _nearest(one: Seen, before: Sequence[Seen], places: Sequence[int]) -> int | None:
    alike = [(_likeness(one.quote, before[place].quote), -place) for place in places]
    best, place = max(alike, default=(0.0, 0))
    return -place if best >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return float(one == other)
    return SequenceMatcher(None, one[:LONGEST], other[:LONGEST], autojunk=False).ratio()
