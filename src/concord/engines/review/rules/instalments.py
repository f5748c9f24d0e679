"""PAY: instalments that add up to the price, each with a condition and a time."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.instalments import Instalment, paid
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.amounts import yuan
from concord.engines.review.rules.price_lists import CENT
from concord.engines.review.text import At

_ALTERNATIVES = re.compile(r"[□☐☑■①②]|(?:以下|下列)[^。\n]{0,12}(?:种|方式)|或者?按|[_]{2,}\s*%")

_HUNDRED = Decimal(100)


def _at(parts: tuple[Instalment, ...]) -> At:
    return At(parts[0].sentence.at.start, parts[-1].sentence.at.end)


def _shares(case: Case) -> tuple[Instalment, ...]:
    """The instalments, where they are the only way to pay and at least two name a share."""
    parts = case.instalments
    if len([one for one in parts if one.percent is not None]) < 2:
        return ()
    at = _at(parts)
    return () if _ALTERNATIVES.search(case.words, at.start, at.end) else parts


@rule("PAY-01")
def shares(case: Case) -> Iterator[Hit]:
    """All instalments together are the whole price; "up to" never sinks and ends at all of it."""
    parts = _shares(case)
    if not parts:
        return
    total = paid(parts)
    if total is None:
        yield Hit(_at(parts), {"what": "“付至”比例前高后低"}, numeric=True)
    elif total != _HUNDRED:
        yield Hit(_at(parts), {"what": f"各期合计为{total.normalize():f}%"}, numeric=True)


def _sums(case: Case) -> list[Decimal]:
    return [one.amount.value for one in case.instalments if one.amount and one.percent is not None and not one.upto]


@rule("PAY-02")
def sums(case: Case) -> Iterator[Hit]:
    """The amounts of all instalments together are the price."""
    parts, money = case.instalments, _sums(case)
    if len(money) < 2 or len(money) < len(parts) or case.total is None:
        return
    total = sum(money, Decimal(0))
    if abs(total - case.total) > CENT and paid(parts) == _HUNDRED:
        yield Hit(_at(parts), {"sum": yuan(total), "price": yuan(case.total)}, numeric=True)


@rule("PAY-03")
def share_of_price(case: Case) -> Iterator[Hit]:
    """Each instalment is its share of the price."""
    for one in case.instalments:
        if one.percent is None or one.amount is None or case.total is None or one.rest or one.upto:
            continue
        due = (case.total * one.percent / 100).quantize(CENT)
        if abs(due - one.amount.value) > max(Decimal(1), due / 10_000):
            said = {"due": yuan(due), "stated": yuan(one.amount.value), "share": f"{one.percent.normalize():f}"}
            yield Hit(
                At(min(one.at.start, one.amount.at.start), max(one.at.end, one.amount.at.end)), said, numeric=True
            )


@rule("PAY-04")
def condition_and_days(case: Case) -> Iterator[Hit]:
    """Each payment has something that sets it off, and a time by which it is made."""
    if not case.buys:
        return
    parts = case.instalments
    around = case.words[_at(parts).start : _at(parts).end] if parts else ""
    days_for_all = re.search(r"(?:上述|以上|各期|每笔|每次)[^。;\n]{0,30}(?:日|天)内", around)
    for one in parts:
        missing = [] if one.trigger else ["付款条件"]
        missing += [] if one.dated or days_for_all or _elsewhere(case, one) else ["付款天数"]
        if missing and not one.retention and not re.search(r"_{2,}", one.sentence.words):
            yield Hit(one.sentence.at, {"what": "和".join(missing)})


def _elsewhere(case: Case, one: Instalment) -> bool:
    """Whether the line of an instalment names its days in another sentence."""
    line = case.text.paragraph(one.sentence.at.start)
    return bool(re.search(r"(?:日|天)(?:之)?内(?:[^。;\n]{0,12})(?:支付|付款|付清)", line.words))
