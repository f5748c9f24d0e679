"""Two versions of a contract side by side: clause by clause, word by word, and what the differences mean.

Clauses are paired by their heading, then by likeness of their words, so that inserting one does not make all below it
differ. What a difference means is told in facts: an amount, a share, a day, a length of time that became another.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from concord.engines.review.case import Case
from concord.engines.review.context import Context
from concord.engines.review.document import Document
from concord.engines.review.kinds import About
from concord.engines.review.text import At

ALIKE = 0.5
_TOKEN = re.compile(r"[A-Za-z0-9.,%]+|\s+|.", re.DOTALL)
_SPACES = re.compile(r"[\s　,，.。:：;；、_]+")


class Difference(StrEnum):
    """What became of a clause."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed (same), came (added) or went (removed)."""

    kind: Difference
    words: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A fact that became another: amount, percent, day or length; '' on the side where it is not."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClauseCompared:
    """A clause in both versions: how it is called, what it is about, its words in pieces, and what changed in it."""

    difference: Difference
    title: str
    about: About | None
    pieces: tuple[Piece, ...]
    meanings: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """The head of a contract, or one clause, with the place of its words."""

    case: Case
    title: str
    at: At

    @property
    def key(self) -> str:
        return _SPACES.sub("", self.title)

    @property
    def words(self) -> str:
        return self.case.text.written[self.at.start : self.at.end].strip("\n")

    @property
    def folded(self) -> str:
        return _SPACES.sub("", self.case.text.words[self.at.start : self.at.end])

    @property
    def about(self) -> About | None:
        kinds = self.case.clauses
        return next((one for one in About if any(clause.at == self.at for clause in kinds.of(one))), None)


def compared(before: Document, after: Document) -> tuple[ClauseCompared, ...]:
    """Every clause of both versions in the order of the later one; what was removed stands where it stood."""
    old, new = (_parts(Case(one, Context())) for one in (before, after))
    pairs = _paired(old, new)
    kept = {place: number for number, place in pairs.items()}
    found: list[ClauseCompared] = []
    gone = [place for place in range(len(old)) if place not in kept]
    for number, part in enumerate(new):
        place = pairs.get(number)
        while gone and place is not None and gone[0] < place:
            found.append(_alone(old[gone.pop(0)], Difference.REMOVED))
        found.append(_alone(part, Difference.ADDED) if place is None else _both(old[place], part))
    return (*found, *(_alone(old[place], Difference.REMOVED) for place in gone))


def _parts(case: Case) -> list[_Part]:
    clauses = case.outline.clauses
    first = clauses[0].at.start if clauses else len(case.text)
    return [_Part(case, "", At(0, first)), *(_Part(case, one.title, one.at) for one in clauses)]


def _paired(old: Sequence[_Part], new: Sequence[_Part]) -> dict[int, int]:
    """For parts of the later version, the part of the earlier one that they come from."""
    found: dict[int, int] = {}
    free = list(range(len(old)))
    for number, part in enumerate(new):
        same = [place for place in free if old[place].key == part.key]
        if same:
            found[number] = max(same, key=lambda place: (_likeness(old[place], part), -place))
            free.remove(found[number])
    for number, part in enumerate(new):
        if number not in found and free:
            best = max(free, key=lambda place: _likeness(old[place], part))
            if _likeness(old[best], part) >= ALIKE:
                found[number] = best
                free.remove(best)
    return found


def _likeness(one: _Part, other: _Part) -> float:
    matcher = SequenceMatcher(None, one.folded[:1_000], other.folded[:1_000], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _alone(part: _Part, difference: Difference) -> ClauseCompared:
    return ClauseCompared(difference, part.title, part.about, (Piece(difference, part.words),))


def _both(old: _Part, new: _Part) -> ClauseCompared:
    if old.folded == new.folded:
        return ClauseCompared(Difference.SAME, new.title, new.about, (Piece(Difference.SAME, new.words),))
    pieces = tuple(_pieces(old.words, new.words))
    return ClauseCompared(Difference.CHANGED, new.title, new.about, pieces, tuple(_meanings(old, new)))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Line by line first, so that a long clause with one changed line stays quick; then word by word."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Difference.SAME, "".join(after[c:d]))
        else:
            yield from _in_lines("".join(before[a:b]), "".join(after[c:d]))


def _in_lines(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Difference.SAME, "".join(after[c:d]))
            continue
        if b > a:
            yield Piece(Difference.REMOVED, "".join(before[a:b]))
        if d > c:
            yield Piece(Difference.ADDED, "".join(after[c:d]))


def _meanings(old: _Part, new: _Part) -> Iterator[Meaning]:
    for (kind, before), (_kind, after) in zip(_facts(old), _facts(new), strict=True):
        went, came = list((before - after).elements()), list((after - before).elements())
        for place in range(max(len(went), len(came))):
            yield Meaning(kind, went[place] if place < len(went) else "", came[place] if place < len(came) else "")


def _facts(part: _Part) -> Iterator[tuple[str, Counter[str]]]:
    """The facts of a part that people look for, as they are written, in the order of the text."""
    case, at = part.case, part.at
    inside = at.holds
    yield "amount", Counter(f"{one.value:,.2f}" for one in case.amounts if inside(one.at.start) and not one.upper)
    yield "percent", Counter(f"{one.value.normalize():f}%" for one in case.percents if inside(one.at.start))
    yield "day", Counter(one.day.isoformat() for one in case.dates if one.day and inside(one.at.start))
    yield "length", Counter(f"{one.number}{one.unit}" for one in case.lasting(at))
