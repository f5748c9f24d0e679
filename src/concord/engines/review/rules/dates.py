"""DAT: days that exist, in their order, as far apart as is said."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from concord.engines.review.case import Case
from concord.engines.review.facts.dates import Lasting, Term
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

_PERFORMED = re.compile(r"服务期|租赁期|租期|工期|履行|合同期|有效期|委托期|开工|期限")


@rule("DAT-01")
def real(case: Case) -> Iterator[Hit]:
    """A date that is in the calendar."""
    yield from (Hit(one.at, numeric=True) for one in case.dates if one.day is None)


@rule("DAT-02")
def order(case: Case) -> Iterator[Hit]:
    """The end comes after the beginning, and signing before both."""
    signed = case.signed_on
    for term in case.terms:
        first, last = term.first.day, term.last.day
        if first and last and last < first:
            yield Hit(term.at, {"what": f"止日{last.isoformat()}早于起日{first.isoformat()}"}, numeric=True)
        elif first and signed and signed > first and _PERFORMED.search(case.text.sentence(term.at.start).words):
            yield Hit(
                term.at,
                {"what": f"签订日{signed.isoformat()}晚于履行起始日{first.isoformat()}（倒签或者事后补签）"},
                numeric=True,
            )


def _months(first: date, last: date) -> tuple[int, int]:
    """Whole months from the first day to the day after the last, and the days left over."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months, after.day - first.day


def _fits(stated: Lasting, first: date, last: date) -> bool:
    if stated.months is not None:
        months, days = _months(first, last)
        return (months == stated.months and abs(days) <= 2) or (abs(months - stated.months) == 1 and abs(days) >= 27)
    return abs((last - first).days + 1 - stated.number) <= 1


@rule("DAT-03")
def length(case: Case) -> Iterator[Hit]:
    """How long is said is how long it is from the first day to the last."""
    for term in case.terms:
        first, last = term.first.day, term.last.day
        if term.stated and first and last and first <= last and not _fits(term.stated, first, last):
            real_days = (last - first).days + 1
            yield Hit(_whole(term), {"stated": case.text.quote(term.stated.at), "days": str(real_days)}, numeric=True)


def _whole(term: Term) -> At:
    stated = term.stated.at if term.stated else term.at
    return At(min(term.at.start, stated.start), max(term.at.end, stated.end))
