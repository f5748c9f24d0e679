"""Where each card lies: in swim lanes from left to right, or in one column for a phone."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from concord.engines.flow.drawing.wording import Words
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Node

EDGE = 12
GAP_ACROSS, GAP_DOWN = 40, 16
CARD_WIDE, CARD_NARROW = 184, 336
LANE_HEAD = 96
PAD, NAME_SIZE, SMALL_SIZE = 10, 14, 12
MOST_LINES = 4
# What never begins a line: it hangs at the end of the one before.
HANGING = "、,。;:!?)》〉」』】〕”’…"


@dataclass(frozen=True, slots=True)
class Line:
    """One line on a card: `kind` is `name`, `when`, `small`, `back`, or `word` of a mark."""

    text: str
    kind: str

    @property
    def height(self) -> int:
        """Pixels from this line to the next."""
        return 20 if self.kind == "name" else 17


@dataclass(frozen=True, slots=True)
class Card:
    """A node's place and its lines."""

    node: Node
    lines: tuple[Line, ...]
    x: int
    y: int
    width: int

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return 2 * PAD + sum(line.height for line in self.lines)

    @property
    def middle(self) -> int:
        """Where edges meet it."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Lane:
    """One body's lane across the drawing."""

    label: tuple[str, ...]
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in its place."""

    cards: Mapping[str, Card]
    lanes: tuple[Lane, ...]
    width: int
    height: int


def in_lanes(words: Words) -> Layout:
    """A lane for each body, in the order they first act; a column for each depth."""
    shape = graph(words.template)
    bodies = list(dict.fromkeys(shape.nodes[code].body for code in shape.order))
    cards: dict[str, Card] = {}
    lanes: list[Lane] = []
    top = EDGE
    for body in bodies:
        mine = [shape.nodes[code] for code in shape.order if shape.nodes[code].body == body]
        lowest = top + GAP_DOWN
        for depth, column in groupby(sorted(mine, key=lambda node: shape.depth[node.code]), _depth(shape.depth)):
            y = top + GAP_DOWN
            for node in column:
                x = EDGE + LANE_HEAD + GAP_ACROSS // 2 + depth * (CARD_WIDE + GAP_ACROSS)
                cards[node.code] = Card(node, _wide_lines(words, node), x, y, CARD_WIDE)
                y += cards[node.code].height + GAP_DOWN
            lowest = max(lowest, y)
        label = wrapped(words.template.body_called(body), LANE_HEAD - 2 * PAD, NAME_SIZE)
        lanes.append(Lane(label, top, max(lowest - top, 2 * PAD + 20 * len(label))))
        top += lanes[-1].height
    right = max(card.x + card.width for card in cards.values()) + GAP_ACROSS // 2 + EDGE
    return Layout(cards, tuple(lanes), right, top + EDGE)


def in_a_column(words: Words) -> Layout:
    """One card below the other, in the order of work, as wide as a phone."""
    shape = graph(words.template)
    cards: dict[str, Card] = {}
    y = EDGE
    for code in shape.order:
        cards[code] = Card(shape.nodes[code], _narrow_lines(words, shape.nodes[code]), EDGE, y, CARD_NARROW)
        y += cards[code].height + GAP_DOWN
    return Layout(cards, (), CARD_NARROW + 2 * EDGE, y - GAP_DOWN + EDGE)


def wrapped(text: str, width: int, size: int) -> tuple[str, ...]:
    """Text in lines no wider than `width`; Latin words stay whole where they fit, and the last line may end in “…”."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < MOST_LINES:
        cut = _cut(rest, width, size)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        lines[-1] = f"{lines[-1][: max(1, len(lines[-1]) - 2)]}…"
    return tuple(lines)


def _depth(depths: Mapping[str, int]) -> Callable[[Node], int]:
    return lambda node: depths[node.code]


def _cut(text: str, width: int, size: int) -> int:
    """How many characters fit, going back to a blank when a Latin word would be torn."""
    used = 0.0
    for place, letter in enumerate(text):
        used += _breadth(letter) * size
        if used > width:
            if letter in HANGING:
                return place + 1
            blank = text.rfind(" ", 1, place + 1)
            torn = letter.isascii() and text[place - 1].isascii()
            return blank if torn and blank > place // 2 else max(1, place)
    return len(text)


def _breadth(letter: str) -> float:
    """A letter's breadth in parts of its size."""
    if unicodedata.east_asian_width(letter) in "WFA":
        return 1.0
    return 0.66 if letter.isupper() else 0.56


def _wide_lines(words: Words, node: Node) -> tuple[Line, ...]:
    told = words.wording.stop.join(filter(None, (words.said(node), words.days(node))))
    inner = CARD_WIDE - 2 * PAD
    return (
        *(Line(text, "word") for text in wrapped(words.mark(node).word, inner, SMALL_SIZE)),
        *(Line(text, "when") for text in wrapped(words.when(node), inner, SMALL_SIZE)),
        *(Line(text, "name") for text in wrapped(node.name, inner, NAME_SIZE)),
        *(Line(text, "small") for text in wrapped(told, inner - 18, SMALL_SIZE)),
        *(Line(text, "back") for text in wrapped(words.returns(node), inner, SMALL_SIZE)),
    )


def _narrow_lines(words: Words, node: Node) -> tuple[Line, ...]:
    told = words.wording.stop.join(filter(None, (words.said(node), words.body(node), words.days(node))))
    inner = CARD_NARROW - 2 * PAD
    return (
        *(Line(text, "word") for text in wrapped(words.mark(node).word, inner, SMALL_SIZE)),
        *(Line(text, "name") for text in wrapped(node.name, inner, NAME_SIZE)),
        *(Line(text, "small") for text in wrapped(told, inner - 18, SMALL_SIZE)),
        *(Line(text, "when") for text in wrapped(words.when(node), inner, SMALL_SIZE)),
        *(Line(text, "back") for text in wrapped(words.after(node), inner, SMALL_SIZE)),
        *(Line(text, "back") for text in wrapped(words.returns(node), inner, SMALL_SIZE)),
    )
