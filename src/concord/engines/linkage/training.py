"""Learn a model without labels, and set its bars on labelled pairs.

u is counted on random pairs; m by expectation maximisation over pairs that share a key, once for each key, so that
no comparison is learnt only where its own thing agrees (Fellegi and Sunter 1969; Winkler 1988; Splink).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from concord.engines.linkage.levels import Comparison, Kind, Level
from concord.engines.linkage.linking import linker
from concord.engines.linkage.model import VERSION, Bars, Model, Odds, splink_settings
from concord.engines.linkage.records import Record, pairs_of
from concord.engines.linkage.tables import Engine

RANDOM_PAIRS = 2e6
PAIRS_OF_A_RULE = 2e6
COMMON = 0.01
"""A pair of characters that stands in more texts than this share tells none from another."""
SMALLEST_M, SMALLEST_U = 1e-4, 1e-7
"""The shares of a level that was never seen: it weighs more than any that was, but nothing is impossible."""
PRECISION_OF_SURE, WORTH_SHOWING = 0.9995, 0.1


@dataclass(frozen=True, slots=True)
class Labelled:
    """A weighed pair, and whether a person says that the two are the same."""

    weight: float
    same: bool


def common_pairs(records: Iterable[Record]) -> frozenset[str]:
    """The pairs of characters that stand in more than a hundredth of the texts."""
    seen, texts = Counter[str](), 0
    for record in records:
        if record.words:
            seen.update(pairs_of(record.words))
            texts += 1
    return frozenset(pair for pair, often in seen.items() if often > COMMON * texts)


def train(engine: Engine, kind: Kind, common: frozenset[str], about: dict[str, str], seed: int = 4) -> Model:
    """A model of these forms, learnt without labels; its bars are still to be set."""
    splink = linker(engine, kind, splink_settings(kind, engine.dialect))
    splink.training.estimate_probability_two_random_records_match(list(kind.certain), recall=kind.recall_of_certain)
    splink.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=seed)
    for rule in kind.trained_on:
        splink.training.estimate_parameters_using_expectation_maximisation(
            rule, max_pairs=PAIRS_OF_A_RULE, record_sample_proportion=1.0
        )
    told = splink.misc.save_model_to_json()
    learnt = {one["output_column_name"]: one["comparison_levels"] for one in told["comparisons"]}
    odds = {comparison.name: _odds(comparison, learnt[comparison.name]) for comparison in kind.comparisons}
    return Model(kind, VERSION, told["probability_two_random_records_match"], odds, Bars(0, 0, 0), common, about)


def _odds(comparison: Comparison, learnt: Sequence[Mapping[str, float]]) -> tuple[Odds, ...]:
    """The shares of levels as Splink tells them; one that was never seen gets the smallest."""
    stated = [one for one in learnt if not one.get("is_null_level")]
    return tuple(
        _bounded(level, max(one.get("m_probability", 0.0), SMALLEST_M), max(one.get("u_probability", 0.0), SMALLEST_U))
        for level, one in zip(comparison.levels, stated, strict=True)
    )


def _bounded(level: Level, m: float, u: float) -> Odds:
    return Odds(m if level.most is None else min(m, u * 2**level.most), u)


def bars_of(pairs: Iterable[Labelled], same: int) -> Bars:
    """The bars that serve labelled pairs best; `same` is how many are the same, found or not.

    A match from the weight with the best F1; sure from where one in two thousand or fewer is wrong; possible down to
    where of all that a person is shown, one in ten is the same.
    """
    ordered = sorted(pairs, key=lambda pair: -pair.weight)
    hits = list(accumulate(pair.same for pair in ordered))
    f1 = [2 * right / (told + same) for told, right in enumerate(hits, 1)]
    best = max(range(len(f1)), key=lambda at: (f1[at], at))
    sure = [at for at, right in enumerate(hits) if right >= PRECISION_OF_SURE * (at + 1)]
    shown = [at for at in range(best, len(hits)) if hits[at] - hits[best] >= WORTH_SHOWING * (at - best)]
    match, possible = ordered[best].weight, ordered[shown[-1]].weight
    return Bars(round(match, 2), round(possible, 2), round(max(match, ordered[sure[-1]].weight if sure else match), 2))


def with_bars(model: Model, pairs: Iterable[Labelled], same: int) -> Model:
    """The model with the bars that labelled pairs ask for."""
    return replace(model, bars=bars_of(pairs, same))
