"""The cells of a Word table in their grid: each merged cell once, with the rows and columns that it spans."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from concord.engines.review.reading.inline import chosen
from concord.engines.review.reading.package import local, stepping, value, word
from concord.engines.review.reading.styles import number

THROUGH = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
WIDEST = 63


@dataclass(slots=True)
class Placed:
    """A cell of a table where it stands, from 0."""

    element: etree._Element
    path: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def grid(table: etree._Element, path: str) -> list[Placed]:
    """The cells of a table, row by row. A cell merged into the one above is not told again."""
    cells: list[Placed] = []
    above: dict[int, Placed] = {}
    for row, (element, at) in enumerate(_children(table, path, "tr")):
        below: dict[int, Placed] = {}
        for cell in _row(element, at, row):
            properties = cell.element.find(word("tcPr"))
            continues = value(properties, "vMerge") not in (None, "restart")
            origin = above.get(cell.column) if continues else None
            if origin is None:
                cells.append(cell)
            else:
                origin.rows += 1
            if value(properties, "vMerge") is not None:
                below[cell.column] = origin or cell
        above = below
    return cells


def _row(element: etree._Element, path: str, row: int) -> Iterator[Placed]:
    column = _span(element.find(word("trPr")), "gridBefore", 0)
    for cell, at in _children(element, path, "tc"):
        columns = _span(cell.find(word("tcPr")), "gridSpan", 1)
        yield Placed(cell, at, row, column, 1, columns)
        column += columns


def _span(properties: etree._Element | None, name: str, otherwise: int) -> int:
    given = number(value(properties, name))
    return otherwise if given is None else min(max(given, otherwise), WIDEST)


def _children(parent: etree._Element, path: str, wanted: str) -> Iterator[tuple[etree._Element, str]]:
    for child, tag, at in stepping(parent, path):
        if tag == wanted:
            yield child, at
        elif tag in THROUGH:
            yield from _children(child, at, wanted)
        elif tag == "AlternateContent":
            branch = chosen(child)
            yield from _children(branch, f"{at}/{branch.prefix}:{local(branch)}[1]", wanted)
