"""A scenario as SVG: lanes or a column, the state by colour, shape and word, light and dark from the same names.

Colours are CSS variables of the page (`--ink`, `--card`, …) with their own values where a page has none. A page
whose policy forbids styles inside documents takes `STYLE` into its style sheet and draws with `styled=False`.
"""

from collections.abc import Mapping

from lxml import etree

from concord.engines.flow.advance import State
from concord.engines.flow.drawing.layout import (
    EDGE,
    GAP_ACROSS,
    GAP_DOWN,
    LANE_HEAD,
    PAD,
    Card,
    Layout,
    in_a_column,
    in_lanes,
)
from concord.engines.flow.drawing.wording import STATELESS, Mark, Wording, Words
from concord.engines.flow.template import Template

SVG = "http://www.w3.org/2000/svg"
LIGHT = {
    "ink": "#16242e", "quiet": "#4d5b66", "paper": "#faf7f1", "card": "#fff", "line": "#d8d2c6", "edge": "#7c8790",
    "act": "#17615c", "act-soft": "#e3efed", "warn": "#7a4d00", "warn-soft": "#fdf1d8", "danger": "#a3201d",
}  # fmt: skip
DARK = {
    "ink": "#ecf0f1", "quiet": "#a9b6bf", "paper": "#121a20", "card": "#1b262e", "line": "#36454f", "edge": "#7d8c97",
    "act": "#6cc5bb", "act-soft": "#1d3533", "warn": "#f3c46b", "warn-soft": "#352a14", "danger": "#ff9d96",
}  # fmt: skip
RULES = """\
.flow{font-family:var(--font,"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif)}
.flow .ground{fill:var(--flow-paper)}
.flow .lane{fill:none;stroke:var(--flow-line)}
.flow text{fill:var(--flow-ink);font-size:14px}
.flow .small,.flow .back,.flow .when{font-size:12px;fill:var(--flow-quiet)}
.flow .when{fill:var(--flow-ink)}
.flow .lane-name{font-weight:600}
.flow .link{fill:none;stroke:var(--flow-edge);stroke-width:1.5}
.flow .link.done{stroke:var(--flow-act);stroke-width:2}
.flow .link.skipped{stroke-dasharray:4 4}
.flow .tip{fill:var(--flow-edge)}
.flow .box{fill:var(--flow-card);stroke:var(--flow-edge);stroke-width:1.5}
.flow .card.open .box{fill:var(--flow-warn-soft);stroke:var(--flow-warn);stroke-width:3}
.flow .card.done .box{fill:var(--flow-act-soft);stroke:var(--flow-act);stroke-width:2}
.flow .card.skipped .box{fill:none;stroke-dasharray:5 4}
.flow .word{font-size:12px;font-weight:600}
.flow .card.wrong .box{stroke:var(--flow-danger);stroke-width:2}
.flow .wrong .word{fill:var(--flow-danger)}
.flow .card.chosen .box,.flow .card.fresh .box{stroke:var(--flow-act);stroke-width:3}
.flow .card.changed .box{fill:var(--flow-warn-soft);stroke:var(--flow-warn);stroke-width:2}
.flow .card.gone .box{fill:none;stroke:var(--flow-danger);stroke-dasharray:5 4}
.flow a:hover .box,.flow a:focus-visible .box{stroke:var(--flow-act);stroke-width:3}
.flow .mark{fill:none;stroke:var(--flow-edge);stroke-width:1.5}
.flow .open .mark{fill:var(--flow-warn);stroke:var(--flow-warn)}
.flow .done .mark{stroke:var(--flow-act);stroke-width:2.5}
"""
# How far a curve reaches, up to the tip of its arrow.
BEND = GAP_ACROSS - 6
# Shapes in a square of 10: a full triangle, a tick, a crossed square, an empty circle.
MARKS = {
    "open": "M1,0 L10,5 L1,10 Z",
    "done": "M0,5 L4,9 L10,1",
    "skipped": "M0,0 H10 V10 H0 Z M0,10 L10,0",
    "waiting": "M10,5 A5,5 0 1 1 0,5 A5,5 0 1 1 10,5",
}


def _variables(colours: dict[str, str]) -> str:
    return ";".join(f"--flow-{name}:var(--{name},{colour})" for name, colour in colours.items())


STYLE = f".flow{{{_variables(LIGHT)}}}\n@media (prefers-color-scheme:dark){{.flow{{{_variables(DARK)}}}}}\n{RULES}"


def draw(
    template: Template,
    state: State = STATELESS,
    wording: Wording | None = None,
    *,
    narrow: bool = False,
    styled: bool = True,
    name: str = "flow",
    marks: Mapping[str, Mark] | None = None,
) -> str:
    """The scenario as an SVG document; `narrow` for a phone, `name` begins the ids of title and description.

    `marks` are what the page adds to the cards of some nodes.
    """
    words = Words(template, state, wording or Wording(), marks or {})
    layout = in_a_column(words) if narrow else in_lanes(words)
    root = _root(layout, words, name)
    if styled:
        etree.SubElement(root, "style").text = STYLE
    _shape(root, "rect", "ground", width=layout.width, height=layout.height)
    _draw_lanes(root, layout)
    _draw_links(root, layout, words, narrow=narrow)
    for card in layout.cards.values():
        _draw_card(root, card, words)
    return etree.tostring(root, encoding="unicode")


