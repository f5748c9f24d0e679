"""The five sources as the files that they send, CSV or JSON lines; a few rows of each cannot be taken in."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from concord.engines.linkage.generate import generate
from concord.engines.linkage.records import Record

# The source as it is generated · as it is connected · the form of its file.
SENT = {
    "hotline": ("hotline", "csv"), "letters": ("petition", "jsonl"), "court": ("court", "jsonl"),
    "mediation": ("township", "jsonl"), "grid": ("grid", "csv"),
}  # fmt: skip
COLUMNS = ("outside_id", "words", "against", "class", "place", "day", "name", "phone", "identity")
ONE_IN = 100
"""Of so many rows one has a class, or a place, that the mapping does not know."""
Row = dict[str, str]
Write = Callable[[Row], object]


def write_files(records: int, seed: int, places: Sequence[str], folder: Path) -> dict[str, Path]:
    """Write so many records into the files of their sources, each in one of these places; streaming."""
    paths = {code: folder / f"{code}.{form}" for code, form in SENT.values()}
    with ExitStack() as open_files:
        writers = {code: _writer(path, open_files) for code, path in paths.items()}
        for source, row in _rows(records, seed, places):
            writers[SENT[source][0]](row)
    return paths


def _writer(path: Path, open_files: ExitStack) -> Write:
    out = open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
    if path.suffix == ".jsonl":
        return lambda row: out.write(json.dumps(row, ensure_ascii=False) + "\n")
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    return table.writerow


def _rows(records: int, seed: int, places: Sequence[str]) -> Iterator[tuple[str, Row]]:
    around = cycle(places)
    for number, known in enumerate(generate(records, seed)):
        row = _row(known.record, next(around))
        if number % ONE_IN == ONE_IN - 1:
            row |= {"class": "C99"} if number % (2 * ONE_IN) == ONE_IN - 1 else {"place": "110101001"}
        yield known.record.source, row


def _row(one: Record, place: str) -> Row:
    return {
        "outside_id": one.outside_id, "words": one.words, "against": one.against, "class": one.topic.split("-")[0],
        "place": place, "day": one.day.isoformat() if one.day else "", "name": one.name, "phone": one.phone,
        "identity": one.identity,
    }  # fmt: skip
