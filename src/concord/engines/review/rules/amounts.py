"""AMT: figures that must agree with each other wherever they stand."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.amounts import Amount
from concord.engines.review.facts.percents import Percent
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At, folded

_TEN_THOUSAND = Decimal(10_000)


def yuan(value: Decimal) -> str:
    """An amount as people read it: 1,234.50."""
    return f"{value:,.2f}"


@rule("AMT-01")
def both_writings(case: Case) -> Iterator[Hit]:
    """The amount in upper case is the amount in digits."""
    for pair in case.pairs:
        one, other = pair.upper.value, pair.lower.value
        if one != other and max(one, other) != min(one, other) * _TEN_THOUSAND:
            said = {"upper": yuan(one), "lower": yuan(other), "gap": yuan(abs(one - other))}
            yield Hit(pair.at, said, numeric=True)


@rule("AMT-11")
def unit(case: Case) -> Iterator[Hit]:
    """元 and 万元 are not confused: the same amount does not stand 10,000 times larger beside itself."""
    for pair in case.pairs:
        one, other = pair.upper.value, pair.lower.value
        if one != other and max(one, other) == min(one, other) * _TEN_THOUSAND:
            yield Hit(pair.at, {"one": yuan(one), "other": yuan(other)}, numeric=True)
    yield from _ten_thousandfold(case)


def _ten_thousandfold(case: Case) -> Iterator[Hit]:
    """Amounts that are the price but for a factor of ten thousand."""
    total = case.total or Decimal(0)
    for amount in case.amounts if total else ():
        if amount.value in {total * _TEN_THOUSAND, total / _TEN_THOUSAND} and not _paired(case, amount.at):
            yield Hit(amount.at, {"one": yuan(total), "other": yuan(amount.value)}, numeric=True)


def _paired(case: Case, at: At) -> bool:
    return any(pair.at.holds(at.start) for pair in case.pairs)


@rule("AMT-03")
def writing(case: Case) -> Iterator[Hit]:
    """Amounts are written in the signs that banks know, and in groups of three."""
    for one in case.amounts:
        if one.irregular:
            kind = "大写金额用字不规范或者疑为误识" if one.upper else "小写金额的分隔符有误"
            said = {"what": f"{kind}（{one.irregular}）"}
            yield Hit(one.at, said, numeric=True, swap=(one.at, _regular(case.text.quote(one.at), one)))


_REGULAR = str.maketrans("任叄弍弌弎貳陸萬億參園", "仟叁贰壹叁贰陆万亿叁元")


def _regular(written: str, one: Amount) -> str:
    """The same amount in the signs that banks know, or in groups of three."""
    if one.upper:
        return written.translate(_REGULAR)
    return folded(written).replace(one.irregular, f"{one.value / one.unit:,.2f}")


@rule("AMT-08")
def percent_writings(case: Case) -> Iterator[Hit]:
    """A share in words is the share in figures beside it."""
    for one, other in zip(case.percents, case.percents[1:], strict=False):
        between = case.words[one.at.end : other.at.start]
        if (
            one.words != other.words
            and re.fullmatch(r"\s*[(\[]?\s*(?:即|为|大写|小写)?:?\s*", between)
            and one.value != other.value
        ):
            yield Hit(
                At(one.at.start, other.at.end),
                {"what": f"文字与数字不一致（{_plain(one)}%与{_plain(other)}%）"},
                numeric=True,
            )
    yield from (Hit(one.at, {"what": "“百分之”后混写数字"}) for one in case.percents if one.mixed)


def _plain(percent: Percent) -> str:
    return f"{percent.value.normalize():f}"
