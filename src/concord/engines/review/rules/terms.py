"""DAT: leases and services that last too long, or go on by themselves."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, phrase, rule
from concord.engines.review.rules.dates import _months

_LEASE = re.compile(r"租赁期|租期|出租期")


@rule("DAT-04")
def lease(case: Case) -> Iterator[Hit]:
    """A lease lasts twenty years at most."""
    for term in case.terms:
        first, last = term.first.day, term.last.day
        if (
            first
            and last
            and _months(first, last) > (240, 0)
            and _LEASE.search(case.text.sentence(term.at.start).words)
        ):
            yield Hit(term.at, numeric=True)
            return
    for sentence in case.sentences(_LEASE):
        long = next((one for one in case.lasting(sentence.at) if (one.months or 0) > 240), None)
        if long:
            yield Hit(sentence.at, numeric=True, swap=(long.at, "二十年"))
            return


phrase(
    "DAT-07",
    r"(?:自动|默认|视同|视为|顺次|自然|每年)[^。;\n]{0,10}(?:续期|续约|延续|顺延|延长|续签|展期|续展|续租|接续|续)"
    r"|(?:期满|届满|到期|不再续约|终止的)[^。;\n]{0,60}(?:继续有效|继续履行|顺延|延续|续期|延长|续展|续约|再续|续租|展期|接续)",
    r"自动|默认|视同|视为|顺次|自然|每年|未|无|没有|不",
    unless=r"不(?:得|再|予|作|会)?自动|须重新|另行签订|重新采购|工期|保函|不视为|不得视为|[交到]货[期日]|交付[期日]|交船|自然终止|重新签订|开工|竣工"
    r"|可以(?:书面)?申请|提出续",
)

_BUDGET = re.compile(r"预算|一招三年|分年|按年度|逐年")


@rule("DAT-08")
def service_years(case: Case) -> Iterator[Hit]:
    """Services bought by government last a year, longer only within the budget, and three years at most."""
    if not case.public_buyer:
        return
    for term in case.terms:
        first, last = term.first.day, term.last.day
        if not (first and last and re.search(r"服务期|合同期|委托期|期限", case.text.sentence(term.at.start).words)):
            continue
        months = _months(first, last)
        if months > (36, 0):
            yield Hit(term.at, {"what": "超过3年"}, numeric=True)
        elif months > (12, 0) and not case.says(_BUDGET):
            yield Hit(term.at, {"what": "超过1年，未见预算保障的约定"}, numeric=True)
