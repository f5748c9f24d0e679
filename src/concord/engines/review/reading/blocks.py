"""Atoms become a block: its text, with the places of changes, hidden words and comments."""

from dataclasses import dataclass, field, replace

from lxml import etree

from concord.engines.review.document import Block, Comment, Revised
from concord.engines.review.reading.inline import Atom, Line, Mark
from concord.engines.review.reading.package import Package, word

BREAK = Atom("\n", None)


@dataclass(slots=True)
class Made:
    """What a block is made of: the atoms and marks of its lines; between two lines of a cell stands a line break."""

    lines: list[list[Atom]] = field(default_factory=list)
    marks: list[list[Mark]] = field(default_factory=list)

    def add(self, line: Line, printed: str) -> None:
        """One more paragraph of a cell; its automatic number becomes part of the text."""
        head = [Atom(f"{printed} ", None)] if printed else []
        self.lines.append([*head, *line.atoms])
        self.marks.append([replace(mark, atoms=mark.atoms + len(head)) for mark in line.marks])

    def trimmed(self) -> "Made":
        """Without empty lines at the end."""
        while self.lines and not self.lines[-1] and not self.marks[-1]:
            self.lines.pop()
            self.marks.pop()
        return self


@dataclass(frozen=True, slots=True)
class Found:
    """A block, the atoms of its text in order, its element, and the ends of comments as offsets of the text."""

    block: Block
    atoms: tuple[Atom, ...]
    element: etree._Element
    marks: tuple[tuple[str, int, bool], ...] = ()


def made(block: Block, content: Made, element: etree._Element) -> Found:
    """The block with its text."""
    atoms: list[Atom] = []
    marks: list[tuple[str, int, bool]] = []
    for count, (line, ends) in enumerate(zip(content.lines, content.marks, strict=True)):
        if count:
            atoms.append(BREAK)
        marks += [(end.comment, _length(atoms) + _length(line[: end.atoms]), end.begins) for end in ends]
        atoms += line
    text = "".join(atom.text for atom in atoms if not atom.deleted)
    filled = replace(block, text=text, revisions=_revisions(atoms), hidden=_hidden(atoms))
    return Found(filled, tuple(atoms), element, tuple(marks))


def _length(atoms: list[Atom]) -> int:
    return sum(len(atom.text) for atom in atoms if not atom.deleted)


def _revisions(atoms: list[Atom]) -> tuple[Revised, ...]:
    """The open changes, neighbouring pieces of the same change as one."""
    found: list[Revised] = []
    at, before = 0, None
    for atom in atoms:
        end = at if atom.deleted else at + len(atom.text)
        if (revision := atom.state.revision) is not None:
            one = Revised(revision, at, end, atom.text, atom.state.author)
            if before and (before.state.revision, before.state.author) == (revision, atom.state.author):
                last = found.pop()
                one = replace(last, end=end, words=last.words + atom.text)
            found.append(one)
        at, before = end, atom
    return tuple(found)


def _hidden(atoms: list[Atom]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    at = 0
    for atom in atoms:
        if atom.deleted:
            continue
        end = at + len(atom.text)
        if atom.state.hidden:
            start = found.pop()[0] if found and found[-1][1] == at else at
            found.append((start, end))
        at = end
    return tuple(found)


def comments(package: Package, main: str, found: list[Found]) -> tuple[Comment, ...]:
    """The comments in the file, each at the first block that it is about; "" where that has no words."""
    part = next((one.target for one in package.relations(main).values() if one.kind == "comments"), "")
    if part not in package:
        return ()
    begun: dict[str, tuple[Block, int]] = {}
    spans: dict[str, tuple[str, int, int]] = {}
    for one in found:
        for comment, at, begins in one.marks:
            if begins:
                begun.setdefault(comment, (one.block, at))
            elif comment not in spans:
                block, start = begun.get(comment, (one.block, at))
                spans[comment] = (block.id, start, at if block is one.block else len(block.text))
    return tuple(
        Comment(*spans.get(element.get(word("id"), ""), ("", 0, 0)), _words(element), element.get(word("author"), ""))
        for element in package.xml(part).findall(word("comment"))
    )


def _words(element: etree._Element) -> str:
    paragraphs = element.findall(f".//{word('p')}")
    return "\n".join("".join(one.text or "" for one in each.iter(word("t"))) for each in paragraphs)
