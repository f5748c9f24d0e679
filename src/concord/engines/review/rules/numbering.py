"""STR: numbers of clauses that follow each other."""

from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.document import Kind
from concord.engines.review.outline import Heading, Style
from concord.engines.review.registry import Hit, rule

_BELOW = {style: list(Style)[place + 1 :] for place, style in enumerate(Style)}

_RUNS_ON = {(Style.CHAPTER, Style.ARTICLE)}


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


@rule("STR-01")
def gaps(case: Case) -> Iterator[Hit]:
    """Numbers of clauses follow each other."""
    for before, one in _steps(case):
        if before.number[-1] + 1 < one.number[-1] <= before.number[-1] + 3:
            missing = "、".join(str(number) for number in range(before.number[-1] + 1, one.number[-1]))
            yield Hit(one.at, {"missing": missing})


@rule("STR-02")
def doubles(case: Case) -> Iterator[Hit]:
    """No number stands twice."""
    for before, one in _steps(case):
        if before.number == one.number and one.style is not Style.POINT:
            yield Hit(one.at, {"number": ".".join(map(str, one.number))})
