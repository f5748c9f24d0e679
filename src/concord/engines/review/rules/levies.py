"""SEC: securities that may not be asked for, or not in cash alone."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.securities import Secures
from concord.engines.review.registry import Hit, rule

_NAMED = re.compile(r"[一-龥]{2}(?:保证金|押金|抵押金|风险金)$")
_LEGAL = re.compile(r"投标|履约|质量|质保|保修|工资|民工|预付款|支付")
_FREE = re.compile(r"不(?:得|再|予|另)?(?:收取|设|缴)|禁止|免(?:收|缴|除)|取消|减免")


@rule("SEC-13")
def other_securities(case: Case) -> Iterator[Hit]:
    """On works four securities may be asked for, and no other."""
    for one in case.securities:
        named = one.kind is Secures.OTHER and _NAMED.search(one.name)
        if named and not _LEGAL.search(one.name) and not _FREE.search(one.sentence.words):
            yield Hit(one.sentence.at)
