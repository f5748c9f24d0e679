"""Link a whole file of forms: candidates by shared keys, each weighed by the model, on DuckDB or on Spark."""

from collections.abc import Iterator

from splink import Linker
from splink.internals.splink_dataframe import SplinkDataFrame

from concord.engines.linkage.clusters import Pair
from concord.engines.linkage.levels import Kind
from concord.engines.linkage.model import Model
from concord.engines.linkage.records import CROWD
from concord.engines.linkage.tables import Engine


def candidates_sql(engine: Engine, kind: Kind, most: int = CROWD) -> str:
    """The forms, without keys that more than `most` of them share."""
    crowds = {key: _crowds(key, most) for key in kind.keys}
    crowded = {key: sql for key, sql in crowds.items() if next(engine.rows(sql), None) is not None}
    if not crowded:
        return "select * from forms"
    without = "exclude" if engine.dialect == "duckdb" else "except"
    kept = ", ".join(f"case when {key} not in ({sql}) then {key} end as {key}" for key, sql in crowded.items())
    return f"select * {without} ({', '.join(crowded)}), {kept} from forms"  # noqa: S608 (names of columns)


def _crowds(key: str, most: int) -> str:
    return f"select {key} from forms where {key} is not null group by {key} having count(*) > {most}"  # noqa: S608


def linker(engine: Engine, kind: Kind, settings: dict[str, object]) -> Linker:
    """Splink over the forms of an engine."""
    return Linker(engine.table(candidates_sql(engine, kind)), settings)


def link(engine: Engine, model: Model, least: float | None = None) -> Iterator[Pair]:
    """Every pair that shares a key and weighs at least the bar of possible ones (or `least`), in no order."""
    splink = linker(engine, model.kind, model.settings(engine.dialect))
    found = splink.inference.predict(threshold_match_weight=model.bars.possible if least is None else least)
    return pairs(engine, found)


def pairs(engine: Engine, found: SplinkDataFrame) -> Iterator[Pair]:
    """Pairs of a table that Splink has weighed."""
    for left, right, weight in engine.answers(found, "unique_id_l, unique_id_r, match_weight"):
        one, other = sorted((str(left), str(right)))
        yield Pair(one, other, float(str(weight)))
