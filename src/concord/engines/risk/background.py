"""How common words are in what residents write: counted once from the project's own letters, kept as data.

`python -m concord.engines.risk.background FOLDER FILE` counts anew.
"""

import csv
import gzip
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from concord.engines.risk.report import Report
from concord.engines.risk.vocabulary import Vocabulary, terms_of

FILE, FEWEST = "data/risk/words.csv.gz", 4


def count(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """How many texts there are, and in how many of them each word and each pair of words stands."""
    documents = 0
    found: Counter[str] = Counter()
    for text in texts:
        words, pairs = terms_of(Report(key=0, at=datetime.min.replace(tzinfo=UTC), sender="", title=text))
        documents += 1
        found.update([*words, *pairs])
    return documents, Counter({term: times for term, times in found.items() if times >= FEWEST})


def letters_in(folder: Path) -> Iterator[str]:
    """The texts of all letters in a folder of JSON lines, in the order of their files."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield str(json.loads(line)["text"])


def written(documents: int, found: Counter[str]) -> bytes:
    """The counts as they are kept: first the number of texts, then a word a line, the most common first."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["", documents])
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    writer.writerows(ordered)
    return gzip.compress(table.getvalue().encode(), mtime=0)


@cache
def _read() -> tuple[int, dict[str, int]]:
    packed = (files("concord") / FILE).read_bytes()
    rows = list(csv.reader(io.StringIO(gzip.decompress(packed).decode())))
    documents = int(rows[0][1])
    return documents, {row[0]: int(row[1]) for row in rows[1:]}


def vocabulary() -> Vocabulary:
    """A vocabulary that knows what is common in what residents write, and nothing yet of here and now."""
    documents, prior = _read()
    return Vocabulary(prior, documents)


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(written(*count(letters_in(Path(sys.argv[1])))))
