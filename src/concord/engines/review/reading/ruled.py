"""Tables of a printed page, found by their ruling lines; where a line is missing between two cells, they are one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from concord.engines.review.reading.lines import Box

NEAR = 2.0
SHORTEST = 4.0
MOST_RULES, MOST_CELLS = 1_500, 5_000


@dataclass(slots=True)
class Rule:
    """A line along one axis: where it lies across, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell with its row and column, its spans, and its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(slots=True)
class Grid:
    """A table: its box, the edges of its columns, its cells, and which cell each square of the grid belongs to."""

    xs: list[float]
    ys: list[float]
    cells: list[RuledCell]
    owner: dict[tuple[int, int], int] = field(default_factory=dict)

    def at(self, x: float, y: float) -> int | None:
        """Which cell lies at this place, None outside."""
        return self.owner.get((_between(self.ys, y), _between(self.xs, x)))


def grids(level: Iterable[Rule], upright: Iterable[Rule]) -> list[Grid]:
    """The tables that these lines draw; a frame around text, or a line under it, is none."""
    rows, columns = _merged(level), _merged(upright)
    if not 2 <= len(rows) + len(columns) <= MOST_RULES:
        return []
    found = [_grid(own, across) for own, across in _connected(rows, columns)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.ys[0])


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of the same line as one line."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (round(one.at / NEAR), one.start)):
        last = found[-1] if found else None
        if last and abs(last.at - rule.at) <= NEAR and rule.start <= last.end + NEAR:
            last.end = max(last.end, rule.end)
        else:
            found.append(Rule(rule.at, rule.start, rule.end))
    return [rule for rule in found if rule.end - rule.start >= SHORTEST]


def _connected(rows: list[Rule], columns: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross each other, directly or over others, belong to one table."""
    left = set(range(len(columns)))
    open_rows = set(range(len(rows)))
    found = []
    while open_rows:
        new = own = {open_rows.pop()}
        across: set[int] = set()
        while new:
            crossing = {one for one in left if any(_cross(rows[row], columns[one]) for row in new)}
            left, across = left - crossing, across | crossing
            new = {row for row in open_rows if any(_cross(rows[row], columns[one]) for one in crossing)}
            open_rows, own = open_rows - new, own | new
        found.append(([rows[one] for one in own], [columns[one] for one in across]))
    return found


def _cross(row: Rule, upright: Rule) -> bool:
    return row.start - NEAR <= upright.at <= row.end + NEAR and upright.start - NEAR <= row.at <= upright.end + NEAR


def _grid(rows: list[Rule], columns: list[Rule]) -> Grid | None:
    ys, xs = _edges(rows), _edges(columns)
    if len(ys) < 2 or len(xs) < 2 or len(ys) * len(xs) > MOST_CELLS:
        return None
    squares = [(row, one) for row in range(len(ys) - 1) for one in range(len(xs) - 1)]
    parent = {square: square for square in squares}
    for row, one in squares:
        middle_x, middle_y = (xs[one] + xs[one + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if one + 2 < len(xs) and not _covered(columns, xs[one + 1], middle_y):
            _join(parent, (row, one), (row, one + 1))
        if row + 2 < len(ys) and not _covered(rows, ys[row + 1], middle_x):
            _join(parent, (row, one), (row + 1, one))
    grid = Grid(xs, ys, [])
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for square in squares:
        groups.setdefault(_root(parent, square), []).append(square)
    for number, group in enumerate(groups.values()):
        grid.cells.append(_cell(group, xs, ys))
        grid.owner.update(dict.fromkeys(group, number))
    return grid if len(grid.cells) > 1 else None


def _cell(group: list[tuple[int, int]], xs: list[float], ys: list[float]) -> RuledCell:
    top, left = min(row for row, _one in group), min(one for _row, one in group)
    bottom, right = max(row for row, _one in group) + 1, max(one for _row, one in group) + 1
    return RuledCell(top, left, bottom - top, right - left, (xs[left], ys[top], xs[right], ys[bottom]))


def _edges(rules: list[Rule]) -> list[float]:
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > 2 * NEAR:
            found.append(at)
    return found


def _covered(rules: list[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= 2 * NEAR and rule.start <= middle <= rule.end for rule in rules)


def _root(parent: dict[tuple[int, int], tuple[int, int]], square: tuple[int, int]) -> tuple[int, int]:
    while parent[square] != square:
        parent[square] = parent[parent[square]]
        square = parent[square]
    return square


def _join(parent: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    parent[_root(parent, other)] = _root(parent, one)


def _between(edges: list[float], place: float) -> int:
    return next((count - 1 for count, edge in enumerate(edges) if place < edge), -1)
