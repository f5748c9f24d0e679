"""Texts as weighed phrases: the features of the classifier, for many texts at once.

A phrase is one to `LONGEST` characters in a row without a gap. Every run of a text is looked up in a vocabulary by a
64-bit hash, all texts in one sweep of numpy, so that a thousand reports take a fraction of a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

LONGEST = 8
MOST_CHARACTERS = 20_000
HEAD, BODY = 40, 150
HEAD_WEIGHT, BODY_WEIGHT, TAIL_WEIGHT = 2.0, 1.0, 0.4
FACTOR = np.uint64(0x9E3779B97F4A7C15)
GAP = 0


def _form_of(code: int) -> str:
    """One character in the plain form: half width, lower case, any digit as 0; what is no letter becomes a gap."""
    character = chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else chr(code)
    if character.isdigit():
        return "0"
    lower = character.lower() if character.isascii() else character
    return lower if lower.isalnum() else "\0"


class _Forms(dict[int, str]):
    """Plain forms, each worked out once."""

    def __missing__(self, code: int) -> str:
        form = _form_of(code)
        self[code] = form
        return form


FORMS = _Forms()


def plain(text: str) -> str:
    """`text` at the same length in the plain form in which phrases are counted."""
    return text.translate(FORMS)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often (weighed by place) which phrase stands in which text: three arrays, sorted by text, then phrase."""

    rows: Ints
    phrases: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Windows:
    """All texts as one row of characters: codes, the text each belongs to, and its place in it."""

    codes: NDArray[np.uint64]
    row: Ints
    place: Ints
    gaps: Ints

    @classmethod
    def over(cls, texts: Sequence[str]) -> "Windows":
        """Lay out texts (their first 20,000 characters), with a gap after each."""
        plains = [plain(text[:MOST_CHARACTERS]) + "\0" for text in texts]
        raw = "".join(plains).encode("utf-32-le", "surrogatepass")
        codes = np.frombuffer(raw, dtype=np.uint32).astype(np.uint64)
        lengths = np.array([len(one) for one in plains], dtype=np.int64)
        row = np.repeat(np.arange(len(plains), dtype=np.int64), lengths)
        starts = np.cumsum(lengths) - lengths
        place = np.arange(len(codes), dtype=np.int64) - starts[row] if len(codes) else np.zeros(0, np.int64)
        return cls(codes, row, place, np.concatenate(([0], np.cumsum(codes == GAP))))

    def hashes(self, longest: int) -> Iterable[tuple[int, NDArray[np.uint64], Ints]]:
        """For each length the hashes of all runs of that length, and where they begin."""
        running = np.zeros(len(self.codes), dtype=np.uint64)
        for length in range(1, longest + 1):
            span = len(self.codes) - length + 1
            if span <= 0:
                return
            running = running[:span] * FACTOR + self.codes[length - 1 :]
            begins = np.flatnonzero(self.gaps[length:] == self.gaps[:span])
            yield length, running[begins], begins


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases that are looked for; a phrase's number is its place in `phrases`."""

    phrases: tuple[str, ...]
    tables: dict[int, tuple[NDArray[np.uint64], Ints]]

    @classmethod
    def of(cls, phrases: Sequence[str]) -> "Vocabulary":
        """A vocabulary of phrases in plain form, at most `LONGEST` characters each."""
        windows = Windows.over(phrases)
        lengths = np.array([len(phrase) for phrase in phrases], dtype=np.int64)
        tables = {}
        for length, hashes, begins in windows.hashes(LONGEST):
            whole = (windows.place[begins] == 0) & (lengths[windows.row[begins]] == length)
            keys, numbers = hashes[whole], windows.row[begins][whole]
            order = np.argsort(keys)
            if len(keys):
                tables[length] = (keys[order], numbers[order])
        return cls(tuple(phrases), tables)

    def found_in(self, windows: Windows) -> tuple[Ints, Ints, Ints]:
        """Every place where a phrase stands: places in the row of characters, numbers of phrases, their lengths."""
        places, numbers, lengths = [], [], []
        for length, hashes, begins in windows.hashes(max(self.tables, default=0)):
            if length not in self.tables:
                continue
            keys, ids = self.tables[length]
            at = np.minimum(np.searchsorted(keys, hashes), len(keys) - 1)
            hit = keys[at] == hashes
            places.append(begins[hit])
            numbers.append(ids[at[hit]])
            lengths.append(np.full(int(hit.sum()), length, dtype=np.int64))
        none = [np.zeros(0, dtype=np.int64)]
        return np.concatenate(places or none), np.concatenate(numbers or none), np.concatenate(lengths or none)


@dataclass(frozen=True, slots=True)
class Sightings:
    """Every place in a set of texts where a phrase of a vocabulary stands."""

    windows: Windows
    places: Ints
    phrases: Ints
    lengths: Ints

    @classmethod
    def of(cls, vocabulary: Vocabulary, texts: Sequence[str]) -> "Sightings":
        """Look for all phrases in all texts."""
        windows = Windows.over(texts)
        return cls(windows, *vocabulary.found_in(windows))

    @property
    def rows(self) -> Ints:
        """The text in which each stands."""
        return self.windows.row[self.places]

    @property
    def weights(self) -> Floats:
        """What each counts: people name the matter in the subject and the first lines, and wander afterwards."""
        place = self.windows.place[self.places]
        late = np.where(place < BODY, BODY_WEIGHT, TAIL_WEIGHT)
        return np.where(place < HEAD, HEAD_WEIGHT, late).astype(np.float32)

    def counts(self, size: int, *, by_place: bool = True) -> Counts:
        """Summed by text and phrase; `size` is the number of phrases of the vocabulary."""
        weights = self.weights if by_place else np.ones(len(self.places), dtype=np.float32)
        unique, inverse = np.unique(self.rows * size + self.phrases, return_inverse=True)
        summed = np.bincount(inverse, weights=weights, minlength=len(unique)).astype(np.float32)
        return Counts(unique // max(size, 1), unique % max(size, 1), summed)
