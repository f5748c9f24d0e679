"""What the contract points to inside itself: clauses (按第八条), annexes, and the list of annexes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concord.engines.review.numerals import NUMBER, integer
from concord.engines.review.outline import Outline
from concord.engines.review.text import At, Text

_CLAUSE = re.compile(rf"第({NUMBER})条")
_LAW = re.compile(
    r"》[^。;\n]{0,12}$|(?:法|条例|规定|办法|解释|招标文件|通用条款|专用条款|协议书|通用合同条款"
    r"|专用合同条款|条款|清单)\s*的?$|第[^\n。;]{1,6}条(?:第.{1,3}[款项])?[、和及至与,]$"
)
_ANNEX = re.compile(r"附件\s*([一二三四五六七八九十]{1,3}|\d{1,2})(?![\d年月日份条])")
_LISTED = re.compile(r"(?:^|\n)[^\n]{0,4}附件\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[:、.《 ]\s*[^\n]{2,40}")
_ITEM = re.compile(r"(?:^|[\n,、;。:])\s*(?:\(?\d{1,2}[).、]|[①-⑨])\s*([^\n,;、。]{2,30})")


@dataclass(frozen=True, slots=True)
class Reference:
    """A number that points to a clause or an annex; `words` are what stands around it."""

    number: int
    words: str
    at: At


def clause_references(text: Text, outline: Outline) -> Iterator[Reference]:
    """Each 第N条 that is not a heading and not an article of a law."""
    heads = {one.at.start for one in outline.headings}
    for found in text.find(_CLAUSE):
        before = text.words[max(0, found.start() - 40) : found.start()]
        line = text.words.rfind("\n", 0, found.start()) + 1
        heading = text.words[line : found.start()].strip() == "" and any(line <= one <= found.start() for one in heads)
        if not heading and not _LAW.search(before.rpartition("\n")[2]) and "《" not in before.rpartition("。")[2]:
            number = integer(found[1])
            if number is not None:
                yield Reference(number, text.words[max(0, found.start() - 16) : found.end() + 16], At(*found.span()))


def annex_references(text: Text) -> Iterator[Reference]:
    """Each 附件N of the text."""
    for found in text.find(_ANNEX):
        yield Reference(integer(found[1]) or 0, text.paragraph(found.start()).words, At(*found.span()))


def annexes_listed(text: Text) -> tuple[Reference, ...]:
    """The annexes that stand in a list, or as titles of their own: lines that begin with 附件N and a name."""
    found = []
    for one in text.find(_LISTED):
        start = text.words.index("附件", one.start())
        found.append(Reference(integer(one[1]) or 0, one[0].strip(), At(start, one.end())))
    return tuple(found)
