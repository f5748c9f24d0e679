"""Findings as comments in the same Word file, at the very characters that they are about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from concord.engines.review.document import Finding, Kind
from concord.engines.review.reading.blocks import Found
from concord.engines.review.reading.docx import Walk
from concord.engines.review.reading.package import Package, serialised, word
from concord.engines.review.writing.anchors import Written, holder_of, top_of
from concord.engines.review.writing.parts import comments_part, next_id, typed_and_related

# Where Word takes no comments, they stand at the nearest place that takes them, and say what they are about.
ELSEWHERE = {
    Kind.HEADER: "页眉", Kind.FOOTER: "页脚", Kind.FOOTNOTE: "脚注", Kind.TEXT_BOX: "文本框",
}  # fmt: skip
BOX = word("txbxContent")


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes into a file, and when."""

    name: str
    when: datetime
    initials: str = ""


def words_of(finding: Finding) -> str:
    """What a comment says of a finding: why, by which articles, and what to write instead."""
    lines = [f"【{finding.rule}】{finding.reason}"]
    if finding.articles:
        lines.append(f"依据：{'；'.join(finding.articles)}")
    if finding.proposal:
        lines.append(f"建议：{finding.proposal}")
    return "\n".join(lines)


def commented(
    content: bytes, findings: Iterable[Finding], author: Author, words: Callable[[Finding], str] = words_of
) -> bytes:
    """The Word file with a comment for each finding; its text, and every other part of it, stay as they are.

    A finding about the whole document stands at its first paragraph. Refuses what `read_docx` refuses.
    """
    package = Package(content)
    walk = Walk(package)
    places = Places(list(walk.everything()))
    part, root = comments_part(package, walk.main)
    number = next_id(root, walk.roots[walk.main])
    for finding in findings:
        about = places.anchor(finding, str(number))
        root.append(_comment(str(number), about + words(finding), author))
        number += 1
    strict = package.strict(walk.main)
    changed = {walk.main: serialised(walk.roots[walk.main], strict=strict), part: serialised(root, strict=strict)}
    return package.rewritten(changed | typed_and_related(package, walk.main, part))


class Places:
    """Where comments go in a document."""

    def __init__(self, found: list[Found]) -> None:
        self._found = {one.block.id: one for one in found}
        self._written: dict[str, Written] = {}
        self._first = next((one for one in found if _takes_comments(one) and one.block.text), None)

    def anchor(self, finding: Finding, number: str) -> str:
        """Set the ends of a comment around the words of a finding; says what it is about where it stands elsewhere."""
        spans = [span for span in finding.spans if span.block in self._found]
        own = [span for span in spans if _takes_comments(self._found[span.block])]
        if own:
            first = self._cut(own[0].block, own[0].start, own[0].end)
            last = self._cut(own[-1].block, own[-1].start, own[-1].end)
            if first and last:
                _around(first[0], last[-1], number)
            else:
                _at_paragraph(self._found[own[0].block].element, number)
            return ""
        return self._elsewhere(self._found[spans[0].block], finding.quote, number) if spans else self._whole(number)

    def _cut(self, block: str, start: int, end: int) -> list[etree._Element]:
        written = self._written.setdefault(block, Written(self._found[block]))
        return written.cut(start, end)

    def _elsewhere(self, found: Found, quote: str, number: str) -> str:
        box = next(found.element.iterancestors(BOX), None)
        host = None if box is None else next(box.iterancestors(word("p")), None)
        if host is None or not found.block.id.startswith("p"):
            self._whole(number)
        else:
            _at_paragraph(host, number)
        return f"（{ELSEWHERE.get(found.block.kind, '')}“{quote}”）"

    def _whole(self, number: str) -> str:
        if self._first is not None:
            nodes = self._cut(self._first.block.id, 0, len(self._first.block.text))
            if nodes:
                _around(nodes[0], nodes[-1], number)
        return ""


def _takes_comments(found: Found) -> bool:
    """Whether Word takes comments here: in the text itself, but not in margins, notes and boxes."""
    return found.block.id.startswith(("p", "t")) and next(found.element.iterancestors(BOX), None) is None


def _around(first: etree._Element, last: etree._Element, number: str) -> None:
    holder_of(first).addprevious(_end("commentRangeStart", number))
    end = _end("commentRangeEnd", number)
    holder = holder_of(last)
    holder.addnext(end)
    top = top_of(last)
    (end if top is holder else top).addnext(_reference(number))


def _at_paragraph(element: etree._Element, number: str) -> None:
    """A comment on no word: at the end of a paragraph, or of the first in a cell."""
    paragraph = element if element.tag == word("p") else element.find(f".//{word('p')}")
    if paragraph is not None:
        paragraph.extend([_end("commentRangeStart", number), _end("commentRangeEnd", number), _reference(number)])


def _end(tag: str, number: str) -> etree._Element:
    element = etree.Element(word(tag))
    element.set(word("id"), number)
    return element


def _reference(number: str) -> etree._Element:
    run = etree.Element(word("r"))
    run.append(_end("commentReference", number))
    return run


def _comment(number: str, words: str, author: Author) -> etree._Element:
    comment = _end("comment", number)
    comment.set(word("author"), author.name)
    comment.set(word("initials"), author.initials or author.name[:2])
    comment.set(word("date"), author.when.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for line in words.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, word("p")), word("r"))
        etree.SubElement(run, word("t")).text = line
    return comment
