"""A trained model: how often each level is found among the same and among others, and the bars between the answers.

The weight of a pair is the sum of what its levels weigh, log2(m/u), and of the odds that any two are the same
(Fellegi and Sunter 1969). It says only how likely two records are the same thing; nothing about anybody in them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import log2
from pathlib import Path

from concord.engines.linkage.comparing import Dialect
from concord.engines.linkage.levels import KINDS, Comparison, Kind, Level
from concord.engines.linkage.records import Form

VERSION = "2026.11"
FOLDER = "data/linkage"


class Answer(StrEnum):
    """What is said of a pair."""

    MATCH = "match"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Odds:
    """The share of a level among pairs that are the same (m) and among those that are not (u)."""

    m: float
    u: float

    @property
    def weight(self) -> float:
        """In bits; above zero it speaks for the same."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Bars:
    """From which weight a pair is a match, and from which it is shown to a person; `sure` holds a chain together."""

    match: float
    possible: float
    sure: float


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt of one kind of record. `odds` are by comparison, in the order of its levels."""

    kind: Kind
    version: str
    prior: float
    odds: dict[str, tuple[Odds, ...]]
    bars: Bars
    common: frozenset[str]
    about: dict[str, str]

    def levels(self, left: Form, right: Form) -> Iterator[tuple[Comparison, Level | None, float]]:
        """For each comparison the level of these two and its weight; None and 0 where nothing can be said."""
        for comparison in self.kind.comparisons:
            at = level_of(comparison, left, right)
            if at is None:
                yield comparison, None, 0.0
            else:
                yield comparison, comparison.levels[at], self.odds[comparison.name][at].weight

    def weight(self, left: Form, right: Form) -> float:
        """How strongly all levels together speak for the same, in bits; 0 is as likely as not. Equal to Splink's."""
        return self.begin + sum(weight for _comparison, _level, weight in self.levels(left, right))

    @property
    def begin(self) -> float:
        """The weight of a pair of which nothing is known."""
        return log2(self.prior / (1 - self.prior))

    def answer(self, weight: float) -> Answer:
        """What is said of a pair of this weight."""
        if weight >= self.bars.match:
            return Answer.MATCH
        return Answer.POSSIBLE if weight >= self.bars.possible else Answer.NO

    def settings(self, dialect: Dialect) -> dict[str, object]:
        """The same model as Splink takes it, for DuckDB or Spark."""
        return splink_settings(self.kind, dialect, self.prior, self.odds)

    def save(self, file: Path) -> None:
        """Write the model as JSON that people can read and compare."""
        told = {
            "kind": self.kind.name,
            "version": self.version,
            "about": self.about,
            "prior": self.prior,
            "bars": {"match": self.bars.match, "possible": self.bars.possible, "sure": self.bars.sure},
            "levels": {
                comparison.name: [
                    {
                        "level": level.en,
                        "m": float(f"{one.m:.5g}"),
                        "u": float(f"{one.u:.5g}"),
                        "weight": round(one.weight, 2),
                    }
                    for level, one in zip(comparison.levels, self.odds[comparison.name], strict=True)
                ]
                for comparison in self.kind.comparisons
            },
            "common": " ".join(sorted(self.common)),
        }
        file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def level_of(comparison: Comparison, left: Form, right: Form) -> int | None:
    """The first level that holds of these two; None where one of them does not state the thing."""
    if comparison.unstated and comparison.unstated.holds(left, right):
        return None
    return next(at for at, level in enumerate(comparison.levels) if level.question.holds(left, right))


def splink_settings(
    kind: Kind, dialect: Dialect, prior: float | None = None, odds: dict[str, tuple[Odds, ...]] | None = None
) -> dict[str, object]:
    """Splink's settings for a kind; with odds they are trained, without to be trained."""
    told: dict[str, object] = {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "comparisons": [
            _splink_comparison(comparison, dialect, odds[comparison.name] if odds else None)
            for comparison in kind.comparisons
        ],
        "blocking_rules_to_generate_predictions": [f"l.{key} = r.{key}" for key in kind.keys],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }
    return told if prior is None else told | {"probability_two_random_records_match": prior}


def _splink_comparison(comparison: Comparison, dialect: Dialect, odds: tuple[Odds, ...] | None) -> dict[str, object]:
    levels: list[dict[str, object]] = []
    if comparison.unstated:
        condition = comparison.unstated.sql(dialect)
        levels.append({"sql_condition": condition, "is_null_level": True, "label_for_charts": "unstated"})
    for at, level in enumerate(comparison.levels):
        told: dict[str, object] = {"sql_condition": level.question.sql(dialect), "label_for_charts": level.en}
        if odds:
            told |= {"m_probability": odds[at].m, "u_probability": odds[at].u}
        levels.append(told)
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def load(file: Path) -> Model:
    """Read a model from its file; refuses one whose levels are not those of the code."""
    told = json.loads(file.read_text(encoding="utf-8"))
    kind = KINDS[told["kind"]]
    for comparison in kind.comparisons:
        if [one["level"] for one in told["levels"][comparison.name]] != [level.en for level in comparison.levels]:
            raise ValueError(f"{file.name}: the levels of {comparison.name} are not those it was trained with.")
    odds = {name: tuple(Odds(one["m"], one["u"]) for one in levels) for name, levels in told["levels"].items()}
    return Model(
        kind,
        told["version"],
        told["prior"],
        odds,
        Bars(**told["bars"]),
        frozenset(told["common"].split()),
        told["about"],
    )


def file_of(kind: str, version: str = VERSION) -> Path:
    """Where the model of a kind lies."""
    return Path(str(files("concord"))) / FOLDER / f"{kind}-{version}.json"


@cache
def model(kind: str) -> Model:
    """The model in force of a kind (`disputes` or `parties`), read once."""
    return load(file_of(kind))
