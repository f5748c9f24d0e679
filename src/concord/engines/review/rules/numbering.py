"""STR: numbers of clauses that follow each other."""

import re
from collections.abc import Callable, Iterator

from concord.engines.review.case import Case
from concord.engines.review.document import Kind
from concord.engines.review.numerals import NUMBER
from concord.engines.review.outline import Heading, Style
from concord.engines.review.registry import Hit, rule

_BELOW = {style: list(Style)[place + 1 :] for place, style in enumerate(Style)}

_CHOSEN = re.compile(
    rf"(?:(?:第{NUMBER}(?:部分|篇|编|章)|[一二三四五六七八九十]+、)\s*)?(?![\d(])[^\n。;:、]{{0,24}}"
    r"(?:专用(?:合同)?(?:条款|条件)|协议条款|填写说明)[\s:]*"
)

_LINE = re.compile(r"[^\n]+")
_RUNS_ON = {(Style.CHAPTER, Style.ARTICLE), (Style.SECTION, Style.ARTICLE)}


def _steps(case: Case) -> Iterator[tuple[Heading, Heading]]:
    """Each heading with the one before it that it is numbered after."""
    last: dict[Style, Heading] = {}
    cells = {block.id for block in case.text.blocks if block.kind is Kind.CELL}
    for one in case.outline.headings:
        if case.text.blocks[case.text.index(one.at.start)].id in cells:
            continue
        before = last.get(one.style)
        if before and before.number[:-1] == one.number[:-1]:
            yield before, one
        last[one.style] = one
        for style in _BELOW[one.style]:
            if (one.style, style) not in _RUNS_ON:
                last.pop(style, None)


def _chosen(case: Case) -> Callable[[int], bool]:
    """Whether a place lies in special conditions, which take up only some numbers of the general ones."""
    parts = [one.at.start for one in case.outline.headings if one.style is Style.PART]
    lines = [found.start() for found in _LINE.finditer(case.words) if _CHOSEN.fullmatch(found[0])]
    return lambda place: any(begin < place and not any(begin < part < place for part in parts) for begin in lines)


@rule("STR-01")
def gaps(case: Case) -> Iterator[Hit]:
    """Numbers of clauses follow each other."""
    chosen = _chosen(case)
    for before, one in _steps(case):
        if chosen(one.at.start):
            continue
        if before.number[-1] + 1 < one.number[-1] <= before.number[-1] + 3:
            missing = "、".join(str(number) for number in range(before.number[-1] + 1, one.number[-1]))
            yield Hit(one.at, {"missing": missing})


@rule("STR-02")
def doubles(case: Case) -> Iterator[Hit]:
    """No number stands twice."""
    for before, one in _steps(case):
        if before.number == one.number and one.style is not Style.POINT:
            yield Hit(one.at, {"number": ".".join(map(str, one.number))})