def _root(layout: Layout, words: Words, name: str) -> etree._Element:
    width, height = layout.width, layout.height
    root = etree.Element("svg")
    leads = any(mark.href for mark in words.marks.values())
    for key, value in {
        "xmlns": SVG, "class": "flow", "role": "group" if leads else "img",
        "aria-labelledby": f"{name}-title {name}-desc",
        "viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height),
    }.items():  # fmt: skip
        root.set(key, value)
    for tag, text in (("title", words.template.title), ("desc", words.summary())):
        element = etree.SubElement(root, tag)
        element.set("id", f"{name}-{tag}")
        element.text = text
    return root


def _draw_lanes(root: etree._Element, layout: Layout) -> None:
    for lane in layout.lanes:
        _shape(root, "rect", "lane", x=EDGE, y=lane.y, width=layout.width - 2 * EDGE, height=lane.height)
        for number, text in enumerate(lane.label):
            _text(root, text, "lane-name", EDGE + PAD, lane.y + 30 + 20 * number)
    if layout.lanes:
        bottom = layout.lanes[-1].y + layout.lanes[-1].height
        _shape(root, "path", "lane", d=f"M{EDGE + LANE_HEAD},{EDGE} V{bottom}")


def _draw_links(root: etree._Element, layout: Layout, words: Words, *, narrow: bool) -> None:
    """A curve from each task to what waits for it; in a column only between neighbours, the cards name the rest."""
    codes = list(layout.cards)
    for card in layout.cards.values():
        for before in (layout.cards[code] for code in card.node.after):
            if not narrow:
                _link(root, _curve(before, card, layout), _tip_right(card), _look(words, before, card))
            elif codes.index(card.node.code) == codes.index(before.node.code) + 1:
                x = card.x + card.width // 2
                path = f"M{x},{before.y + before.height} V{card.y - 6}"
                _link(root, path, f"M{x - 4},{card.y - 7} h8 l-4,7 Z", _look(words, before, card))


def _look(words: Words, before: Card, card: Card) -> str:
    looks = {words.standing(before.node), words.standing(card.node)}
    if "skipped" in looks:
        return "skipped"
    return "done" if looks in ({"done"}, {"done", "open"}) else "ahead"


def _curve(before: Card, card: Card, layout: Layout) -> str:
    """From right to left side: level with either end where no card lies in between, else along the edge of a lane."""
    x, y, to_x, to_y = before.x + before.width, before.middle, card.x - 6, card.middle
    lanes = sorted((lane.y + GAP_DOWN // 2 for lane in layout.lanes), key=lambda level: abs(level - y))
    level = next(one for one in (y, to_y, *lanes) if not _crosses(layout, one, x, to_x))
    first = "" if level == y else _bend(x, y, level)
    last = "" if level == to_y else _bend(to_x - BEND, level, to_y)
    return " ".join(filter(None, (f"M{x},{y}", first, f"H{to_x - BEND if last else to_x}", last)))


def _bend(x: int, y: int, to_y: int) -> str:
    """A curve to another level within one gap."""
    return f"C{x + BEND // 2},{y} {x + BEND // 2},{to_y} {x + BEND},{to_y}"


def _crosses(layout: Layout, y: int, x: int, to_x: int) -> bool:
    """Whether a card lies on a level line."""
    return any(x < card.x < to_x and card.y <= y <= card.y + card.height for card in layout.cards.values())


def _tip_right(card: Card) -> str:
    return f"M{card.x - 7},{card.middle - 4} v8 l7,-4 Z"


def _link(root: etree._Element, path: str, tip: str, look: str) -> None:
    _shape(root, "path", f"link {look}", d=path)
    _shape(root, "path", "tip", d=tip)


def _draw_card(root: etree._Element, card: Card, words: Words) -> None:
    look, added = words.standing(card.node), words.mark(card.node)
    if added.href:
        root = etree.SubElement(root, "a", href=added.href)
    group = _shape(root, "g", " ".join(filter(None, ("card", look, added.look))))
    etree.SubElement(group, "title").text = "\n".join(_told(card, words))
    _shape(group, "rect", "box", x=card.x, y=card.y, width=card.width, height=card.height, rx=8)
    y, marked = card.y + PAD, False
    for line in card.lines:
        y += line.height
        first_small = line.kind == "small" and not marked
        if first_small and words.state.rows:
            _shape(group, "path", "mark", d=MARKS[look], transform=f"translate({card.x + PAD},{y - 14})")
        marked = marked or first_small
        shift = 18 if line.kind == "small" and words.state.rows else 0
        _text(group, line.text, line.kind, card.x + PAD + shift, y - 4)


def _told(card: Card, words: Words) -> list[str]:
    """All that is known of a card, in full, for who points at it."""
    node = card.node
    told = (node.name, words.body(node), words.said(node), words.days(node), words.when(node), words.returns(node))
    return [text for text in (*told, *node.deliverable, *node.basis, node.note) if text]


def _shape(parent: etree._Element, tag: str, look: str, **places: int | str) -> etree._Element:
    element = etree.SubElement(parent, tag)
    element.set("class", look)
    for key, value in places.items():
        element.set(key, str(value))
    return element


def _text(parent: etree._Element, text: str, look: str, x: int, y: int) -> None:
    _shape(parent, "text", look, x=x, y=y).text = text
