"""SEC: securities that may not be asked for, or not in cash alone."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.securities import Secures
from concord.engines.review.registry import Hit, phrase, rule

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


phrase(
    "SEC-14",
    r"保证金|履约担保|质保金|保函",
    r"(?:只|仅|必须|限|一律|须)[^。;\n]{0,12}(?:现金|转账|电汇|汇款|现汇|货币)"
    r"|(?:不接受|拒收|不得|不予(?:接受|认可)|不认可|不收|拒绝|概不)[^。;\n]{0,24}(?:保函|保险|担保函)"
    r"|(?:保函|保险|其他形式[^。;\n]{0,6})[^。;\n]{0,12}(?:概不|一概|不予|不接受|不收|不认)",
    unless=r"(?:甲方|采购人|发包人)?不得(?:拒绝|拒收|将|要求|限定)|非现金|应当接受|自愿",
)
