"""CLS: clauses that public contracts usually have: integrity, notices, force majeure."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.kinds import About
from concord.engines.review.registry import Hit, rule

_NOTICE = re.compile(r"送达|通讯地址|通知[^。\n]{0,12}(?:地址|邮寄|方式)")


@rule("CLS-25")
def integrity_and_notice(case: Case) -> Iterator[Hit]:
    """Public contracts carry a clause on integrity and an address at which notices arrive."""
    missing = [] if case.has(About.INTEGRITY) else ["廉洁条款"]
    missing += [] if case.says(_NOTICE) else ["送达地址"]
    if case.whole and case.public_buyer and missing:
        yield Hit(None, {"what": "、".join(missing)})


_LATE_FORCE = re.compile(
    r"(?:迟延|逾期|延迟)(?:履行)?(?:后|期间)[^。;\n]{0,30}不可抗力[^。;\n]{0,30}(?:免|不承担|不负)"
)

_NOT = re.compile(r"不能免|不免除|不得免|仍应|不予免")


@rule("CLS-26")
def force_majeure(case: Case) -> Iterator[Hit]:
    """Force majeure is settled, and excuses nobody who was late already."""
    if case.whole and not case.has(About.FORCE_MAJEURE):
        yield Hit(None, {"what": "没有不可抗力条款"})
    for sentence in case.sentences(_LATE_FORCE, unless=_NOT):
        yield Hit(sentence.at, {"what": "约定迟延履行后发生不可抗力也免责"})
