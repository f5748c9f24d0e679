"""Train the classifier from what the project may carry: its corpus, its lexicon and the taxonomy's own words.

Needs scikit-learn and scipy (for development only). A lexicon line is a set of tiny texts, each one cue; cues weigh
double as features, because someone chose them. The gate to `none` learns from whole texts alone.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from concord.engines.text.model import VERSION, Model
from concord.engines.text.phrases import LONGEST, Floats, Sightings, Vocabulary, plain
from concord.engines.text.taxonomy import NONE, taxonomy

SHORTEST, LONGEST_LEARNT, FEWEST = 2, 4, 2
CUE_BOOST = 2.0
CUE_TEXT_WEIGHT = 0.7
ITEM_FREEDOM, GATE_FREEDOM = 20.0, 30.0
GATE_LEAN = 0.5
"""Letters of the corpus complain more plainly than real ones; the gate leans this much towards `none`."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the item it belongs to (`none` for what is no grievance)."""

    text: str
    item: str


def folder() -> Path:
    """Where corpus, held-out texts, lexicon and model lie."""
    return Path(str(files("concord"))) / "data/text"


def examples_in(kind: str) -> list[Example]:
    """The examples of `corpus` or `heldout`; refuses an item that the taxonomy does not know."""
    found = []
    for file in sorted((folder() / kind).glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            row = json.loads(line)
            if row["item"] != NONE and row["item"] not in taxonomy().items:
                raise ValueError(f"{file.name}, line {number}: the taxonomy has no item {row['item']}.")
            found.append(Example(row["text"], row["item"]))
    return found


def cue_examples() -> list[Example]:
    """Every cue of the lexicon, and the taxonomy's names, aliases and causes, each as a text of its own."""
    lines = yaml.safe_load((folder() / "lexicon.yaml").read_text(encoding="utf-8"))
    found = [Example(word, item) for item, line in lines.items() for word in str(line).split()]
    for item in taxonomy().items.values():
        found += [Example(word, item.id) for word in (*item.aliases, item.zh, *item.causes)]
    return found


def _runs(text: str) -> set[str]:
    form = plain(text)
    sizes = range(SHORTEST, LONGEST_LEARNT + 1)
    runs = (form[at : at + size] for size in sizes for at in range(len(form) - size + 1))
    return {run for run in runs if _tells(run)}


def _tells(run: str) -> bool:
    """Whether a run may be a phrase: no gap in it, and not digits alone."""
    return "\0" not in run and bool(run.strip("0"))


def vocabulary_of(texts: Iterable[str], cues: Iterable[str]) -> Vocabulary:
    """Runs of two to four characters that stand in two texts or more, and every cue."""
    seen = Counter(run for text in texts for run in _runs(text))
    forms = {plain(cue)[:LONGEST] for cue in cues}
    kept = {run for run, often in seen.items() if often >= FEWEST} | {form for form in forms if _tells(form)}
    return Vocabulary.of(sorted(kept))


def _matrix(vocabulary: Vocabulary, texts: Sequence[str]) -> csr_matrix:
    counts = Sightings.of(vocabulary, texts).counts(len(vocabulary.phrases), by_place=False)
    shape = (len(texts), len(vocabulary.phrases))
    return csr_matrix((np.log1p(counts.weights), (counts.rows, counts.phrases)), shape=shape)


def _rarity(counts: csr_matrix, vocabulary: Vocabulary, cues: Iterable[str]) -> Floats:
    often = np.asarray((counts > 0).sum(axis=0)).ravel()
    chosen = {plain(cue)[:LONGEST] for cue in cues}
    boost = np.array([CUE_BOOST if phrase in chosen else 1.0 for phrase in vocabulary.phrases])
    rarity = (np.log((1 + counts.shape[0]) / (1 + often)) + 1) * boost
    return np.asarray(rarity, dtype=np.float32)


def _of_length_one(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(matrix.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))


def _fit_items(vectors: csr_matrix, labels: NDArray[np.str_], weights: Floats) -> LogisticRegression:
    known = labels != NONE
    learner = LogisticRegression(C=ITEM_FREEDOM, max_iter=150)
    return learner.fit(vectors[known], labels[known], sample_weight=weights[known])


def train(corpus: Sequence[Example], version: str = VERSION) -> Model:
    """A model from the corpus, the lexicon and the taxonomy. The same input gives the same model."""
    cues = cue_examples()
    examples = [*cues, *corpus]
    texts, labels = [one.text for one in examples], np.array([one.item for one in examples])
    cue_words = [one.text for one in cues]
    vocabulary = vocabulary_of(texts, cue_words)
    counts = _matrix(vocabulary, texts)
    rarity = _rarity(counts, vocabulary, cue_words)
    vectors = _of_length_one(csr_matrix(counts.multiply(rarity)))
    weights = np.where(np.arange(len(examples)) < len(cues), CUE_TEXT_WEIGHT, 1.0).astype(np.float32)
    items = _fit_items(vectors, labels, weights)
    gate = LogisticRegression(C=GATE_FREEDOM, max_iter=300).fit(vectors[len(cues) :], labels[len(cues) :] == NONE)
    columns = np.concatenate([items.coef_, gate.coef_]).T.astype(np.float32)
    bias = np.concatenate([items.intercept_, gate.intercept_ + GATE_LEAN]).astype(np.float32)
    return Model(version, tuple(str(one) for one in items.classes_), vocabulary, rarity, columns, bias)
