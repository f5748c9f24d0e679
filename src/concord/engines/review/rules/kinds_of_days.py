"""DAT: working days and calendar days, above and below."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

_KINDS_OF_DAYS = [re.compile(r"个?工作日"), re.compile(r"自然日|日历[天日]|[一二三四五六七八九十\d]\)?\s*(?:日|天)内")]

_BOTH_ENDS = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)\s*(%|日|天|万元|元|个月|年)\s*\(?(?:含)?\)?以上[^。\n]{0,60}?(?<!\d)\1\s*\2\s*\(?(?:含)?\)?以下"
)


@rule("DAT-11")
def kinds_of_days(case: Case) -> Iterator[Hit]:
    """One kind of days in one sentence; and a limit belongs to one side of it."""
    for sentence in case.sentences(*_KINDS_OF_DAYS):
        yield Hit(sentence.at, {"what": "同一句中工作日与自然日混用"})
    for found in case.text.find(_BOTH_ENDS):
        yield Hit(At(*found.span()), {"what": f"{found[1]}{found[2]}既属“以上”又属“以下”（二者都含本数）"})
