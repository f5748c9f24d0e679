"""Matters that hang together by joined pairs, and when the machine may join two of them by itself. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from concord.engines.linkage.clusters import MOST_TOGETHER
from concord.engines.linkage.model import Bars

BY_PEOPLE = float("inf")
Two = tuple[int, int]


@dataclass(slots=True)
class Groups:
    """Joined pairs with their weights (those of people weigh without end), and pairs that people hold apart."""

    joined: dict[Two, float] = field(default_factory=dict)
    apart: set[Two] = field(default_factory=set)
    _beside: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def join(self, two: Two, weight: float) -> None:
        """Let two hang together."""
        self.joined[two] = weight
        for one, other in (two, two[::-1]):
            self._beside[one].add(other)

    def sever(self, two: Two) -> None:
        """Let two no longer hang together by themselves."""
        if self.joined.pop(two, None) is not None:
            for one, other in (two, two[::-1]):
                self._beside[one].discard(other)

    def of(self, matter: int) -> frozenset[int]:
        """All that hang together with a matter, itself among them."""
        found, coming = {matter}, [matter]
        while coming:
            fresh = self._beside.get(coming.pop(), set()) - found
            found |= fresh
            coming += fresh
        return frozenset(found)

    def held_apart(self, left: int, right: int) -> bool:
        """Whether to join these two would bring together what a person holds apart."""
        mine, theirs = self.of(left), self.of(right)
        return any((a in mine and b in theirs) or (b in mine and a in theirs) for a, b in self.apart)

    def machine_may_join(self, two: Two, weight: float, bars: Bars) -> bool:
        """Whether the machine may: two alone that match; three or more, up to twenty, only by sure links throughout.

        The same guard as `engines.linkage.clusters`: one wrong link joins all that hang on both its ends.
        """
        if weight < bars.match or self.held_apart(*two):
            return False
        together = self.of(two[0]) | self.of(two[1])
        if len(together) <= 2 or two[1] in self.of(two[0]):
            return True
        return len(together) <= MOST_TOGETHER and min(weight, self._weakest(together)) >= bars.sure

    def _weakest(self, group: frozenset[int]) -> float:
        """The weakest of the links that are needed to hold these together, strongest first (Kruskal 1956)."""
        needed, weakest = Groups(), BY_PEOPLE
        for two, weight in sorted(self.joined.items(), key=lambda held: -held[1]):
            if two[0] in group and two[1] not in needed.of(two[0]):
                needed.join(two, weight)
                weakest = min(weakest, weight)
        return weakest

    def all_of(self, matters: Iterable[int]) -> list[frozenset[int]]:
        """The groups of these matters, each once; a matter alone is a group of one."""
        found: dict[int, frozenset[int]] = {}
        for matter in matters:
            if matter not in found:
                found |= dict.fromkeys(group := self.of(matter), group)
        return sorted(set(found.values()), key=min)
