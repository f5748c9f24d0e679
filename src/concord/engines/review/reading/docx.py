"""A Word file (docx) as blocks: an own walk over its XML that sees what libraries pass over.

Read are paragraphs, tables (nested ones too, merged cells once), content controls, text boxes, headers and footers,
notes, tracked changes, hidden text, comments, and the numbers of automatic lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from concord.engines.review.document import Block, Cell, Document, Format, Kind
from concord.engines.review.reading.blocks import Found, Made, comments, made
from concord.engines.review.reading.grid import Placed, grid
from concord.engines.review.reading.inline import Inline, Line, chosen
from concord.engines.review.reading.numbering import Numbering
from concord.engines.review.reading.package import Package, local, stepping, value, word
from concord.engines.review.reading.styles import BODY_TEXT, Style, Styles, number
from concord.engines.review.refused import Refused

THROUGH = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
DEEPEST = 25
MOST_PARAGRAPHS = 100_000
NOTES = {"footnotes": ("footnote", "fn"), "endnotes": ("endnote", "en")}
Step = tuple[etree._Element, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: the part, what its paragraphs are, what their ids begin with, the outer cell, and how deep."""

    part: str
    kind: Kind
    prefix: str
    inside: str = ""
    depth: int = 0

    def within(self, kind: Kind | None = None, inside: str = "") -> "Place":
        """One story deeper. Refuses tables and boxes within each other without end."""
        if self.depth >= DEEPEST:
            raise Refused("Tables and text boxes lie within each other more than {most} deep.", most=DEEPEST)
        return Place(self.part, kind or self.kind, self.prefix, inside or self.inside, self.depth + 1)


def read_docx(content: bytes, sha256: str, form: Format = Format.DOCX) -> Document:
    """The document in a Word file. Refuses a damaged file and one that is no Word file."""
    package = Package(content)
    walk = Walk(package)
    found = list(walk.everything())
    return Document(
        format=form,
        sha256=sha256,
        blocks=tuple(one.block for one in found),
        warnings=tuple(walk.warnings),
        comments=comments(package, walk.main, found),
        properties=_properties(package),
    )


