"""What a report is about: 21 categories and 84 items, with scores and the words that speak for it (D3).

A linear model over phrases of the text (`model.py`), trained by `concord text train`; how well it does stands in its
card (`data/text/model/CARD.md`). A machine proposes, a person decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from concord.engines.text.because import Reason, because
from concord.engines.text.model import Model, model
from concord.engines.text.phrases import MOST_CHARACTERS, Floats
from concord.engines.text.tags import Tag, tags_in
from concord.engines.text.taxonomy import NONE

AT_ONCE = 1_000
CHINESE = re.compile("[\u3400-\u9fff]")
SMALLEST_SCORE = 0.0005

__all__ = ["Classified", "Reason", "Tag", "classify", "classify_many"]


@dataclass(frozen=True, slots=True)
class Classified:
    """A proposal: category and item (or `none`), the three likeliest categories, scores by category, and why."""

    category: str
    item: str
    top3: tuple[str, ...]
    scores: dict[str, float]
    because: tuple[Reason, ...]
    tags: tuple[Tag, ...]
    model: str


def category_of(label: str) -> str:
    """The category of an item; `none` is its own."""
    return label.partition("-")[0]


@cache
def _membership(labels: tuple[str, ...]) -> tuple[tuple[str, ...], Floats]:
    """The categories in order, and a matrix that sums labels into them."""
    categories = tuple(dict.fromkeys(category_of(label) for label in labels))
    member = [[category_of(label) == category for category in categories] for label in labels]
    return categories, np.array(member, dtype=np.float32)


def _chosen(labels: tuple[str, ...], shares: Floats, best: str) -> int:
    """The likeliest item of the likeliest category."""
    candidates = [number for number, label in enumerate(labels) if category_of(label) == best]
    return max(candidates, key=lambda number: shares[number])


def _some(trained: Model, texts: Sequence[str]) -> list[Classified]:
    reading = trained.read(texts)
    seen = np.bincount(reading.sightings.rows, minlength=len(texts)) > 0
    known = [bool(one and CHINESE.search(text)) for one, text in zip(seen, texts, strict=True)]
    categories, member = _membership(trained.labels)
    scores = reading.shares @ member
    order = np.argsort(-scores, axis=1, kind="stable")
    best = [categories[row[0]] for row in order]
    chosen = np.array(
        [_chosen(trained.labels, *pair) for pair in zip(reading.shares, best, strict=True)], dtype=np.int64
    )
    why = because(trained, reading, texts, chosen)
    return [
        Classified(
            category=best[at],
            item=trained.labels[chosen[at]],
            top3=tuple(categories[number] for number in order[at, :3]),
            scores=_told(categories, scores[at]),
            because=why[at],
            tags=tags_in(text),
            model=trained.version,
        )
        if known[at] and (why[at] or best[at] == NONE)  # a proposal that shows no reason is none
        else _nothing_said(trained.version)
        for at, text in enumerate(texts)
    ]


def _told(categories: tuple[str, ...], scores: Floats) -> dict[str, float]:
    kept = sorted(zip(scores.tolist(), categories, strict=True), reverse=True)
    return {category: round(score, 4) for score, category in kept if score >= SMALLEST_SCORE}


def _nothing_said(version: str) -> Classified:
    return Classified(NONE, NONE, (NONE,), {NONE: 1.0}, (), (), version)


def classify_many(texts: Sequence[str], by: Model | None = None) -> list[Classified]:
    """One proposal for each text, in order, by the model in force or another; much faster than one by one."""
    trained = by or model()
    cut = [text[:MOST_CHARACTERS] for text in texts]
    return [answer for begin in range(0, len(cut), AT_ONCE) for answer in _some(trained, cut[begin : begin + AT_ONCE])]


def items_of(words: str, most: int = 3) -> tuple[str, ...]:
    """The likeliest item of each of the likeliest categories (`none` is its own), the likeliest first."""
    trained = model()
    shares = trained.read([words[:MOST_CHARACTERS]]).shares[0]
    categories, member = _membership(trained.labels)
    order = np.argsort(-(shares @ member), kind="stable")[:most]
    return tuple(trained.labels[_chosen(trained.labels, shares, categories[at])] for at in order)


def classify(words: str) -> Classified:
    """Propose what a report is about; any text is answered, an empty or foreign one with `none`.

    `category` and `item` are ids of the taxonomy, or `none` for what is no dispute or grievance (a question, a
    suggestion, praise). `top3` are category ids, the likeliest first, `none` among them where it stands; `scores` add
    up to 1 over categories and `none`, those under a half per mille left out.
    """
    return classify_many([words])[0]
