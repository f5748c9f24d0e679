"""Pages of print as blocks: paragraphs from lines, cells from ruled tables, headers and footers told once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from concord.engines.review.document import Block, Cell, Kind
from concord.engines.review.reading.glyphs import Glyph, lines
from concord.engines.review.reading.lines import Box, Line, column, joined, margins, paragraphs
from concord.engines.review.reading.ruled import Grid, Rule, grids

PADDING = 11.0


@dataclass(slots=True)
class Tabled:
    """A table of one page, or of several where it goes on: its rows of cells, each with its text."""

    page: int
    top: float
    xs: list[float]
    cells: list[tuple[Cell, str, int, Box]]
    rows: int


@dataclass(slots=True)
class Pages:
    """What was found on all pages."""

    lines: list[Line] = field(default_factory=list)
    tables: list[Tabled] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    pictures: int = 0
    recognised: bool = False

    def add(self, number: int, height: float, glyphs: Sequence[Glyph], rules: tuple[list[Rule], list[Rule]]) -> None:
        """One more page: its signs, and the level and upright lines that are drawn on it."""
        self.heights[number] = height
        free = list(glyphs)
        for grid in grids(*rules):
            within: dict[int, list[Glyph]] = {}
            outside: list[Glyph] = []
            for glyph in free:
                cell = grid.at(*glyph.middle)
                (outside if cell is None else within.setdefault(cell, [])).append(glyph)
            if within:
                free = outside
                self.tables.append(_tabled(grid, within, number))
        self.lines += lines(free, number)


def blocks(pages: Pages) -> Iterator[Block]:
    """The blocks of all pages, in reading order."""
    headers, text, footers = margins(pages.lines, pages.heights)
    yield from _margin(headers, Kind.HEADER, "h1")
    setting = column(text)
    count = 0
    for table, group in _order(text, _continued(pages.tables, text)):
        for one in paragraphs(group, setting):
            count += 1
            yield Block(f"p{count}", Kind.PARAGRAPH, one.text, page=one.page, path=f"page {one.page}", boxes=one.boxes)
        if table is not None:
            yield from _cells(*table)
    yield from _margin(footers, Kind.FOOTER, "f1")


def _tabled(grid: Grid, within: dict[int, list[Glyph]], page: int) -> Tabled:
    cells = [
        (Cell(0, one.row, one.column, one.rows, one.columns), _cell_text(within.get(count, []), one.box), page, one.box)
        for count, one in enumerate(grid.cells)
    ]
    return Tabled(page, grid.ys[0], grid.xs, cells, len(grid.ys) - 1)


def _cell_text(glyphs: list[Glyph], box: Box) -> str:
    """The text of a cell: a line that had no room for one more sign goes on in the next ("111105.0" and "0")."""
    groups: list[list[str]] = []
    room = box[2] - box[0] - PADDING
    full = False
    for line in lines(glyphs, 0):
        if full:
            groups[-1].append(line.text)
        else:
            groups.append([line.text])
        full = line.box[2] - line.box[0] + line.first > room
    return "\n".join(joined(group) for group in groups)


def _order(text: list[Line], tables: list[Tabled]) -> Iterator[tuple[tuple[int, Tabled] | None, list[Line]]]:
    """The lines before each table, with the table and its number, and at last the lines behind all tables."""
    begin = 0
    for number, table in enumerate(tables):
        before = (at for at, line in enumerate(text) if (line.page, line.top) > (table.page, table.top))
        end = max(begin, next(before, len(text)))
        yield (number, table), text[begin:end]
        begin = end
    yield None, text[begin:]


def _continued(tables: list[Tabled], text: list[Line]) -> list[Tabled]:
    """Tables, of which one that goes on at the top of the next page is one; its repeated head is left out."""
    found: list[Tabled] = []
    for table in tables:
        before = found[-1] if found else None
        if before and _goes_on(before, table, text):
            _append(before, table)
        else:
            found.append(table)
    return found


def _goes_on(before: Tabled, table: Tabled, text: list[Line]) -> bool:
    last = before.cells[-1]
    same = len(before.xs) == len(table.xs) and all(
        abs(one - other) < 3 for one, other in zip(before.xs, table.xs, strict=True)
    )
    between = (line for line in text if (last[2], last[3][3]) < (line.page, line.top) < (table.page, table.top))
    return same and table.page == last[2] + 1 and next(between, None) is None


def _append(before: Tabled, table: Tabled) -> None:
    head = [words for cell, words, _page, _box in before.cells if cell.row == 0]
    again = head == [words for cell, words, _page, _box in table.cells if cell.row == 0]
    skipped = 1 if again and table.rows > 1 else 0
    for cell, words, page, box in table.cells:
        if cell.row >= skipped:
            moved = Cell(0, cell.row - skipped + before.rows, cell.column, cell.rows, cell.columns)
            before.cells.append((moved, words, page, box))
    before.rows += table.rows - skipped


def _cells(number: int, table: Tabled) -> Iterator[Block]:
    for cell, words, page, box in table.cells:
        placed = Cell(number, cell.row, cell.column, cell.rows, cell.columns)
        name = f"t{number}r{cell.row}c{cell.column}"
        yield Block(name, Kind.CELL, words, cell=placed, page=page, path=f"page {page}", boxes=(box,))


def _margin(found: list[Line], kind: Kind, prefix: str) -> Iterator[Block]:
    for count, line in enumerate(found, start=1):
        yield Block(f"{prefix}p{count}", kind, line.text, page=line.page, path=f"page {line.page}", boxes=(line.box,))
