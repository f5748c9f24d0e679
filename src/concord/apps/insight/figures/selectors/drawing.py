"""Curves and bars as plain drawings: two series told apart by line and mark, not by colour alone."""

from dataclasses import dataclass
from datetime import date

from concord.apps.insight.figures.selectors.pages import Point

WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 640, 220, 48, 28, 28, 12
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a series: where it lies."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A word at an axis."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its path, broken where nothing is known, and its marks."""

    path: str
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Chart:
    """A curve with the year before, in user units of `WIDTH` × `HEIGHT`."""

    now: Series
    before: Series
    days: list[Label]
    levels: list[Label]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM


def _nice(top: float) -> float:
    """The next round number at or above `top`, so that the axis has readable levels."""
    if top <= 0:
        return 1.0
    size = 10.0 ** (len(str(int(top))) - 1) if top >= 1 else 0.1
    return next(step * size for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * size >= top)


def _series(values: list[float | None], top: float) -> Series:
    step = (WIDTH - LEFT - RIGHT) / max(1, len(values) - 1)
    path, marks, pen = [], [], "M"
    for at, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        x, y = LEFT + at * step, TOP + (HEIGHT - BOTTOM - TOP) * (1 - value / top)
        path.append(f"{pen}{x:.1f} {y:.1f}")
        marks.append(Mark(round(x, 1), round(y, 1)))
        pen = "L"
    return Series(" ".join(path), marks)


def _short(day: date, pieces: str) -> str:
    return f"{day:%Y-%m}" if pieces == "month" else f"{day:%m-%d}"


def chart(points: list[Point], unit: str, pieces: str) -> Chart:
    """The curve of a figure; the height is that of the highest value, and 100 for shares."""
    now, before = [one.now.number for one in points], [one.before.number for one in points]
    top = 100.0 if unit == "percent" else _nice(max((value for value in [*now, *before] if value), default=0.0))
    step, every = (WIDTH - LEFT - RIGHT) / max(1, len(points) - 1), max(1, -(-len(points) // MOST_LABELS))
    days = [
        Label(round(LEFT + at * step, 1), HEIGHT - 8, _short(one.first, pieces))
        for at, one in enumerate(points)
        if at % every == 0
    ]
    height = HEIGHT - BOTTOM - TOP
    levels = [Label(LEFT - 6, round(TOP + height * (1 - part), 1), f"{top * part:g}") for part in (0, 0.5, 1)]
    return Chart(_series(now, top), _series(before, top), days, levels)
