"""Which texts people should be asked about, so that their answers teach the classifier most (active learning).

Three reasons to ask: the model is unsure between categories (margin sampling), another door says another category,
or many texts like it came in and nobody has been asked about any (density). A text like one already chosen is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from concord.engines.text.classify import Classified, category_of, classify_many
from concord.engines.text.model import Model, model
from concord.engines.text.phrases import Floats

SIZE, AT_ONCE, SEED = 96, 200, 2026
ALIKE, NEIGHBOURS = 0.8, 10
SURELY = 0.5
MOST_READ = 2_000


class Why(StrEnum):
    """Why a person is asked."""

    UNSURE = "unsure"
    DISAGREE = "disagree"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that nobody was asked about, and the category that another door gave it ('' where none did)."""

    key: int
    text: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A text to ask about: why, what the model says, and how much it weighs among those asked for the same reason."""

    key: int
    why: Why
    said: Classified
    weight: float


@lru_cache(maxsize=2)
def _directions(phrases: int) -> Floats:
    """Random directions, the same at every run: texts that share phrases stay close (Johnson-Lindenstrauss)."""
    dice = np.random.default_rng(SEED)
    return (dice.integers(0, 2, (phrases, SIZE), dtype=np.int8) * 2.0 - 1.0).astype(np.float32)


def vectors(texts: Sequence[str], by: Model) -> Floats:
    """Texts as short vectors of length one; their products are how alike they are."""
    directions, found = _directions(len(by.rarity)), np.zeros((len(texts), SIZE), dtype=np.float32)
    for begin in range(0, len(texts), AT_ONCE):
        reading = by.read(texts[begin : begin + AT_ONCE])
        seen = reading.sightings
        np.add.at(found, seen.rows + begin, reading.pulls[:, None] * directions[seen.phrases])
    lengths: Floats = np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9).astype(np.float32)
    return found / lengths


def _weights(
    said: Sequence[Classified], candidates: Sequence[Candidate], near: NDArray[np.float32], known: NDArray[np.float32]
) -> dict[Why, list[float]]:
    """For each reason how much it weighs for each candidate; 0 where it does not hold."""
    margins = []
    for one in said:
        first, second = (*sorted(one.scores.values(), reverse=True), 0.0, 0.0)[:2]
        margins.append(1 - (first - second))
    differ = [
        one.scores.get(one.category, 0.0) if candidate.other and category_of(candidate.other) != one.category else 0.0
        for one, candidate in zip(said, candidates, strict=True)
    ]
    others = min(NEIGHBOURS, max(1, len(candidates) - 1))
    dense = (
        np.sort(near, axis=1)[:, -others - 1 : -1].mean(axis=1) if len(candidates) > 1 else np.zeros(len(candidates))
    )
    fresh = 1 - np.clip(known, 0.0, 1.0)
    return {
        Why.UNSURE: [margin if margin > SURELY else 0.0 for margin in margins],
        Why.DISAGREE: differ,
        Why.DENSE: (dense * fresh * np.array(margins)).tolist(),
    }


def choose(candidates: Sequence[Candidate], answered: Sequence[str], most: int) -> list[Question]:
    """Up to `most` questions, as many for each reason as for the others where there are enough.

    At most 2,000 candidates are looked at, the last ones. `answered` are texts that people have judged already.
    """
    candidates = candidates[-MOST_READ:]
    if not candidates:
        return []
    trained = model()
    texts = [one.text for one in candidates]
    said, found = classify_many(texts), vectors(texts, trained)
    near = found @ found.T
    known = np.zeros(len(texts), dtype=np.float32)
    if answered:
        known = (found @ vectors(answered[-MOST_READ:], trained).T).max(axis=1)
    weights = _weights(said, candidates, near, known)
    return _drawn(candidates, said, weights, near, most)


def _drawn(
    candidates: Sequence[Candidate],
    said: Sequence[Classified],
    weights: dict[Why, list[float]],
    near: NDArray[np.float32],
    most: int,
) -> list[Question]:
    """The heaviest of each reason in turn, none like one that was drawn before."""
    order = {why: iter(np.argsort(-np.array(told), kind="stable").tolist()) for why, told in weights.items()}
    drawn: dict[int, Question] = {}
    while order and len(drawn) < most:
        for why in list(order):
            at = next((one for one in order[why] if _is_fresh(one, drawn, near)), None)
            if at is None or not weights[why][at]:
                del order[why]
            elif len(drawn) < most:
                drawn[at] = Question(candidates[at].key, why, said[at], round(float(weights[why][at]), 4))
    return list(drawn.values())


def _is_fresh(at: int, drawn: dict[int, Question], near: NDArray[np.float32]) -> bool:
    return at not in drawn and all(near[at, other] < ALIKE for other in drawn)
