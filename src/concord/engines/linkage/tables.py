"""Forms as a Parquet file, and the engine that reads it: DuckDB on one machine, Spark when it outgrows one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from splink import DuckDBAPI
from splink.internals.database_api import DatabaseAPISubClass
from splink.internals.splink_dataframe import SplinkDataFrame

from concord.engines.linkage.comparing import Dialect
from concord.engines.linkage.levels import DISPUTES
from concord.engines.linkage.records import Form, Value, keys_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

AT_ONCE = 20_000
TEXTS = (
    "unique_id",
    "name",
    "surname",
    "phone",
    "phone_ends",
    "identity",
    "identity_ends",
    "against",
    "place",
    "topic",
)
NUMBERS = ("amount", "day")
SHAPE = pa.schema(
    [
        *((column, pa.string()) for column in TEXTS),
        *((column, pa.int64()) for column in NUMBERS),
        ("marks", pa.list_(pa.int64())),
        *((key, pa.string()) for key in DISPUTES.keys),
    ]
)


def write(forms: Iterable[Form], file: Path) -> int:
    """Write forms with their keys; memory stays flat. Gives how many there were."""
    told, coming = 0, iter(forms)
    with pq.ParquetWriter(file, SHAPE) as out:
        while part := list(islice(coming, AT_ONCE)):
            out.write_table(pa.Table.from_pylist([_row(form) for form in part], schema=SHAPE))
            told += len(part)
    return told


def _row(form: Form) -> dict[str, Value]:
    return {column: form.value(column) for column in (*TEXTS, *NUMBERS, "marks")} | keys_of(form)


class Engine(Protocol):
    """What runs the SQL."""

    @property
    def dialect(self) -> Dialect:
        """Whose SQL it understands."""

    @property
    def api(self) -> DatabaseAPISubClass:
        """Splink's way to it."""

    def rows(self, sql: str) -> Iterator[tuple[Value | float, ...]]:
        """The rows of a question, a few at a time."""

    def table(self, sql: str) -> SplinkDataFrame:
        """The answer of a question as a table that Splink takes."""

    def answers(self, found: SplinkDataFrame, columns: str) -> Iterator[tuple[Value | float, ...]]:
        """Some columns of a table that Splink has made."""


@dataclass(frozen=True, slots=True)
class OnDuckdb:
    """One machine; what does not fit into the memory it is given lies in a folder meanwhile."""

    connection: duckdb.DuckDBPyConnection
    api: DuckDBAPI
    dialect: Dialect = "duckdb"

    def rows(self, sql: str) -> Iterator[tuple[Value | float, ...]]:
        told = self.connection.cursor().execute(sql)
        while part := told.fetchmany(AT_ONCE):
            yield from part

    def table(self, sql: str) -> SplinkDataFrame:
        self.connection.execute(f"create or replace table forms_read as {sql}")
        return self.api.register("forms_read")

    def answers(self, found: SplinkDataFrame, columns: str) -> Iterator[tuple[Value | float, ...]]:
        return self.rows(f"select {columns} from {found.physical_name}")  # noqa: S608 (a name that Splink made)


@dataclass(frozen=True, slots=True)
class OnSpark:
    """A cluster; the session says which."""

    session: "SparkSession"
    api: DatabaseAPISubClass
    dialect: Dialect = "spark"

    def rows(self, sql: str) -> Iterator[tuple[Value | float, ...]]:
        return (tuple(row) for row in self.session.sql(sql).toLocalIterator())

    def table(self, sql: str) -> SplinkDataFrame:
        return self.api.register(self.session.sql(sql))

    def answers(self, found: SplinkDataFrame, columns: str) -> Iterator[tuple[Value | float, ...]]:
        return self.rows(f"select {columns} from {found.physical_name}")  # noqa: S608 (a name that Splink made)


@contextmanager
def on_duckdb(file: Path, folder: Path, memory: str = "2GB", threads: int = 2) -> Iterator[OnDuckdb]:
    """DuckDB over a file of forms, with no more than this memory; what it makes lies in `folder` meanwhile."""
    told: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "threads": threads,
        "temp_directory": f"{folder}/spilled",
        "preserve_insertion_order": False,
    }
    with TemporaryDirectory(dir=folder) as within, duckdb.connect(f"{within}/forms.duckdb", config=told) as connection:
        connection.read_parquet(str(file)).create_view("forms")
        yield OnDuckdb(connection, DuckDBAPI(connection))


@contextmanager
def on_spark(file: Path, folder: Path, master: str, settings: Mapping[str, str]) -> Iterator[OnSpark]:
    """Spark over a file of forms; `master` is the cluster's address, and every worker reaches file and folder."""
    from pyspark.sql import SparkSession
    from splink.backends.spark import SparkAPI, similarity_jar_location

    told = {"spark.jars": similarity_jar_location(), "spark.app.name": "concord-linkage", **settings}
    builder = SparkSession.builder.master(master)
    for name, value in told.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        session.sparkContext.setCheckpointDir(str(folder))
        session.read.parquet(str(file)).createOrReplaceTempView("forms")
        yield OnSpark(session, SparkAPI(spark_session=session))
    finally:
        session.stop()
