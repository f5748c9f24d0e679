"""What stands inside a Word paragraph, as atoms: pieces of text, each with the element that it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from concord.engines.review.document import Revision
from concord.engines.review.reading.package import VAL, local, switched_on, value, word
from concord.engines.review.reading.styles import Style, Styles, font_of
from concord.engines.review.reading.symbols import in_font, symbol

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
THROUGH = frozenset({"hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo", "ruby", "rubyBase"})
REVISIONS = {
    "ins": Revision.INSERTED, "moveTo": Revision.INSERTED,
    "del": Revision.DELETED, "moveFrom": Revision.DELETED,
}  # fmt: skip
SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
CHECKED, UNCHECKED = "☑", "☐"


@dataclass(frozen=True, slots=True)
class State:
    """What holds for the text inside an element: an open change and who made it, hidden, and its font."""

    revision: Revision | None = None
    author: str = ""
    hidden: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text that comes from one element (`w:t`, `w:tab`, …); without one it stands nowhere in the file."""

    text: str
    node: etree._Element | None
    state: State = State()

    @property
    def deleted(self) -> bool:
        return self.state.revision is Revision.DELETED


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a comment begins or ends: its id, and how many atoms stand before."""

    comment: str
    atoms: int
    begins: bool


@dataclass(slots=True)
class Line:
    """A paragraph as read: its atoms, the text boxes that hang on it, and the ends of comments."""

    atoms: list[Atom] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms if not atom.deleted)


class Inline:
    """Reads the paragraphs of one part in their order; a field may begin in one paragraph and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []
        self._line = Line()

    def read(self, paragraph: etree._Element, style: Style) -> Line:
        """The text of a paragraph: of a field its result, of an open change what was inserted and what was deleted."""
        self._line = Line()
        self._through(paragraph, State(hidden=style.hidden, font=style.font))
        # An instruction ends with its paragraph at the latest, lest a broken field swallow the rest of the text.
        self._fields = [False] * len(self._fields)
        return self._line

    def _through(self, parent: etree._Element, state: State) -> None:
        for child in parent:
            tag = local(child)
            if tag == "r":
                self._run(child, state)
            elif tag in REVISIONS:
                self._through(child, _revised(state, REVISIONS[tag], child))
            elif tag == "sdt":
                self._control(child, state)
            elif tag == "AlternateContent":
                self._through(chosen(child), state)
            elif tag in ("commentRangeStart", "commentRangeEnd"):
                self._mark(child, begins=tag == "commentRangeStart")
            elif tag in THROUGH or str(child.tag).startswith(MATHS):
                self._through(child, state)

    def _run(self, run: etree._Element, state: State) -> None:
        properties = run.find(word("rPr"))
        if properties is not None:
            state = self._formatted(properties, state)
        self._content(run, state)

    def _formatted(self, properties: etree._Element, state: State) -> State:
        named = value(properties, "rStyle")
        style = self._styles.style(named) if named else Style()
        hidden = state.hidden or style.hidden
        if properties.find(word("vanish")) is not None:
            hidden = switched_on(properties, "vanish")
        return replace(state, hidden=hidden, font=font_of(properties) or style.font or state.font)

    def _content(self, run: etree._Element, state: State) -> None:
        for child in run:
            tag = local(child)
            if tag in ("t", "delText"):
                self._add(in_font(child.text or "", state.font), child, state)
            elif tag in SIGNS:
                self._add(SIGNS[tag], child, state)
            elif tag == "br" and child.get(word("type"), "textWrapping") == "textWrapping":
                self._add("\n", child, state)
            elif tag == "sym":
                self._add(symbol(child.get(word("char"), ""), child.get(word("font"), "")), child, state)
            elif tag == "fldChar":
                self._field(child, state)
            elif tag in ("drawing", "pict", "object", "AlternateContent"):
                self._drawn(child, state)
            elif tag == "ruby":
                self._through(child, state)
            elif tag == "commentReference":
                self._mark(child, begins=False)

    def _add(self, text: str, node: etree._Element, state: State) -> None:
        if text and not any(self._fields):
            self._line.atoms.append(Atom(text, node, state))

    def _field(self, node: etree._Element, state: State) -> None:
        kind = node.get(word("fldCharType"))
        if kind == "begin":
            box = node.find(f"{word('ffData')}/{word('checkBox')}")
            if box is not None:
                ticked = switched_on(box, "checked" if box.find(word("checked")) is not None else "default")
                self._add(CHECKED if ticked else UNCHECKED, node, state)
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _control(self, control: etree._Element, state: State) -> None:
        content = control.find(word("sdtContent"))
        if content is None:
            return
        first = len(self._line.atoms)
        self._through(content, state)
        ticked = _ticked(control)
        added = self._line.atoms[first:]
        if ticked is not None and len(added) == 1 and len(added[0].text) == 1:
            self._line.atoms[first] = replace(added[0], text=CHECKED if ticked else UNCHECKED)

    def _drawn(self, drawing: etree._Element, state: State) -> None:
        if state.revision is not Revision.DELETED:
            self._line.boxes.extend(boxes(drawing))

    def _mark(self, node: etree._Element, *, begins: bool) -> None:
        self._line.marks.append(Mark(node.get(word("id"), ""), len(self._line.atoms), begins))


def boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes in a drawing; of two ways to draw the same box, one."""
    if local(drawing) == "AlternateContent":
        drawing = chosen(drawing)
    for child in drawing:
        if local(child) == "txbxContent":
            yield child
        else:
            yield from boxes(child)


def chosen(alternatives: etree._Element) -> etree._Element:
    """The one of several ways to say the same that is read: the first choice, else the fallback for older programs."""
    branches = {local(branch): branch for branch in reversed(alternatives)}
    choice = branches.get("Choice")
    if choice is not None and len(choice):
        return choice
    return branches.get("Fallback", alternatives)


def _revised(state: State, revision: Revision, element: etree._Element) -> State:
    if state.revision is Revision.DELETED:
        return state
    return replace(state, revision=revision, author=element.get(word("author"), ""))


def _ticked(control: etree._Element) -> bool | None:
    """Whether a content control is a box that is ticked; None if it is no box."""
    properties = control.find(word("sdtPr"))
    box = next((one for one in (() if properties is None else properties) if local(one) == "checkbox"), None)
    if box is None:
        return None
    checked = next((one for one in box if local(one) == "checked"), None)
    if checked is None:
        return False
    own = next((given for name, given in checked.attrib.items() if str(name).endswith("}val")), checked.get(VAL, "1"))
    return str(own) in ("1", "true", "on")
