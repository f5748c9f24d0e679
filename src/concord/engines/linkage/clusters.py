"""Pairs joined to clusters, with a guard against chains: A like B, B like C, but A not like C."""

from collections.abc import Iterable
from dataclasses import dataclass

from concord.engines.linkage.model import Bars

MOST_TOGETHER = 20
"""More records of one matter than this are looked at by a person before they are joined."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by their keys, the smaller first, and how strongly they speak for being the same, in bits."""

    left: str
    right: str
    weight: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that hang together, and the weakest of the links that are needed to hold them.

    `safe` ones may be joined at once; of others a person is asked.
    """

    records: tuple[str, ...]
    weakest: float
    safe: bool


def clusters(pairs: Iterable[Pair], bars: Bars) -> list[Cluster]:
    """The clusters of all pairs that match, larger ones first.

    Links are taken from the strongest down, so each cluster is held by the strongest links there are (Kruskal 1956).
    Two records need a match. Three or more need links that are sure, since one wrong link joins all that hang on both
    its ends.
    """
    found = _Together()
    for pair in sorted(pairs, key=lambda pair: (-pair.weight, pair.left, pair.right)):
        if pair.weight >= bars.match:
            found.join(pair)
    return sorted(
        (
            Cluster(tuple(sorted(records)), weakest, _is_safe(len(records), weakest, bars))
            for records, weakest in found.groups()
        ),
        key=lambda cluster: (-len(cluster.records), cluster.records),
    )


def _is_safe(size: int, weakest: float, bars: Bars) -> bool:
    return size <= 2 or (size <= MOST_TOGETHER and weakest >= bars.sure)


class _Together:
    """Disjoint sets of records, each with the weakest link that was needed to join it."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._weakest: dict[str, float] = {}

    def _top(self, record: str) -> str:
        above = self._above.setdefault(record, record)
        while above != record:
            self._above[record] = self._above[above]
            record, above = above, self._above[above]
        return record

    def join(self, pair: Pair) -> None:
        one, other = self._top(pair.left), self._top(pair.right)
        if one == other:
            return
        mine, theirs = self._members.pop(one, [one]), self._members.pop(other, [other])
        if len(mine) < len(theirs):
            one, other, mine, theirs = other, one, theirs, mine
        self._above[other] = one
        self._members[one] = mine + theirs
        self._weakest[one] = pair.weight

    def groups(self) -> list[tuple[list[str], float]]:
        return [(records, self._weakest[top]) for top, records in self._members.items()]
