"""The words of a text that speak for a proposal: weights of phrases, laid back onto the words people read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import rjieba

from concord.engines.text.model import Model, Reading
from concord.engines.text.phrases import Floats, Ints, plain
from concord.engines.text.wordlists import word_lists

MOST_CHARACTERS = 1_500
MOST_REASONS = 6
LONGEST_REASON = 10
SMALLEST_SHARE = 0.12
"""A word is shown when it weighs at least this share of the strongest."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A word of the text that speaks for the proposal, where it first stands, and how much it weighs."""

    word: str
    start: int
    weight: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text and what it weighs."""

    start: int
    end: int
    weight: float


def lit(model: Model, reading: Reading, chosen: Ints) -> Floats:
    """How much each character of all texts speaks for the label chosen for its text, summed from the left."""
    found = reading.sightings
    speaks = reading.pulls * model.weights[found.phrases, chosen[found.rows]] / found.lengths
    size = len(found.windows.codes) + 1
    begins = np.bincount(found.places, weights=speaks, minlength=size)
    ends = np.bincount(found.places + found.lengths, weights=speaks, minlength=size)
    by_character = np.cumsum(begins - ends)
    return np.concatenate(([0.0], np.cumsum(by_character))).astype(np.float32)


def _pieces(text: str, summed: Floats) -> list[Piece]:
    """The words that speak, with neighbours that speak too joined to one phrase."""
    words = [
        Piece(start, end, float(summed[end] - summed[start]))
        for word, start, end in rjieba.tokenize(plain(text))
        if _tells(word)
    ]
    floor = SMALLEST_SHARE * max((word.weight for word in words), default=0.0)
    joined: list[Piece] = []
    for word in words:
        if word.weight <= floor or word.weight <= 0:
            continue
        last = joined[-1] if joined else None
        if last and last.end == word.start and word.end - last.start <= LONGEST_REASON:
            joined[-1] = Piece(last.start, word.end, last.weight + word.weight)
        else:
            joined.append(word)
    return joined


def _tells(word: str) -> bool:
    return word not in word_lists()["empty_words"] and word.isalnum() and not word.isdigit()


def reasons(text: str, summed: Floats) -> tuple[Reason, ...]:
    """The strongest words and phrases of one text; `summed` is its part of `lit`."""
    found: dict[str, Reason] = {}
    for piece in _pieces(text[:MOST_CHARACTERS], summed):
        word = text[piece.start : piece.end]
        if len(word) < 2:
            continue
        before = found.get(word)
        found[word] = Reason(
            word, before.start if before else piece.start, piece.weight + (before.weight if before else 0.0)
        )
    return _without_parts(sorted(found.values(), key=lambda reason: (-reason.weight, reason.start)))


def _without_parts(strongest: Sequence[Reason]) -> tuple[Reason, ...]:
    """The first few, without words that are part of another that is shown."""
    kept: list[Reason] = []
    for one in strongest:
        if len(kept) < MOST_REASONS and not any(one.word in other.word or other.word in one.word for other in kept):
            kept.append(Reason(one.word, one.start, round(one.weight, 3)))
    return tuple(kept)


def because(model: Model, reading: Reading, texts: Sequence[str], chosen: Ints) -> list[tuple[Reason, ...]]:
    """For each text the words that speak most for the label chosen for it."""
    summed = lit(model, reading, chosen)
    lengths = np.bincount(reading.sightings.windows.row, minlength=len(texts))
    ends = np.cumsum(lengths)
    return [
        reasons(text, summed[end - length : end + 1]) for text, length, end in zip(texts, lengths, ends, strict=True)
    ]
