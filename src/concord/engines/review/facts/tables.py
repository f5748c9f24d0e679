"""Price lists: rows with quantity, unit price and amount, their totals, and the sum below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from concord.engines.review.text import At, Text, folded

_QUANTITY = re.compile(r"数量|工程量")
_UNIT_PRICE = re.compile(r"单价|综合单价")
_AMOUNT = re.compile(r"合价|金额|小计|总价|价格小计")
_SUM = re.compile(r"^(?:合计|总计|共计|总价|总金额|合计金额|小写)")
_MOST_SIGNS = 18
_NUMBER = re.compile(r"[¥\s,]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a price list, in yuan; None where a cell has no number."""

    quantity: Decimal | None
    price: Decimal | None
    amount: Decimal | None
    at: At


@dataclass(frozen=True, slots=True)
class PriceList:
    """A table of prices: its rows, and the total that it states."""

    rows: tuple[Row, ...]
    total: Decimal | None
    at: At

    @property
    def sum(self) -> Decimal | None:
        """The amounts added up; None where one is missing."""
        found = [row.amount for row in self.rows]
        return sum((one for one in found if one is not None), Decimal(0)) if found and None not in found else None


def _decimal(words: str) -> Decimal | None:
    bare = _NUMBER.sub("", folded(words)).removesuffix("元").strip()
    if len(bare) > _MOST_SIGNS:
        return None
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    return value if re.fullmatch(r"-?\d+(?:\.\d+)?", bare) else None


Grid = dict[int, dict[int, tuple[str, At]]]


def _grids(text: Text) -> Iterator[Grid]:
    """Each table by row and column; a merged cell stands once."""
    tables: dict[tuple[int, str], Grid] = {}
    for block, begin in zip(text.blocks, text.starts, strict=True):
        if cell := block.cell:
            row = tables.setdefault((cell.table, cell.inside), {}).setdefault(cell.row, {})
            words, at = row.get(cell.column, ("", At(begin, begin)))
            row[cell.column] = (words + folded(block.text), At(at.start if words else begin, begin + len(block.text)))
    yield from tables.values()


def price_lists(text: Text) -> Iterator[PriceList]:
    """Every table whose head names a quantity, a unit price and an amount."""
    for grid in _grids(text):
        for number, row in sorted(grid.items()):
            columns = [_column(row, pattern) for pattern in (_QUANTITY, _UNIT_PRICE, _AMOUNT)]
            if None not in columns:
                yield _list(grid, number, [one or 0 for one in columns], _factor(row))
                break


def _column(row: dict[int, tuple[str, At]], pattern: re.Pattern[str]) -> int | None:
    found = [column for column, (words, _at) in sorted(row.items()) if pattern.search(words)]
    if pattern is _AMOUNT:
        found = [column for column in found if not _UNIT_PRICE.search(row[column][0])]
    return found[0] if found else None


def _factor(row: dict[int, tuple[str, At]]) -> int:
    return 10**4 if any("万元" in words for words, _at in row.values()) else 1


def _list(grid: Grid, head: int, columns: list[int], factor: int) -> PriceList:
    rows, total = [], None
    places = [at for row in grid.values() for _words, at in row.values()]
    for number, row in sorted(grid.items()):
        if number <= head:
            continue
        cells = [_decimal(row[column][0]) if column in row else None for column in columns]
        first = next((words.strip() for _column, (words, _at) in sorted(row.items()) if words.strip()), "")
        if _SUM.match(first):
            total = next(
                (
                    value
                    for words, _at in reversed([row[c] for c in sorted(row)])
                    if (value := _decimal(words)) is not None
                ),
                None,
            )
        elif cells[2] is not None or (cells[0] is not None and cells[1] is not None):
            at = At(min(at.start for _w, at in row.values()), max(at.end for _w, at in row.values()))
            rows.append(Row(cells[0], _times(cells[1], factor), _times(cells[2], factor), at))
    return PriceList(
        tuple(rows), _times(total, factor), At(min(at.start for at in places), max(at.end for at in places))
    )


def _times(value: Decimal | None, factor: int) -> Decimal | None:
    return None if value is None else value * factor
