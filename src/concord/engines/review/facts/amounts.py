"""Amounts of money: in digits (元, 万元, ¥), in the writing of banks, and both side by side.

Digits broken by recognition are read as what they can only mean (745.000.00 is 745,000.00) and marked irregular.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from concord.engines.review.numerals import IRREGULAR, UPPER, upper_amount
from concord.engines.review.text import At, Text

_FACTORS = {"": 1, "元": 1, "圆": 1, "万": 10**4, "万元": 10**4, "亿": 10**8, "亿元": 10**8}
_DIGITS = r"\d[\d,]*(?:\.\d+)*"
_AMOUNT = re.compile(
    rf"""(?:¥|RMB|人民币)\s*:?\s*(?P<marked>{_DIGITS})\s*(?P<marked_unit>[亿万]?元|[亿万])?
    | (?<![\d.])(?P<digits>{_DIGITS})\s*(?P<unit>[亿万]?[元圆])
    | (?P<upper>(?<!{UPPER}){UPPER}{{2,}}(?:[元圆園](?:{UPPER}角)?(?:零?{UPPER}分)?[整正]?|(?=[整正])))""",
    re.VERBOSE,
)
_MOST_DIGITS = 16
_BETWEEN = re.compile(r"[\s()\[\]〔〕:,、即为是计RMB¥大小写人民币数字金额整正_元]*$")


@dataclass(frozen=True, slots=True)
class Amount:
    """Yuan that the contract names; `unit` is 10,000 for 万元; `irregular` where its writing is not as it should be."""

    value: Decimal
    upper: bool
    unit: int
    irregular: str
    at: At


@dataclass(frozen=True, slots=True)
class Pair:
    """The same amount in both writings, side by side."""

    upper: Amount
    lower: Amount

    @property
    def at(self) -> At:
        """Both, and what stands between."""
        return At(min(self.upper.at.start, self.lower.at.start), max(self.upper.at.end, self.lower.at.end))


def number(words: str) -> tuple[Decimal, str] | None:
    """The number that digits say, and what is irregular in them; None where they say none that money comes to."""
    if sum(sign.isdigit() for sign in words) > _MOST_DIGITS:
        return None
    whole, *rest = words.split(".")
    if len(rest) > 1:
        if not all(len(part) == 3 for part in rest[:-1]) or len(rest[-1]) not in {2, 3}:
            return None
        last = rest[-1] if len(rest[-1]) == 3 else f".{rest[-1]}"
        return Decimal("".join([whole, *rest[:-1], last]).replace(",", "")), words
    odd = "," in whole and not re.fullmatch(r"\d{1,3}(?:,\d{3})*|\d{1,4}(?:,\d{4})*", whole)
    return Decimal(".".join([whole.replace(",", ""), *rest])), words if odd else ""


def amounts(text: Text, within: At | None = None) -> Iterator[Amount]:
    """Every amount of a text, or of a place in it."""
    for found in text.find(_AMOUNT, within):
        at = At(*found.span())
        if words := found["upper"]:
            value = upper_amount(words)
            odd = "".join(sorted(set(words) & set(IRREGULAR)))
            if value:
                yield Amount(value, upper=True, unit=1, irregular=odd, at=at)
        elif read := number(found["marked"] or found["digits"]):
            factor = _FACTORS[found["marked_unit"] or found["unit"] or ""]
            yield Amount(read[0] * factor, upper=False, unit=factor, irregular=read[1], at=at)


def pairs(text: Text, found: tuple[Amount, ...]) -> Iterator[Pair]:
    """Amounts in both writings with nothing between them but brackets, signs and the words 大写, 小写."""
    used = -1
    for one, other in pairwise(found):
        between = text.words[one.at.end : other.at.start]
        if one.upper != other.upper and one.at.start > used and len(between) <= 24 and _BETWEEN.match(between):
            yield Pair(*((one, other) if one.upper else (other, one)))
            used = other.at.start


_TOTAL = re.compile(
    r"(?:签约合同价|(?:合同|采购|转让|成交|工程|服务|设计|物业|监理|本项目|项目"
    r"|租赁)[^\n。;,]{0,8}?(?:总价款?|总金额|总额|价款|金额|总费用|报酬总额|费用总额)|合同价|租金总额"
    r"|转让价|服务费总额)"
    r"(?!的|支付|结算)[^\n。;%]{0,24}?(?=¥|RMB|人民币|\d|[壹贰叁肆伍陆柒捌玖拾])"
)


def price(text: Text, found: tuple[Amount, ...], both: tuple[Pair, ...]) -> Amount | None:
    """The contract's total: the first amount that is called so; in digits where it stands in both writings."""
    for named in text.find(_TOTAL):
        near = next((one for one in found if one.at.start >= named.end() - 1 - len("人民币")), None)
        if near and 0 <= near.at.start - named.end() + 4 <= 24:
            pair = next((two for two in both if two.upper == near), None)
            return pair.lower if pair else near
    return None