class Walk:
    """One walk through a document, in reading order: headers, body, notes, footers."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.main = package.main()
        self._relations = package.relations(self.main)
        self._styles = Styles(self._optional("styles"))
        self._numbering = Numbering(self._optional("numbering"))
        self._inline = Inline(self._styles)
        self._tables = self._read = 0
        self._paragraphs: dict[str, int] = {}
        self.roots: dict[str, etree._Element] = {}
        self.warnings: list[str] = []

    def everything(self) -> Iterator[Found]:
        """Each block with what it was made of."""
        root = self._root(self.main)
        yield from self._margins(root, "headerReference", Kind.HEADER, "h")
        body = root.find(word("body"))
        if body is None:
            raise Refused("The file is not a Word document.")
        yield from self._flow(body, "/w:document[1]/w:body[1]", Place(self.main, Kind.PARAGRAPH, ""))
        for kind, (tag, prefix) in NOTES.items():
            yield from self._notes(kind, tag, prefix)
        yield from self._margins(root, "footerReference", Kind.FOOTER, "f")

    def _root(self, part: str) -> etree._Element:
        """The root of a part; each part is parsed once, so that writers change what was walked."""
        if part not in self.roots:
            self.roots[part] = self._package.xml(part)
        return self.roots[part]

    def _optional(self, kind: str) -> etree._Element | None:
        names = (one.target for one in self._relations.values() if one.kind == kind and one.target in self._package)
        return next((self._package.xml(name) for name in names), None)

    def _margins(self, root: etree._Element, tag: str, kind: Kind, prefix: str) -> Iterator[Found]:
        ids = [given for one in root.iter(word(tag)) for name, given in one.attrib.items() if str(name).endswith("}id")]
        targets = [self._relations[str(one)].target for one in dict.fromkeys(ids) if str(one) in self._relations]
        for count, part in enumerate(dict.fromkeys(targets), start=1):
            if part in self._package:
                margin = self._root(part)
                self._inline = Inline(self._styles)
                yield from self._flow(margin, _path(margin), Place(part, kind, f"{prefix}{count}"))

    def _notes(self, kind: str, tag: str, prefix: str) -> Iterator[Found]:
        part = next((one.target for one in self._relations.values() if one.kind == kind), "")
        if part not in self._package:
            return
        root = self._root(part)
        for count, (note, name, path) in enumerate(stepping(root, _path(root))):
            if name == tag and note.get(word("type"), "normal") == "normal":
                self._inline = Inline(self._styles)
                yield from self._flow(note, path, Place(part, Kind.FOOTNOTE, f"{prefix}{count}"))

    def _flow(self, parent: etree._Element, path: str, place: Place) -> Iterator[Found]:
        for child, tag, at in self._steps(parent, path):
            if tag == "tbl":
                yield from self._table(child, at, place)
            else:
                yield from self._paragraph(child, at, place)

    def _steps(self, parent: etree._Element, path: str) -> Iterator[Step]:
        """The paragraphs and tables of a story, also those inside content controls and the like."""
        for child, tag, at in stepping(parent, path):
            if tag in ("p", "tbl"):
                yield child, tag, at
            elif tag in THROUGH:
                yield from self._steps(child, at)
            elif tag == "AlternateContent":
                yield from self._steps(chosen(child), f"{at}/{_step(chosen(child))}")
            elif tag == "altChunk":
                self.warnings.append("A file that is embedded in the text is not read.")

    def _paragraph(self, element: etree._Element, path: str, place: Place) -> Iterator[Found]:
        style, line, printed, level = self._line(element)
        self._paragraphs[place.prefix] = count = self._paragraphs.get(place.prefix, 0) + 1
        self._read += 1
        if self._read > MOST_PARAGRAPHS:
            raise Refused("The file has more than {most} paragraphs.", most=MOST_PARAGRAPHS)
        heading = place.kind is Kind.PARAGRAPH and _outline(element.find(word("pPr")), style) is not None
        kind = Kind.HEADING if heading else place.kind
        if line.atoms or printed:
            block = Block(
                id=f"{place.prefix}p{count}", kind=kind, text="", number=printed, level=level,
                style=style.name, path=path, part=place.part,
            )  # fmt: skip
            yield made(block, Made([line.atoms], [line.marks]), element)
        yield from self._boxes(line, place)

    def _line(self, element: etree._Element) -> tuple[Style, Line, str, int | None]:
        """A paragraph's style, content, automatic number and level."""
        properties = element.find(word("pPr"))
        style = self._styles.style(value(properties, "pStyle") or "")
        line = self._inline.read(element, style)
        if _gone(properties, line):
            return style, line, "", style.outline
        own = None if properties is None else properties.find(word("numPr"))
        named = value(own, "numId")
        num_id = style.num_id if named is None else named
        outline = _outline(properties, style)
        if not num_id or num_id == "0":
            return style, line, "", outline
        given = number(value(own, "ilvl"))
        level = self._numbering.level_of(num_id, style) if given is None else given
        return style, line, self._numbering.next_number(num_id, level), level

    def _boxes(self, line: Line, place: Place) -> Iterator[Found]:
        for box in line.boxes:
            outer, self._inline = self._inline, Inline(self._styles)
            yield from self._flow(box, _path(box), place.within(Kind.TEXT_BOX))
            self._inline = outer

    def _table(self, table: etree._Element, path: str, place: Place) -> Iterator[Found]:
        own = self._tables
        self._tables += 1
        for placed in grid(table, path):
            yield from self._cell(placed, own, place)

    def _cell(self, placed: Placed, table: int, place: Place) -> Iterator[Found]:
        gathered, printed, style, boxes, tables = Made(), "", "", [], []
        for element, tag, at in self._steps(placed.element, placed.path):
            if tag == "tbl":
                tables.append((element, at))
                continue
            described, line, prints, _level = self._line(element)
            if gathered.lines:
                gathered.add(line, prints)
            else:
                gathered.add(line, "")
                printed, style = prints, described.name
            boxes.append(line)
        cell = Cell(table, placed.row, placed.column, placed.rows, placed.columns, place.inside)
        block = Block(
            id=f"{place.prefix}t{table}r{placed.row}c{placed.column}", kind=Kind.CELL, text="", number=printed,
            style=style, cell=cell, path=placed.path, part=place.part,
        )  # fmt: skip
        yield made(block, gathered.trimmed(), placed.element)
        for line in boxes:
            yield from self._boxes(line, place)
        for nested, at in tables:
            yield from self._table(nested, at, place.within(inside=block.id))


def _gone(properties: etree._Element | None, line: Line) -> bool:
    """Whether a paragraph is wholly deleted by an open change: it counts in no list any more."""
    mark = None if properties is None else properties.find(word("rPr"))
    return mark is not None and mark.find(word("del")) is not None and not line.text


def _outline(properties: etree._Element | None, style: Style) -> int | None:
    """The level of a heading from 0, which a paragraph has of its own or by its style; 9 is none."""
    own = number(value(properties, "outlineLvl"))
    return style.outline if own is None else own if own < BODY_TEXT else None


def _path(element: etree._Element) -> str:
    return str(element.getroottree().getpath(element))


def _step(element: etree._Element) -> str:
    return f"{element.prefix}:{local(element)}[1]"


def _properties(package: Package) -> dict[str, str]:
    """Title, author, and who changed the file last and when, as far as the file says."""
    part = next((one.target for one in package.relations("").values() if one.kind == "core-properties"), "")
    if part not in package:
        return {}
    return {local(one): one.text.strip() for one in package.xml(part) if local(one) and one.text and one.text.strip()}
