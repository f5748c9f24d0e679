"""What is still to be filled: blanks, and boxes to be ticked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concord.engines.review.text import At, Text

_BLANK = re.compile(
    r"_{2,}|(?<![a-zA-Z\d])[xX×]{3,}(?![a-zA-Z\d])|××+|【\s*】|\[\s+\]|\(\s{3,}\)|[(:]?待定[)。]?|待填"
    r"|(?<=[:为至于计\d年月])\s{2,}(?=[年月日元%天台套份])|(?<!\s)\s{4,}(?=[年月日元%])"
    r"|(?<=[是由为向在就对和与于按后前托])[ \t]{2,}(?=[^\s)])|※{3,}|\*{3,}"
)
_DECIDED = re.compile(r"价格待定|待定条款")
_BOX = re.compile(r"[□☐☑■√☒✓✔]")
_TICKED = set("☑■√☒✓✔")
_DATE = re.compile(r"[_\s]*年[_\s]*月[_\s]*日?")
_SIGNING = re.compile(r"签字|签章|盖章|签名|公章|签订日期|签署日期|签约日期|签订时间|日期\s*:|签约时间")


@dataclass(frozen=True, slots=True)
class Blank:
    """A place that waits to be filled; `signing` where it waits for signature, seal or the day of both."""

    signing: bool
    at: At


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one line: how many there are and how many are ticked."""

    count: int
    ticked: int
    at: At


def blanks(text: Text) -> Iterator[Blank]:
    """Every blank; underlined words are none, and a row of blanks in one sentence is one."""
    last = -1
    for found in text.find(_BLANK):
        if found.start() < last:
            continue
        line = text.paragraph(found.start())
        after = text.words[found.start() : found.end() + 12]
        signing = (
            bool(_SIGNING.search(line.words))
            or bool(_DATE.fullmatch(line.words.strip()))
            or bool(_DATE.match(after) and len(line.words) < 40 and found.start() > len(text) * 0.9)
        )
        sentence = text.sentence(found.start())
        last = sentence.at.end
        yield Blank(signing, At(*found.span()))


def boxes(text: Text) -> Iterator[Boxes]:
    """The boxes, line by line; boxes on lines that follow each other are one choice."""
    marks = [(text.paragraph(found.start()).at, found[0]) for found in text.find(_BOX)]
    group: list[tuple[At, str]] = []
    for at, sign in marks:
        if group and at.start > group[-1][0].end + 1:
            yield _group(group)
            group = []
        group.append((at, sign))
    if group:
        yield _group(group)


def _group(group: list[tuple[At, str]]) -> Boxes:
    return Boxes(len(group), sum(sign in _TICKED for _at, sign in group), At(group[0][0].start, group[-1][0].end))
