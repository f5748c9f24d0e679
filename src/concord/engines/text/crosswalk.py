"""What a class of another body's classification may be in ours, with reasons and a share; a person decides (D3).

Three voices are heard: the classifier reads the words of the class as a text; names are compared pair of characters by
pair, a pair the less, the more classes and items have it (建设, 管理); and where people have already classified records
of that class, what they decided counts the more, the more records there are (`PRIOR` records weigh as much as the first
two voices together).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np

from concord.engines.text.classify import CHINESE, category_of
from concord.engines.text.model import model
from concord.engines.text.taxonomy import NONE, Item, taxonomy

PRIOR, MOST, SMALLEST = 5, 3, 0.02
NAMES_WEIGHT = 0.4
ENOUGH = 6.0
"""The names have half of their weight when what they share weighs this much: one pair that few others have."""
ANY_TEXT = "text"
"""The target of a class that says nothing: whatever the text of the record is about."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A class of another body: its names from the widest to the narrowest, and its definition where there is one.

    `decided` counts the records of this class by the item that people gave them.
    """

    path: tuple[str, ...]
    definition: str = ""
    decided: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item (or `none`), its share of all that was weighed, the words that speak for it, and records so decided."""

    target: str
    share: float
    words: tuple[str, ...]
    records: int


def _pairs(text: str) -> set[str]:
    """Pairs of characters that stand next to each other; none across a gap."""
    runs = "".join(one if CHINESE.match(one) else " " for one in text).split()
    return {a + b for run in runs for a, b in pairwise(run)}


def _names_of(item: Item) -> set[str]:
    return set().union(*(_pairs(word) for word in (item.zh, *item.aliases, *item.causes)))


@cache
def _rarity() -> tuple[dict[str, set[str]], dict[str, float]]:
    """The pairs in the names of each item, and how rare each pair is among the items."""
    named = {item.id: _names_of(item) for item in taxonomy().items.values()}
    pairs = set().union(*named.values())
    often = {pair: sum(pair in names for names in named.values()) for pair in pairs}
    return named, {pair: float(np.log1p(len(named) / count)) for pair, count in often.items()}


Compared = dict[str, tuple[float, tuple[str, ...]]]


def _compared(foreign: Foreign, commonness: Mapping[str, float]) -> Compared:
    """For each item the weight of the pairs that it shares with the names of the class; the narrowest count double."""
    named, rarity = _rarity()
    narrow, wide = _pairs(foreign.path[-1]), _pairs(" ".join(foreign.path[:-1]))
    weights = {pair: rarity[pair] * commonness.get(pair, 1.0) for pair in (narrow | wide) & rarity.keys()}
    found = {}
    for item, names in named.items():
        shared = names & weights.keys()
        if shared:
            words = tuple(sorted(shared, key=lambda pair: (-weights[pair], pair))[:MOST])
            found[item] = (sum(weights[pair] * (1 + (pair in narrow)) for pair in shared), words)
    return found


def _commonness(classes: Sequence[Foreign]) -> dict[str, float]:
    """For each pair of the classes how much it tells among them: 1 where one class has it, towards 0 where all do."""
    often = Counter(pair for one in classes for pair in _pairs(" ".join(one.path)))
    return {pair: float(np.log1p(len(classes) / count) / np.log1p(len(classes))) for pair, count in often.items()}


def _heard(foreign: Foreign, shares: Mapping[str, float], compared: Compared) -> dict[str, float]:
    """The shares of the two voices and of what people decided, together; they add up to 1 at most."""
    whole = sum(weight for weight, _words in compared.values())
    names_weight = NAMES_WEIGHT * whole / (whole + ENOUGH)
    total = sum(foreign.decided.values())
    found = {}
    for target in {*shares, *compared, *foreign.decided}:
        named = compared[target][0] / whole if target in compared else 0.0
        machine = (1 - names_weight) * shares.get(target, 0.0) + names_weight * named
        found[target] = (PRIOR * machine + foreign.decided.get(target, 0)) / (PRIOR + total)
    return found


def propose(classes: Sequence[Foreign], most: int = MOST) -> list[tuple[Proposal, ...]]:
    """For each class the likeliest items of ours, the best first; none where nothing speaks for any."""
    if not classes:
        return []
    trained = model()
    texts = ["，".join((one.path[-1], one.path[-1], *reversed(one.path[:-1]), one.definition)) for one in classes]
    reading, commonness = trained.read(texts), _commonness(classes)
    return [
        _best(one, dict(zip(trained.labels, row.tolist(), strict=True)), _compared(one, commonness), most)
        for one, row in zip(classes, reading.shares, strict=True)
    ]


def _best(foreign: Foreign, shares: Mapping[str, float], compared: Compared, most: int) -> tuple[Proposal, ...]:
    heard = _heard(foreign, shares, compared)
    order = sorted(heard, key=lambda target: (-heard[target], target))[:most]
    return tuple(
        Proposal(
            target=target,
            share=round(heard[target], 3),
            words=compared[target][1] if target in compared else (),
            records=foreign.decided.get(target, 0),
        )
        for target in order
        if heard[target] >= SMALLEST
    )


def fits(proposed: str, targets: Sequence[str]) -> bool:
    """Whether a proposal lies within what a person decided: one of the items, or of the category, or any text."""
    return any(proposed == one or category_of(proposed) == one or one == ANY_TEXT for one in targets)


def among(words: str, targets: Sequence[str]) -> str:
    """Which of some targets a text is likeliest about; items, whole categories, `none`, or any text.

    An item is returned, or `none`; without a word that the classifier knows, the first target that is an item, or ''.
    """
    trained = model()
    shares = dict(zip(trained.labels, trained.read([words]).shares[0].tolist(), strict=True))
    open_to = [label for label in trained.labels if fits(label, targets)]
    if not CHINESE.search(words):
        return next((one for one in targets if one in taxonomy().items or one == NONE), "")
    return max(open_to, key=lambda label: shares[label], default="")
