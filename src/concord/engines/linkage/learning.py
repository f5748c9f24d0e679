"""The models that are shipped: learnt from invented records without truth, with bars set by the truth of others."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from concord.engines.linkage.generate import Known, generate
from concord.engines.linkage.levels import Kind
from concord.engines.linkage.linking import link
from concord.engines.linkage.model import Model
from concord.engines.linkage.records import Record, prepare
from concord.engines.linkage.tables import on_duckdb, write
from concord.engines.linkage.training import Labelled, common_pairs, train, with_bars

TEXTS_READ = 20_000
SEED_TO_LEARN, SEED_TO_JUDGE = 4, 5
LEAST = -5.0


@dataclass(frozen=True, slots=True)
class Truth:
    """Which records are the same: for a kind, the number of what each tells of."""

    of: dict[str, int]

    @classmethod
    def told(cls, kind: Kind, known: Iterable[Known]) -> "Truth":
        """The truth of invented records, of matters or of people."""
        return cls({one.record.key: one.matter if kind.name == "disputes" else one.person for one in known})

    @property
    def pairs(self) -> int:
        """How many pairs are the same."""
        return sum(often * (often - 1) // 2 for often in Counter(self.of.values()).values())

    def same(self, left: str, right: str) -> bool:
        """Whether two records tell of the same."""
        return self.of[left] == self.of[right]


def learn(kind: Kind, records: int, folder: Path) -> Model:
    """A model of this kind from so many invented records, with its bars; files lie in `folder` meanwhile."""
    common = common_pairs(_records(TEXTS_READ, SEED_TO_LEARN))
    file = folder / f"{kind.name}.parquet"
    write((prepare(record, common) for record in _records(records, SEED_TO_LEARN)), file)
    about = {"learnt from": f"{records:,} invented records, seed {SEED_TO_LEARN}", "bars": f"seed {SEED_TO_JUDGE}"}
    with on_duckdb(file, folder) as engine:
        learnt = train(engine, kind, common, about)
    known = list(generate(records, SEED_TO_JUDGE))
    write((prepare(one.record, common) for one in known), file)
    truth = Truth.told(kind, known)
    with on_duckdb(file, folder) as engine:
        pairs = [Labelled(pair.weight, truth.same(pair.left, pair.right)) for pair in link(engine, learnt, LEAST)]
    return with_bars(learnt, pairs, truth.pairs)


def _records(how_many: int, seed: int) -> Iterator[Record]:
    return (one.record for one in islice(generate(how_many, seed), how_many))
