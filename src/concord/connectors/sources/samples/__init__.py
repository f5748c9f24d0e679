"""What the stand-ins hold and how they speak: one file for each source; everyone and everything in them is invented."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO, StringIO

import yaml
from openpyxl import Workbook

KINDS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
Records = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Sample:
    """An outside system: what it is called, how it speaks in its own words, and what it holds at first."""

    source: str
    name: str
    by: str
    records: Records
    id: str
    path: str = "/unused"
    rows: str = ""
    more: str = ""
    newest: str = ""
    asks: Mapping[str, str] = field(default_factory=dict)


@cache
def sample(source: str) -> Sample:
    """The sample of one source."""
    told = yaml.safe_load((files(__package__) / f"{source}.yaml").read_text(encoding="utf-8"))
    return Sample(source=source, **told)


@cache
def samples() -> tuple[Sample, ...]:
    """All of them, by code."""
    names = sorted(one.name for one in files(__package__).iterdir() if one.name.endswith(".yaml"))
    return tuple(sample(name.removesuffix(".yaml")) for name in names)


def placed(body: dict[str, object], path: str, what: object) -> None:
    """Put something into an answer at a path of keys; nowhere without a path."""
    *above, last = path.split(".")
    for key in above:
        inner = body.setdefault(key, {})
        assert isinstance(inner, dict)
        body = inner
    if last:
        body[last] = what


def table_of(records: Records, kind: str) -> tuple[bytes, str]:
    """Records as the file that a source sends, and its ending: CSV as Excel writes it in China, or Excel."""
    heads = list(dict.fromkeys(name for record in records for name in record))
    lines = [heads, *([str(record.get(head, "")) for head in heads] for record in records)]
    if kind != "xlsx":
        out = StringIO()
        csv.writer(out).writerows(lines)
        return out.getvalue().encode("gb18030"), "csv"
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue(), "xlsx"
