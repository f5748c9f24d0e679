"""The outline of a contract: its numbered headings, its clauses, and what each clause is about.

Headings are read as people number them: 第三条, 三、, （三）, 3., 3.1, (3), and as Word prints them. Recognition
turns 十一、 into 十—、; both count. What a clause is about is told by its heading, or by its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from concord.engines.review.numerals import NUMBER, integer
from concord.engines.review.text import At, Text


class Style(StrEnum):
    """How a heading is numbered."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    COMMA = "comma"
    BRACKET = "bracket"
    POINT = "point"
    DECIMAL = "decimal"
    SMALL = "small"


_NUMERAL = "[一二三四五六七八九十百]"
_HEADS = [
    (Style.PART, re.compile(rf"第({NUMBER})(?:部分|篇|编)")),
    (Style.CHAPTER, re.compile(rf"第({NUMBER})章")),
    (Style.SECTION, re.compile(rf"第({NUMBER})节")),
    (Style.ARTICLE, re.compile(rf"第({NUMBER})条(?!第|的|款|规定|约定|所|之|、|和|或|及|,)")),
    (Style.COMMA, re.compile(rf"({_NUMERAL}+[—一-]?)[、.．]")),
    (Style.BRACKET, re.compile(rf"\(({_NUMERAL}+)\)")),
    (Style.DECIMAL, re.compile(r"(\d+(?:\.\d+)+)\.?(?![\d%元]|[款条](?:[至、,和的规所约]|$)|[万亿]元)")),
    (Style.POINT, re.compile(r"(\d{1,3})[.、．](?!\d)")),
    (Style.SMALL, re.compile(r"\((\d{1,3})\)")),
]
_START = re.compile(rf"[ \t]*(?:第{NUMBER}款[ \t]*:[ \t]*(?=\())?(?=[第一二三四五六七八九十(\d])")
NUMBERED = re.compile(rf"\s*(?:(?:{'|'.join(pattern.pattern for _style, pattern in _HEADS)})[\s、.:]*)?")
_TITLE_ENDS = re.compile(r"[。;:\n\t]|(?<=\S)\s{2,}|,")


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered beginning of a line: how it is numbered, its number (3.1 is (3, 1)), its words, and its place."""

    style: Style
    number: tuple[int, ...]
    title: str
    at: At


@dataclass(frozen=True, slots=True)
class Clause:
    """A main heading with all that stands below it."""

    heading: Heading
    at: At
    below: tuple[Heading, ...] = field(default=())

    @property
    def number(self) -> int:
        return self.heading.number[-1]

    @property
    def title(self) -> str:
        return self.heading.title


def _head(words: str) -> tuple[Style, tuple[int, ...], int] | None:
    """How a line begins: style, number, and where its words start."""
    for style, pattern in _HEADS:
        if found := pattern.match(words):
            told = found[1]
            if style is Style.COMMA and len(told) > 1:
                told = told[:-1] + told[-1].replace("—", "一").replace("-", "一")
            number = tuple(integer(part) or 0 for part in told.split("."))
            return style, number, found.end()
    return None


def headings(text: Text) -> Iterator[Heading]:
    """Every numbered beginning of a block or a line, in order."""
    for block, begin in zip(text.blocks, text.starts, strict=True):
        place = begin
        for line in text.words[begin : begin + len(block.text)].split("\n"):
            offset = found.end() if (found := _START.match(line)) else 0
            printed = block.number.strip() if place == begin else ""
            head = _head(f"{printed} " if printed else line[offset:]) or (_head(line[offset:]) if printed else None)
            if head:
                style, number, skip = head
                start = place + (0 if printed else offset + skip)
                yield Heading(
                    style, number, _title(text.words[start : place + len(line)]), At(place, place + len(line))
                )
            place += len(line) + 1


def _title(words: str) -> str:
    """The words of a heading: up to the first stop, at most 30 characters."""
    told = words.strip(" 　,:、.")
    ends = _TITLE_ENDS.search(told)
    return (told[: ends.start()] if ends else told)[:30].strip()


class Outline:
    """The headings of a text, and its main clauses."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.headings = tuple(headings(text))

    @cached_property
    def style(self) -> Style | None:
        """How the main clauses are numbered: 第N条 where there are some, else 一、, else 1."""
        for style in (Style.ARTICLE, Style.COMMA, Style.POINT):
            if sum(one.style is style for one in self.headings) >= 2:
                return style
        return None

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The main clauses, each up to the next."""
        mains = [place for place, one in enumerate(self.headings) if one.style is self.style]
        ends = [*mains[1:], len(self.headings)]
        found = []
        for here, there in zip(mains, ends, strict=False):
            last = self.headings[there].at.start if there < len(self.headings) else len(self.text)
            head = self.headings[here]
            found.append(Clause(head, At(head.at.start, last), self.headings[here + 1 : there]))
        return tuple(found)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers that the main clauses have."""
        return frozenset(clause.number for clause in self.clauses)

    def clause(self, place: int) -> Clause | None:
        """The main clause that holds a character."""
        return next((clause for clause in self.clauses if clause.at.holds(place)), None)

    def about(self, pattern: re.Pattern[str]) -> tuple[Clause, ...]:
        """The clauses whose heading says it is about something."""
        return tuple(clause for clause in self.clauses if pattern.search(clause.title))
