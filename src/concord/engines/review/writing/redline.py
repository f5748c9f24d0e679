"""Proposed words as tracked changes in the same Word file: the old ones struck out, the new ones beside them."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from concord.engines.review.document import Finding, Span
from concord.engines.review.reading.blocks import Found
from concord.engines.review.reading.docx import Walk
from concord.engines.review.reading.package import Package, local, serialised, word
from concord.engines.review.writing.anchors import PRESERVE, Written, alike, holder_of
from concord.engines.review.writing.comments import Author

_NUMERALS = "0123456789.,%零一二两三四五六七八九十百千万"
INSERTIONS = frozenset({"ins", "moveTo"})


@dataclass(frozen=True, slots=True)
class Change:
    """The characters to strike out and the words to put there; either may be none."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Redlined:
    """A Word file with tracked changes, and the changes that found no place in it."""

    content: bytes
    left: tuple[Change, ...]


def changes(findings: Iterable[Finding]) -> list[Change]:
    """What the findings propose word by word: those of one span whose rule knows the very words."""
    return [
        _least(one.spans[0], one.quote, one.replacement) for one in findings if one.replacement and len(one.spans) == 1
    ]


def _least(span: Span, old: str, new: str) -> Change:
    """The change without what stays as it is at either end; a number is changed as a whole (九十 to 六十)."""
    if len(old) != span.end - span.start:
        return Change(span, new)
    front = _shared(old, new)
    back = _shared(old[front:][::-1], new[front:][::-1])
    return Change(Span(span.block, span.start + front, span.end - back), new[front : len(new) - back])


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning, up to a number that differs."""
    pairs = enumerate(zip(one, other, strict=False))
    differ = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    within = {one[differ : differ + 1], other[differ : differ + 1]} & set(_NUMERALS)
    return len(one[:differ].rstrip(_NUMERALS)) if within else differ


def redlined(content: bytes, proposed: Iterable[Change], author: Author) -> Redlined:
    """The Word file with each change as a tracked one, which whoever edits it accepts or rejects.

    A change that overlaps another, goes over the end of a paragraph, or names no place in the text is left out and
    told.
    """
    package = Package(content)
    walk = Walk(package)
    found = {one.block.id: one for one in walk.everything()}
    redline = Redline(author, _next_id(walk.roots.values()))
    left: list[Change] = []
    touched: set[str] = set()
    ordered = sorted(proposed, key=lambda one: (one.span.block, one.span.start, one.span.end), reverse=True)
    for name, group in groupby(ordered, key=lambda one: one.span.block):
        block, bound = found.get(name), None
        written = None if block is None else Written(block)
        for change in group:
            if block is None or written is None or not _fits(change.span, block, bound):
                left.append(change)
            elif redline.make(written, change):
                touched.add(block.block.part)
                bound = change.span.start
            else:
                left.append(change)
    changed = {part: serialised(walk.roots[part], strict=package.strict(part)) for part in touched}
    return Redlined(package.rewritten(changed), tuple(reversed(left)))


def _fits(span: Span, found: Found, bound: int | None) -> bool:
    """Whether the span lies in the block and before what was changed already; changes come from the end."""
    text = found.block.text
    if not 0 <= span.start <= span.end <= len(text) or "\n" in text[span.start : span.end]:
        return False
    return bound is None or span.end <= bound


class Redline:
    """Writes tracked changes, each with a number of its own."""

    def __init__(self, author: Author, number: int) -> None:
        self._author = author
        self._number = number

    def make(self, written: Written, change: Change) -> bool:
        """Make one change; says whether it found its place."""
        span = change.span
        nodes = written.cut(span.start, span.end) if span.end > span.start else []
        runs = list(dict.fromkeys(holder_of(node) for node in nodes))
        if any(local(run) != "r" for run in runs) or len({_paragraph(run) for run in runs}) > 1:
            return False
        last = self._struck(runs) if runs else written.before(span.start)
        model = runs[-1] if runs else None if last is None else holder_of(last)
        if last is None or model is None:
            return self._first(written, change.words)
        if change.words:
            _behind(holder_of(last)).addnext(self._inserted(change.words, model))
        return True

    def _first(self, written: Written, words: str) -> bool:
        """Words at the very beginning of a paragraph."""
        node = written.first()
        if node is None or not words:
            return False
        holder = holder_of(node)
        while (parent := holder.getparent()) is not None and local(parent) in INSERTIONS:
            holder = parent
        holder.addprevious(self._inserted(words, holder_of(node)))
        return True

    def _struck(self, runs: list[etree._Element]) -> etree._Element:
        """Strike runs out; what somebody else inserted stays their insertion, struck out within it."""
        gone = runs[-1]
        for run in runs:
            gone = self._tracked("del")
            run.addprevious(gone)
            gone.append(run)
            for text in run.iter(word("t")):
                text.tag = word("delText")
        return gone

    def _inserted(self, words: str, model: etree._Element) -> etree._Element:
        """New words that look like the run beside them."""
        insertion = self._tracked("ins")
        run = etree.SubElement(insertion, word("r"))
        properties = model.find(word("rPr"))
        if properties is not None:
            run.append(deepcopy(properties))
        for count, line in enumerate(words.split("\n")):
            if count:
                etree.SubElement(run, word("br"))
            text = etree.SubElement(run, word("t"))
            text.text = line
            text.set(PRESERVE, "preserve")
        return insertion

    def _tracked(self, tag: str) -> etree._Element:
        element = etree.Element(word(tag))
        element.set(word("id"), str(self._number))
        element.set(word("author"), self._author.name)
        element.set(word("date"), self._author.when.strftime("%Y-%m-%dT%H:%M:%SZ"))
        self._number += 1
        return element


def _behind(element: etree._Element) -> etree._Element:
    """The element after which new words may stand: an insertion of somebody else is parted in two, not added to."""
    while (parent := element.getparent()) is not None and local(parent) in INSERTIONS:
        rest = list(element.itersiblings())
        if rest:
            other = alike(parent)
            other.extend(rest)
            parent.addnext(other)
        element = parent
    return element


def _paragraph(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(word("p")), None)


def _next_id(roots: Iterable[etree._Element]) -> int:
    """A number that no tracked change has yet."""
    used = [one.get(word("id"), "") for root in roots for one in root.iter(word("ins"), word("del"))]
    return max((int(one) for one in used if one.isascii() and one.isdigit() and len(one) < 10), default=0) + 1
