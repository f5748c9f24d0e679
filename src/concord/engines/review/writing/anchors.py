"""Exact characters of a Word paragraph as whole runs: runs are split where a span begins and ends."""

from copy import deepcopy

from lxml import etree

from concord.engines.review.reading.blocks import Found
from concord.engines.review.reading.inline import Atom
from concord.engines.review.reading.package import local, word

HOLDERS = frozenset(
    {
        "p",
        "ins",
        "del",
        "moveTo",
        "moveFrom",
        "hyperlink",
        "sdtContent",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
    }
)
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


class Written:
    """The text of a block in its file: what is asked for by characters is answered by elements."""

    def __init__(self, found: Found) -> None:
        self.element = found.element
        self._atoms = [atom for atom in found.atoms if not atom.deleted]

    def cut(self, start: int, end: int) -> list[etree._Element]:
        """The elements (`w:t`, `w:tab`, …) of exactly these characters, which afterwards fill their runs alone."""
        first, behind = self._split(start), self._split(end)
        nodes = [atom.node for atom in self._atoms[first:behind] if atom.node is not None]
        if nodes:
            _begin_run(nodes[0])
            following = nodes[-1].getnext()
            if following is not None:
                _begin_run(following)
        return nodes

    def before(self, at: int) -> etree._Element | None:
        """The element of the character before this place, which ends its run; None at the very beginning."""
        nodes = self.cut(max(0, at - 1), at)
        return nodes[-1] if nodes else None

    def first(self) -> etree._Element | None:
        """The element of the first character, None in an empty block."""
        return next((atom.node for atom in self._atoms if atom.node is not None), None)

    def _split(self, at: int) -> int:
        """How many atoms stand before this place, after the one that it lies in was split."""
        passed = 0
        for count, atom in enumerate(self._atoms):
            if at <= passed:
                return count
            inside, passed = at - passed, passed + len(atom.text)
            if at < passed and atom.node is not None and local(atom.node) == "t":
                self._atoms[count : count + 1] = _halves(atom, atom.node, inside)
                return count + 1
        return len(self._atoms)


def _halves(atom: Atom, node: etree._Element, at: int) -> list[Atom]:
    whole = node.text or ""
    rest = etree.Element(node.tag)
    node.text, rest.text = whole[:at], whole[at:]
    node.set(PRESERVE, "preserve")
    rest.set(PRESERVE, "preserve")
    node.addnext(rest)
    return [Atom(atom.text[:at], node, atom.state), Atom(atom.text[at:], rest, atom.state)]


def _begin_run(node: etree._Element) -> None:
    """Let a run begin with this element: what stands before it stays in the run, a new one takes the rest."""
    run = node.getparent()
    if run is None or local(run) != "r" or holder_of(run) is not run:
        return
    before = [one for one in node.itersiblings(preceding=True) if local(one) not in ("", "rPr")]
    if not before:
        return
    rest = alike(run)
    properties = run.find(word("rPr"))
    if properties is not None:
        rest.append(deepcopy(properties))
    rest.extend([node, *node.itersiblings()])
    run.addnext(rest)


def alike(element: etree._Element) -> etree._Element:
    """A new element with the same tag and attributes, and nothing in it."""
    made = etree.Element(element.tag)
    for name, given in element.attrib.items():
        made.set(name, given)
    return made


def holder_of(node: etree._Element) -> etree._Element:
    """The element around this one (or itself) that stands where runs stand: in a paragraph, a change, a link."""
    while (parent := node.getparent()) is not None and local(parent) not in HOLDERS:
        node = parent
    return node


def top_of(node: etree._Element) -> etree._Element:
    """The element around this one that stands directly in its paragraph."""
    while (parent := node.getparent()) is not None and local(parent) != "p":
        node = parent
    return node
