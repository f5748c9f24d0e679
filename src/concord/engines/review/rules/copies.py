"""STR: copies that add up."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.numerals import integer
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

_COUNT = "[零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾\\d]+"

_COPIES = re.compile(rf"一式\s*({_COUNT})\s*份")

_HELD = re.compile(
    rf"(?P<who>[^,;。:\n]*?)(?P<each>各)?\s*(?:执|持有?|保存|留存|保留|存档|备案)\s*(?P<n>{_COUNT})\s*份"
)


@rule("STR-11")
def copies(case: Case) -> Iterator[Hit]:
    """The copies that each one holds are all the copies."""
    for found in case.text.find(_COPIES):
        line = case.text.paragraph(found.start())
        rest = re.split(r"。", case.words[found.end() : line.at.end])[0]
        held = [_copies(one) for one in _HELD.finditer(rest)]
        total, stated = sum(held), integer(found[1])
        if held and stated and total != stated and not re.search(r"其余|余下|剩余|若干|正本|副本|_", rest):
            yield Hit(
                At(found.start(), found.end() + len(rest)), {"stated": str(stated), "sum": str(total)}, numeric=True
            )


def _copies(found: re.Match[str]) -> int:
    who = found["who"]
    number = integer(found["n"]) or 0
    if not (found["each"] or who.rstrip().endswith("各")):
        return number
    several = {"三方": 3, "四方": 4, "双方": 2, "两方": 2, "甲乙": 2}
    for name, count in several.items():
        if name in who:
            extra = len(re.findall(r"[、和及与]", re.sub(r"甲、?乙", "", who)))
            return number * (count + extra)
    return number * max(len(re.split(r"[、和及与]", who)), 2)
