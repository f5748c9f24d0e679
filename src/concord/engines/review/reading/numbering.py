"""What automatic lists print before their paragraphs ("第三条", "3.1"), counted as Word counts."""

import re
from dataclasses import dataclass, field

from lxml import etree

from concord.engines.review.reading.counting import written
from concord.engines.review.reading.package import switched_on, value, word
from concord.engines.review.reading.styles import Style, font_of, number
from concord.engines.review.reading.symbols import BOXES, in_font

LEVELS = 9
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, what it prints, after which level it starts again."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class Counter:
    """Where a list stands: the last number of each level, None before its first."""

    last: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that paragraphs name (w:num): the counter it shares, its levels, and the starts it sets anew."""

    counter: Counter
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of one document; `next_number` must be asked paragraph by paragraph, in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        abstracts = [] if root is None else root.findall(word("abstractNum"))
        self._levels = {one.get(word("abstractNumId"), ""): _levels(one) for one in abstracts}
        self._links = {value(one, "styleLink"): one.get(word("abstractNumId"), "") for one in abstracts}
        for one in abstracts:
            link = value(one, "numStyleLink")
            if link and link in self._links:
                self._levels[one.get(word("abstractNumId"), "")] = self._levels[self._links[link]]
        self._counters = {name: Counter() for name in self._levels}
        self._lists = {} if root is None else {
            one.get(word("numId"), ""): self._listed(one) for one in root.findall(word("num"))
        }  # fmt: skip
        self._begun: set[tuple[str, int]] = set()

    def next_number(self, num_id: str, level: int) -> str:
        """The number of the next paragraph in this list at this level (from 0); "" for bullets and unknown lists."""
        listed = self._lists.get(num_id)
        if listed is None or level not in listed.levels:
            return ""
        last = listed.counter.last
        if level in listed.starts and (num_id, level) not in self._begun:
            last[level] = None
        self._begun.add((num_id, level))
        for higher in range(level):
            if last[higher] is None:
                last[higher] = self._start(listed, higher)
        before = last[level]
        last[level] = self._start(listed, level) if before is None else before + 1
        self._restart_below(listed, level)
        return self._shown(listed, level)

    def level_of(self, num_id: str, style: Style) -> int:
        """The level of a paragraph that is in a list by its style only."""
        if style.list_level is not None:
            return style.list_level
        listed = self._lists.get(num_id)
        levels = listed.levels.items() if listed else ()
        return next((depth for depth, level in levels if level.style and level.style in style.chain), 0)

    def _listed(self, element: etree._Element) -> Listed:
        abstract = value(element, "abstractNumId") or ""
        levels, starts = dict(self._levels.get(abstract, {})), {}
        for override in element.findall(word("lvlOverride")):
            depth = number(override.get(word("ilvl")))
            own, start = override.find(word("lvl")), number(value(override, "startOverride"))
            if depth is None or depth >= LEVELS:
                continue
            if own is not None:
                levels[depth] = _level(own)
            if start is not None:
                starts[depth] = start
        return Listed(self._counters.setdefault(abstract, Counter()), levels, starts)

    def _start(self, listed: Listed, level: int) -> int:
        return listed.starts.get(level, listed.levels.get(level, Level()).start)

    def _restart_below(self, listed: Listed, level: int) -> None:
        for lower in range(level + 1, LEVELS):
            restart = listed.levels.get(lower, Level()).restart
            if restart is None or level < restart:
                listed.counter.last[lower] = None

    def _shown(self, listed: Listed, level: int) -> str:
        own = listed.levels[level]
        if own.form == "bullet":
            return own.text if own.text in BOXES else ""

        def one(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            form = "decimal" if own.legal else listed.levels.get(depth, Level()).form
            return written(listed.counter.last[depth] or 0, form)

        return PLACE.sub(one, own.text).strip()


def _levels(abstract: etree._Element) -> dict[int, Level]:
    found = {number(one.get(word("ilvl"))): _level(one) for one in abstract.findall(word("lvl"))}
    return {depth: level for depth, level in found.items() if depth is not None and depth < LEVELS}


def _level(element: etree._Element) -> Level:
    start, form = number(value(element, "start")), value(element, "numFmt")
    return Level(
        start=1 if start is None else start,
        form="decimal" if form is None else form,
        text=in_font(value(element, "lvlText") or "", font_of(element.find(word("rPr")))),
        restart=number(value(element, "lvlRestart")),
        legal=switched_on(element, "isLgl"),
        style=value(element, "pStyle") or "",
    )
