"""One new record among all that exist: candidates from a table of keys on disk, as a database would keep it."""

import json
import random
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

import pyarrow.parquet as pq

from concord.engines.linkage.finding import find_form
from concord.engines.linkage.model import Model
from concord.engines.linkage.records import Form, keys_of
from tests.bench.report import Figure

COLUMNS = [one.name for one in fields(Form)]
SHAPE = "create table form (id integer primary key, told text); create table held (key text, form integer)"


class OnDisk:
    """Forms and their keys in SQLite; `candidates` is two indexed questions for each key."""

    def __init__(self, file: Path, folder: Path) -> None:
        self._line = sqlite3.connect(folder / "keys.sqlite")
        self._line.executescript(f"pragma journal_mode = off; pragma synchronous = off; {SHAPE}")
        number = 0
        for part in pq.ParquetFile(file).iter_batches(20_000, columns=COLUMNS):
            forms = [_form(row) for row in part.to_pylist()]
            self._keep(number, forms)
            number += len(forms)
        self._line.execute("create index held_by on held (key, form)")
        self.forms = number

    def _keep(self, first: int, forms: list[Form]) -> None:
        told = [(first + at, json.dumps([form.value(one) for one in COLUMNS])) for at, form in enumerate(forms)]
        self._line.executemany("insert into form values (?, ?)", told)
        held = [(f"{rule} {key}", first + at) for at, form in enumerate(forms) for rule, key in keys_of(form).items()]
        self._line.executemany("insert into held values (?, ?)", held)

    def form(self, number: int) -> Form:
        """The form of a running number."""
        ((told,),) = self._line.execute("select told from form where id = ?", (number,))
        return _form(dict(zip(COLUMNS, json.loads(told), strict=True)))

    def candidates(self, keys: Mapping[str, str], most: int) -> Iterable[Form]:
        """The forms that share one of these keys, each once."""
        found = set[int]()
        for rule, key in keys.items():
            rows = self._line.execute("select form from held where key = ? limit ?", (f"{rule} {key}", most + 1))
            sharing = [number for (number,) in rows]
            found |= set(sharing) if len(sharing) <= most else set()
        return [self.form(number) for number in found]


def _form(row: dict[str, object]) -> Form:
    marks = row.pop("marks")
    return Form(**row, marks=tuple(marks) if isinstance(marks, list) else None)  # type: ignore[arg-type]


def singly(file: Path, folder: Path, of: Model, how_many: int) -> list[Figure]:
    """How long it takes to find what one record matches, among all records of a file."""
    began = time.monotonic()
    index = OnDisk(file, folder)
    built = time.monotonic() - began
    chance, took = random.Random(1), list[float]()
    for form in [index.form(chance.randrange(index.forms)) for _one in range(how_many)]:
        began = time.perf_counter()
        find_form(form, index, of)
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    return [
        Figure("one record: keys of all on disk (SQLite)", round(built, 1), "s"),
        Figure("one record among all: median", round(took[len(took) // 2], 1), "ms"),
        Figure("one record among all: 99th", round(took[len(took) * 99 // 100], 1), "ms", aim=1_000),
    ]
