"""Amounts of money as people write them: 13万, 三万五, 1,280,000.00元, 壹拾贰万捌仟元整."""

import re
from decimal import Decimal, InvalidOperation

DIGITS = dict(zip("零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖", [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9], strict=True))
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
LATIN = {"k": 1000, "w": 10_000, "千": 1000, "百": 100, "百万": 1_000_000, "千万": 10_000_000, **GROUPS}
CHINESE = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿"
MOST = Decimal(10) ** 13


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals say; 三万五 is 35,000; None when they say none."""
    total = group = digit = 0
    last = 1
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
            last = 1 if character in "零〇" else last
        elif character in UNITS:
            group += (digit or 1) * UNITS[character]
            digit, last = 0, UNITS[character]
        elif character in GROUPS:
            total += (group + digit or 1) * GROUPS[character]
            group, digit, last = 0, 0, GROUPS[character]
        else:
            return None
    return total + group + digit * (last // 10 if last > 10 and digit else 1)


def latin_number(digits: str, unit: str) -> Decimal | None:
    """The number that digits with commas and a unit (万, 千, k …) say; None when they say none."""
    try:
        value = Decimal(digits.replace(",", "").replace("，", "")) * LATIN.get(unit.lower(), 1)
    except InvalidOperation:
        return None
    return value if value < MOST else None


AMOUNT = re.compile(
    rf"""(?:人民币|RMB|￥|¥)\s*(?P<marked>\d[\d,，]*(?:\.\d+)?)\s*(?P<marked_unit>百万|千万|[万亿千百kKwW])?
    | (?P<digits>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>百万|千万|[万亿千百kKwW])?\s*(?P<tail>\d)?\s*(?:多|余|来)?\s*(?:元|块钱|块|圆)
    | (?P<bare>\d[\d,，]*(?:\.\d+)?)\s*(?P<bare_unit>[万亿])(?![平个人户次方亩吨米套步名株字股粉])
    | (?P<chinese>[{CHINESE}]+)(?:多|余|来)?\s*(?:元|块钱|块|圆)(?:整|正)?
    | (?P<owed>(?:欠|借|付|赔|退|还|要|给|交|花)(?:了|款|我|他|她|钱|薪|你|们|出|掉)*)(?P<short>[{CHINESE}]*[万千百][{CHINESE}]*)(?![个人户次亩天年月日])""",
    re.VERBOSE,
)


def amount_in(match: re.Match[str]) -> tuple[int, int, Decimal] | None:
    """Start, end and value in yuan of a match of `AMOUNT`; None when it says no number."""
    found = match.groupdict()
    start, end = match.span()
    if found["short"]:
        start = match.start("short")
    chinese = found["chinese"] or found["short"]
    if chinese:
        number = chinese_number(chinese)
        return (start, end, Decimal(number)) if number else None
    digits = found["marked"] or found["digits"] or found["bare"]
    value = latin_number(digits, found["marked_unit"] or found["unit"] or found["bare_unit"] or "")
    if value is None:
        return None
    if found["tail"]:
        value += Decimal(found["tail"]) * LATIN.get((found["unit"] or "").lower(), 10) / 10
    return start, end, value.quantize(Decimal("0.01"))
