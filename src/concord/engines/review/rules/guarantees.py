"""SEC: guarantees that a public body may not give, and pledges that the law does not know."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, rule

_MANNER = {
    "保证方式（一般保证或者连带责任保证）": re.compile(r"连带(?:责任)?保证|一般保证|连带责任"),
    "保证期间": re.compile(r"保证期(?:间|限)"),
}

_SURETY = re.compile(r"(?:提供|承担)[^。;\n]{0,16}保证(?:担保|责任)|保证人[^。;\n]{0,30}(?:承担|提供|担保|保证)")


@rule("SEC-15")
def surety(case: Case) -> Iterator[Hit]:
    """A surety names how it stands in, and for how long."""
    found = next(case.sentences(_SURETY, unless=re.compile(r"质量|不承担|不提供|履约")), None)
    missing = [name for name, pattern in _MANNER.items() if not case.says(pattern)]
    if found and missing and (case.nature is Nature.GUARANTEE or re.search(r"保证人", case.words)):
        yield Hit(found.at, {"what": "、".join(missing)})
