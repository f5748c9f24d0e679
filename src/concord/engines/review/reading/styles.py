"""The styles of a Word file, as far as reading needs them: names, headings, lists, hidden text, symbol fonts."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from concord.engines.review.reading.package import switched_on, value, word

DEEPEST = 20
# The outline level of what is no heading.
BODY_TEXT = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits; `chain` are the ids from itself to its last ancestor."""

    name: str = ""
    outline: int | None = None
    num_id: str = ""
    list_level: int | None = None
    hidden: bool = False
    font: str = ""
    chain: tuple[str, ...] = ()


class Styles:
    """Styles by id; the paragraph style "" is the default one."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(word("style"))
        self._elements = {one.get(word("styleId"), ""): one for one in found}
        self._known: dict[str, Style] = {}
        standard = (one for one in found if one.get(word("type")) == "paragraph" and one.get(word("default")) == "1")
        self._default = next((one.get(word("styleId"), "") for one in standard), "")

    def style(self, style_id: str) -> Style:
        """The style with this id, with all that it inherits."""
        style_id = style_id or self._default
        if style_id not in self._known:
            self._known[style_id] = self._resolved(style_id)
        return self._known[style_id]

    def _chain(self, style_id: str) -> Iterator[tuple[str, etree._Element]]:
        for _step in range(DEEPEST):
            element = self._elements.get(style_id)
            if element is None:
                return
            yield style_id, element
            style_id = value(element, "basedOn") or ""

    def _resolved(self, style_id: str) -> Style:
        chain = list(self._chain(style_id))
        paragraphs = [element.find(word("pPr")) for _id, element in chain]
        runs = [element.find(word("rPr")) for _id, element in chain]
        lists = [one.find(word("numPr")) for one in paragraphs if one is not None]
        outline = number(_first(value(one, "outlineLvl") for one in paragraphs))
        return Style(
            name=value(chain[0][1], "name") or "" if chain else style_id,
            outline=outline if outline is None or outline < BODY_TEXT else None,
            num_id=_first(value(one, "numId") for one in lists) or "",
            list_level=number(_first(value(one, "ilvl") for one in lists)),
            hidden=any(switched_on(one, "vanish") for one in runs),
            font=_first(font_of(one) or None for one in runs) or "",
            chain=tuple(one for one, _element in chain),
        )


def font_of(run: etree._Element | None) -> str:
    """The font that a run's properties name for Latin text, "" if none."""
    fonts = None if run is None else run.find(word("rFonts"))
    return "" if fonts is None else fonts.get(word("ascii")) or fonts.get(word("hAnsi")) or ""


def number(written: str | None) -> int | None:
    """A number of the file, None for what is none."""
    digits = (written or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _first(values: Iterator[str | None]) -> str | None:
    return next((one for one in values if one is not None), None)
