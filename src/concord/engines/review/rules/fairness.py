"""UNF: words that mean nothing exact."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

_VAGUE = re.compile(
    r"适当(?!减少)|尽快|尽量|酌情|另行(?:商定|协商|约定|议定|确定)|视情况|原则上|必要时|大约|大概"
    r"|合理(?:期限|时间|范围|程度)|若干|相关费用|有关费用|一定(?:的)?(?:比例|期限|数额|费用)|及时"
)


@rule("UNF-07")
def vague(case: Case) -> Iterator[Hit]:
    """Too many words that mean nothing exact."""
    found = list(case.text.find(_VAGUE))
    if case.whole and len(found) >= 8 and len(found) * 1000 > 5 * len(case.text):
        words = "、".join(dict.fromkeys(one[0] for one in found[:12]))
        yield Hit(At(*found[0].span()), {"count": str(len(found)), "words": words})
