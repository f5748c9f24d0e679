"""What is measured of linking: time, memory, and what was found beside the truth."""

import argparse
import resource
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from concord.engines.linkage.clusters import Cluster, Pair, clusters
from concord.engines.linkage.generate import Known, generate
from concord.engines.linkage.linking import link
from concord.engines.linkage.model import Model, model
from concord.engines.linkage.records import Form, prepare
from concord.engines.linkage.tables import on_duckdb, write
from tests.bench.data.singly import singly
from tests.bench.report import Figure

Say = Callable[[str], None]
AIM_SECONDS, AIM_GIGABYTES, AIM_F1 = 900, 4.0, 98.0


class Truth:
    """For each record, by its running number, which matter or person it is of; eight bytes a record."""

    def __init__(self, kind: str) -> None:
        self._of_matters = kind == "disputes"
        self.of = array("q")

    def heard(self, known: Iterator[Known]) -> Iterator[Known]:
        for one in known:
            self.of.append(one.matter if self._of_matters else one.person)
            yield one

    def same(self, left: str, right: str) -> bool:
        return self.of[_number(left)] == self.of[_number(right)]

    @property
    def pairs(self) -> int:
        return sum(often * (often - 1) // 2 for often in Counter(self.of).values())


def _number(key: str) -> int:
    return int(key.partition("|")[2])


def measure(told: argparse.Namespace, folder: Path, figures: list[Figure], say: Say) -> None:
    """Measure everything; each figure is added as soon as it is known."""
    of, truth, file = model(told.kind), Truth(told.kind), folder / "forms.parquet"
    whole = _prepare(told, of, truth, file, figures, say)
    say("Linking …")
    began = time.monotonic()
    with on_duckdb(file, folder, told.memory) as engine:
        matches, possible, seen = _split(of, truth, link(engine, of))
    whole += (took := time.monotonic() - began)
    figures.append(Figure("candidates and weights", round(took, 1), "s", note=f"DuckDB within {told.memory}"))
    began = time.monotonic()
    found = clusters(matches, of.bars)
    whole += (took := time.monotonic() - began)
    figures.append(Figure(f"{len(found):,} clusters", round(took, 1), "s"))
    figures.append(Figure("one form, linked and joined", round(whole, 1), "s", aim=AIM_SECONDS))
    figures.append(Figure("processor time of all so far, inventing too", round(time.process_time(), 1), "s"))
    figures.append(_memory())
    figures += _quality(matches, (possible, seen), found, truth)
    say("One record at a time …")
    figures += singly(file, folder, of, told.singly)


def _prepare(told: argparse.Namespace, of: Model, truth: Truth, file: Path, figures: list[Figure], say: Say) -> float:
    """Invent and prepare in one stream; gives the seconds of preparing and writing alone."""
    say(f"Inventing {told.records:,} records, bringing each to one form …")
    inventing = 0.0

    def invented() -> Iterator[Form]:
        nonlocal inventing
        coming = truth.heard(generate(told.records, told.seed))
        while True:
            began = time.perf_counter()
            one = next(coming, None)
            inventing += time.perf_counter() - began
            if one is None:
                return
            yield prepare(one.record, of.common)

    began = time.monotonic()
    assert write(invented(), file) == told.records
    took = time.monotonic() - began - inventing
    figures.append(Figure("inventing (not part of the work)", round(inventing, 1), "s"))
    figures.append(Figure("bringing to one form, written as Parquet", round(took, 1), "s",
                          note=f"{file.stat().st_size / 1e6:,.0f} MB"))  # fmt: skip
    return took


def _split(of: Model, truth: Truth, pairs: Iterator[Pair]) -> tuple[list[Pair], int, int]:
    """The matches; how many are possible besides, and how many of these are the same."""
    matches, possible, seen = list[Pair](), 0, 0
    for pair in pairs:
        if pair.weight >= of.bars.match:
            matches.append(pair)
        else:
            possible += 1
            seen += truth.same(pair.left, pair.right)
    return matches, possible, seen


def _memory() -> Figure:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return Figure("peak memory, all in one process", round(peak, 2), "GB", aim=AIM_GIGABYTES)


def _quality(matches: list[Pair], shown: tuple[int, int], found: list[Cluster], truth: Truth) -> list[Figure]:
    same, (possible, seen) = truth.pairs, shown
    right = sum(truth.same(pair.left, pair.right) for pair in matches)
    safe = [one.records for one in found if one.safe]
    pairs = [(left, right) for records in safe for at, left in enumerate(records) for right in records[:at]]
    joined = sum(truth.same(*pair) for pair in pairs)
    return [
        Figure("pairs that are the same in truth", same),
        Figure("matches: precision", _percent(right, len(matches)), "%", note=f"{len(matches):,} pairs"),
        Figure("matches: recall", _percent(right, same), "%"),
        Figure("matches: F1", _percent(2 * right, len(matches) + same), "%", aim=AIM_F1, more=True),
        Figure("possible pairs, for a person", possible, note=f"of which {seen:,} are the same"),
        Figure("joined unseen: precision", _percent(joined, len(pairs)), "%", note=f"{len(safe):,} clusters"),
        Figure("joined unseen: recall", _percent(joined, same), "%"),
        Figure("chains for a person", len(found) - len(safe)),
    ]


def _percent(part: int, of: int) -> float:
    return round(100 * part / max(1, of), 2)
