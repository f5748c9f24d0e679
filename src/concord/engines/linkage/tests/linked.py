"""Invented records, linked once for the tests that look at the result."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from concord.engines.linkage.clusters import Pair
from concord.engines.linkage.generate import Known, generate
from concord.engines.linkage.learning import Truth
from concord.engines.linkage.levels import KINDS
from concord.engines.linkage.linking import link
from concord.engines.linkage.model import Model, model
from concord.engines.linkage.records import Form, prepare
from concord.engines.linkage.tables import on_duckdb, write

RECORDS, SEED = 8_000, 21


@dataclass(frozen=True)
class Linked:
    """Records, their forms, and the pairs that DuckDB finds among them."""

    model: Model
    known: list[Known]
    forms: dict[str, Form]
    pairs: dict[tuple[str, str], float]
    truth: Truth


def pairs_of(forms: list[Form], of: Model) -> list[Pair]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "forms.parquet"
        write(forms, file)
        with on_duckdb(file, Path(folder)) as engine:
            return list(link(engine, of))


@cache
def linked(kind: str) -> Linked:
    """With a seed that no model was trained or judged on."""
    of, known = model(kind), list(generate(RECORDS, SEED))
    forms = {one.record.key: prepare(one.record, of.common) for one in known}
    pairs = {(pair.left, pair.right): pair.weight for pair in pairs_of(list(forms.values()), of)}
    return Linked(of, known, forms, pairs, Truth.told(KINDS[kind], known))
