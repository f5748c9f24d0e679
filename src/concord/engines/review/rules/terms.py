"""DAT: leases and services that last too long, or go on by themselves."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, rule
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
