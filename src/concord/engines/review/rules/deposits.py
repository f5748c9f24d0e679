"""SEC: deposits, which alone are returned twofold, and never beside a penalty."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.securities import Secures
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.roles import DAYS

_DOUBLED = re.compile(
    r"(?:订金|押金|保证金|留置金|担保金|订约金)[^。;\n]{0,80}(?:双倍|两倍|二倍|加倍"
    r"|一倍)[^。;\n]{0,6}(?:返还|退还|退回|返|赔)|(?:双倍|两倍|二倍|加倍)(?:返还|退还"
    r"|退回)[^。;\n]{0,12}(?:订金|押金|保证金|担保金)"
)

_DELIVERED = re.compile(
    rf"定金[^。\n]{{0,60}}(?:{DAYS}|支付|交付|交纳|缴纳|汇入|当日)|(?:支付|交付|交纳|缴纳)[^。\n]{{0,30}}定金"
)


@rule("SEC-02")
def deposit_named(case: Case) -> Iterator[Hit]:
    """Only what is called a deposit is returned twofold; and a deposit is one when it is handed over."""
    for sentence in case.sentences(_DOUBLED):
        yield Hit(sentence.at, {"what": "不是定金，却约定双倍返还"})
    first = next((one for one in case.securities if one.kind is Secures.DEPOSIT), None)
    if first and not case.says(_DELIVERED):
        yield Hit(first.sentence.at, {"what": "写有定金，却没有约定交付"})
