"""Weighed places as a drawing: outlines where they are known, else fields; steps of colour, labels that do not collide.

An outline carries its number as a label, a colour and a hatching, so that it can be read without seeing colours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from concord.core.people.models import Place
from concord.core.people.outlines import outlines
from concord.engines.outline.drawing import Anchor, anchor_of, canvas_for, path_of
from concord.engines.outline.steps import step_of, steps

WIDTH = 1000
# Sizes of labels in units: as large as fits, within these bounds; many places have small ones.
LARGEST, SMALLEST, MANY, SMALL = 34, 18, 30, 14
FEW, SMALLEST_OF_FEW = 16, 25
DARKEST = 5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place with what is counted there, the page it leads to, and how many live warnings touch it.

    `told` is the value as people read it; `value` decides the colour.
    """

    code: str
    name: str
    value: float
    told: str
    address: str = ""
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """A place as it is drawn: its step of colour; on a map also its path, and where its label stands and how large."""

    place: Weighed
    step: int
    path: str = ""
    x: int = 0
    y: int = 0
    size: int = 0
    labelled: bool = True

    @property
    def below(self) -> int:
        """The line of the number, below the name."""
        return self.y + round(self.size * 1.15)

    @property
    def above(self) -> int:
        """The line of the warnings, above the name."""
        return self.y - round(self.size * 1.15)


@dataclass(frozen=True, slots=True)
class Legend:
    """One step of colour and what it stands for."""

    step: int
    told: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the map component shows. A schematic one has fields in rows, which say how much and never where."""

    shapes: list[Shape]
    height: int = 0
    around: list[str] = field(default_factory=list)
    legend: list[Legend] = field(default_factory=list)
    schematic: bool = False
    width: int = WIDTH


@lru_cache(maxsize=256)
def _geometry(codes: tuple[str, ...], around: tuple[str, ...]) -> tuple[int, list[tuple[str, Anchor]], list[str]]:
    """The drawing's height, path and anchor of each place, and the paths of what lies around."""
    known = outlines()
    areas, near = [known[code] for code in codes], [known[code] for code in around]
    canvas = canvas_for([*areas, *near], WIDTH)
    placed = [(path_of(one, canvas), anchor_of(one, canvas)) for one in areas]
    return canvas.height, placed, [path_of(one, canvas) for one in near]


def drawn(places: Sequence[Weighed], around: Iterable[str] = ()) -> Drawing:
    """The places on a map; where the outline of one of them is not known, all of them as fields of one size.

    `around` are codes of neighbours that are drawn without a number.
    """
    bounds = steps(one.value for one in places)
    known = outlines()
    if not places or any(one.code not in known for one in places):
        shapes = [Shape(one, _shade(one.value, bounds)) for one in places]
        return Drawing(shapes, legend=_legend(bounds), schematic=True)
    near = tuple(code for code in around if code in known)
    height, placed, paths = _geometry(tuple(one.code for one in places), near)
    shapes = [
        Shape(one, _shade(one.value, bounds), path, anchor.x, anchor.y, _size(one, anchor, len(places)))
        for one, (path, anchor) in zip(places, placed, strict=True)
    ]
    return Drawing(_without_collisions(shapes), height, paths, _legend(bounds))


def _size(place: Weighed, anchor: Anchor, count: int) -> int:
    """How large a label is: a round place holds its name across."""
    if count > MANY:
        return SMALL
    least = SMALLEST_OF_FEW if count <= FEW else SMALLEST
    return max(least, min(LARGEST, 3 * anchor.room // max(len(place.name), 3)))


def _shade(value: float, bounds: Sequence[float]) -> int:
    """The step of colour of a value: the largest is always the darkest, however few steps there are."""
    return round(DARKEST * step_of(value, bounds) / len(bounds)) if bounds else 0


def _without_collisions(shapes: list[Shape]) -> list[Shape]:
    """Labels from the largest number down; one that would lie on another is left to the pointer and the table."""
    taken: list[tuple[int, int, int, int]] = []
    hidden = set()
    for one in sorted(shapes, key=lambda shape: (-shape.place.value, shape.place.code)):
        half = one.size * max(len(one.place.name), len(one.place.told) * 0.6) / 2
        box = (round(one.x - half), one.y - one.size, round(one.x + half), one.below + 4)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            hidden.add(one.place.code)
        else:
            taken.append(box)
    return [replace(one, labelled=one.place.code not in hidden) for one in shapes]


def _legend(bounds: Sequence[float]) -> list[Legend]:
    """What each step stands for: `1–8`, `9–50` for whole numbers, else `up to` its bound."""
    whole = all(float(bound).is_integer() for bound in bounds)
    told = []
    for number, upper in enumerate(bounds):
        lower = (bounds[number - 1] if number else 0) + 1
        if not whole:
            told.append(f"≤ {upper:,.2f}")
        else:
            told.append(f"{upper:,.0f}" if lower == upper else f"{lower:,.0f}–{upper:,.0f}")
    return [Legend(0, "0"), *(Legend(_shade(upper, bounds), words) for upper, words in zip(bounds, told, strict=True))]


def county_map(counted: Iterable[tuple[str, float]]) -> Drawing:
    """How much of something lies in which county, for places of any level: drawn within their city, or their province.

    `counted` are codes with numbers; what lies below a county counts in it, what lies above is left out.
    """
    sums: dict[str, float] = {}
    for code, number in counted:
        if len(code) >= 6:
            sums[code[:6]] = sums.get(code[:6], 0) + number
    cities = {code[:4] for code in sums}
    inside = next(iter(cities)) if len(cities) == 1 else "33"
    around = [code for code in outlines() if len(code) == 6 and code.startswith(inside) and code not in sums]
    names = dict(Place.objects.filter(pk__in=sums).values_list("pk", "name"))
    places = [Weighed(code, names[code], value, f"{value:,.10g}") for code, value in sorted(sums.items())]
    return drawn(places, around)


def locator(code: str) -> Drawing | None:
    """Where in its city the county of a place lies; None for what is larger, or whose outline is not known."""
    county = code[:6]
    if len(county) < 6 or county not in outlines():
        return None
    around = [one for one in outlines() if len(one) == 6 and one.startswith(county[:4]) and one != county]
    return drawn([Weighed(county, "", 1, "")], around)
