"""The trained model: phrases and what each weighs for every item, kept in one small file and read with numpy alone.

A text is the TF-IDF vector of its phrases, of length one; an item's score is the sum of its phrases' weights. A second
sum, the gate, tells grievances from questions, suggestions and praise.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np

from concord.engines.text.phrases import Counts, Floats, Sightings, Vocabulary
from concord.engines.text.taxonomy import NONE

VERSION = "disputes-2026.11"
FOLDER = "data/text/model"
ROWS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a set of texts: shares of items (and `none`, last) in rows that add up to 1."""

    shares: Floats
    sightings: Sightings
    pulls: Floats
    """How strongly each sighting counts in its text, before the weight of an item."""


@dataclass(frozen=True, slots=True)
class Model:
    """Phrases, their rarity, and weights by item; the last column of `weights` is the gate to `none`."""

    version: str
    items: tuple[str, ...]
    vocabulary: Vocabulary
    rarity: Floats
    weights: Floats
    bias: Floats

    @property
    def labels(self) -> tuple[str, ...]:
        """Items, and `none` last."""
        return (*self.items, NONE)

    def read(self, texts: Sequence[str]) -> Reading:
        """Score many texts at once."""
        sightings = Sightings.of(self.vocabulary, texts)
        counts = sightings.counts(len(self.rarity))
        vectors, lengths = self._vectors(counts, len(texts))
        scores = self._scores(counts, vectors, len(texts))
        pulls = sightings.weights * self.rarity[sightings.phrases] / lengths[sightings.rows]
        return Reading(shares_of(scores), sightings, pulls)

    def _vectors(self, counts: Counts, texts: int) -> tuple[Floats, Floats]:
        values = np.log1p(counts.weights) * self.rarity[counts.phrases]
        squares = np.bincount(counts.rows, weights=values * values, minlength=texts)
        lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
        return values / lengths[counts.rows], lengths

    def _scores(self, counts: Counts, values: Floats, texts: int) -> Floats:
        scores = np.tile(self.bias, (texts, 1))
        edges = np.searchsorted(counts.rows, np.arange(0, texts + ROWS_AT_ONCE, ROWS_AT_ONCE))
        for begin, end in pairwise(edges.tolist()):
            if begin == end:
                continue
            rows, starts = np.unique(counts.rows[begin:end], return_index=True)
            spoken = self.weights[counts.phrases[begin:end]] * values[begin:end, None]
            scores[rows] += np.add.reduceat(spoken, starts, axis=0)
        return scores

    def save(self, file: Path) -> None:
        """Write the model: weights as bytes with one scale for each column."""
        scale = np.maximum(np.abs(self.weights).max(axis=0), 1e-9) / 127
        np.savez_compressed(
            file,
            about=np.frombuffer(json.dumps({"version": self.version, "items": self.items}).encode(), dtype=np.uint8),
            phrases=np.frombuffer("\n".join(self.vocabulary.phrases).encode(), dtype=np.uint8),
            rarity=self.rarity.astype(np.float16),
            weights=np.round(self.weights / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            bias=self.bias.astype(np.float32),
        )


def shares_of(scores: Floats) -> Floats:
    """Scores as shares: a softmax over the items, and beside it the gate's logistic share for `none`."""
    raised = np.exp(scores[:, :-1] - scores[:, :-1].max(axis=1, keepdims=True))
    none = 1 / (1 + np.exp(-scores[:, -1:]))
    items = raised / raised.sum(axis=1, keepdims=True) * (1 - none)
    return np.concatenate([items, none], axis=1).astype(np.float32)


def load(file: Path | BytesIO) -> Model:
    """Read a model from its file, or from the bytes of one."""
    with np.load(file, allow_pickle=False) as kept:
        about = json.loads(kept["about"].tobytes())
        phrases = kept["phrases"].tobytes().decode().split("\n")
        weights = kept["weights"].astype(np.float32) * kept["scale"]
        rarity, bias = kept["rarity"].astype(np.float32), kept["bias"]
    return Model(about["version"], tuple(about["items"]), Vocabulary.of(phrases), rarity, weights, bias)


def file_of(version: str = VERSION) -> Path:
    """Where the model of a version lies."""
    return Path(str(files("concord"))) / FOLDER / f"{version}.npz"


@cache
def shipped() -> Model:
    """The model that comes with the platform, read once."""
    return load(file_of())


def _none() -> Model | None:
    return None


@dataclass(slots=True)
class InForce:
    """Which model reads reports: a platform may put another in force than the shipped one, and back."""

    choose: Callable[[], Model | None] = _none


in_force = InForce()


def model() -> Model:
    """The model in force."""
    return in_force.choose() or shipped()
