"""Amounts of money as people write them: 13万, 三万五, 1,280,000.00元, 壹拾贰万捌仟元整, 30余万.

"几万块" says no number, so it is no amount; "三万多" is read as 30,000. A price by the square metre is an amount too.
"""

import re
from decimal import Decimal

DIGITS = dict(
    zip(
        "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖",
        [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        strict=True,
    )
)
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
FACTORS = {"": 1, "k": 1000, "w": 10_000, "百万": 1_000_000, "千万": 10_000_000, **UNITS, **GROUPS}
MOST = Decimal(10) ** 13
FEN = Decimal("0.01")

_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_FACTOR = r"(?:百万|千万|[万萬亿千百kKwW])"
_DIGIT = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
_CHINESE = rf"[一二三四五六七八九两壹贰叁肆伍陆柒捌玖十拾][{_DIGIT}十拾百佰千仟万萬亿]*"
_ABOUT = "[多余来]?"
_PAID = (
    r"(?:欠款|借款|罚款|工资|赔偿|押金|定金|订金|首付|货款|房租|[欠借付赔退还给交花罚押])"
    r"(?:了|我|他|她|钱|薪|你|们|出|掉|共计|共|合计)*"
)
_MORE = r"[\d%％万亿千百kKwW元块圆多余来至到~-]|[.,，]\d"
_NO_MONEY = "[平个人户次方亩吨米套步名株字股粉天年月日号点路栋室楼]"
_SHORT = (
    rf"(?:[{_DIGIT}]?[十百千万亿])+(?:[{_DIGIT}](?![直共分起定次个般样边点十百千万亿]|[{_DIGIT}](?![直共分起定次])))?"
)

AMOUNT = re.compile(
    rf"""(?:人民币|RMB|￥|¥)\s*(?P<marked>{_ARABIC})\s*(?P<marked_factor>{_FACTOR})?
    | (?P<digits>{_ARABIC})\s*{_ABOUT}(?P<factor>{_FACTOR})?(?P<tail>\d)?{_ABOUT}\s*(?:元|块钱|块|圆)(?:(?P<jiao>\d)角)?
    | (?P<bare>{_ARABIC})\s*{_ABOUT}个?(?P<bare_factor>[万亿])(?P<bare_tail>\d(?![\d.]))?(?!{_NO_MONEY})
    | (?P<chinese>(?<![几数百千{_DIGIT}]){_CHINESE}){_ABOUT}\s*(?:元|块钱|块|圆)(?:(?P<cjiao>[{_DIGIT}])角)?(?:整|正)?
    | (?P<yi>[一二两三四五六七八九十])个亿
    | {_PAID}(?P<short>{_SHORT})(?!{_NO_MONEY})
    | {_PAID}(?P<plain>{_ARABIC})(?P<plain_factor>[kKwW])?(?!{_MORE}|{_NO_MONEY})""",
    re.VERBOSE,
)


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


def arabic_number(digits: str, factor: str = "", tail: str = "") -> Decimal:
    """The number that digits with commas say with a factor (万, k …) and a digit after it (3万2 is 32,000)."""
    times = FACTORS[factor.lower()]
    value = Decimal(digits.replace(",", "").replace("，", "")) * times
    return value + Decimal(tail) * times / 10 if tail else value


def _said(found: dict[str, str]) -> Decimal:
    for name, factor, tail in (
        ("marked", "marked_factor", ""),
        ("digits", "factor", "tail"),
        ("bare", "bare_factor", "bare_tail"),
        ("plain", "plain_factor", ""),
    ):
        if name in found:
            return arabic_number(found[name], found.get(factor, ""), found.get(tail, ""))
    if "yi" in found:
        return Decimal(chinese_number(found["yi"]) or 0) * GROUPS["亿"]
    return Decimal(chinese_number(found.get("chinese") or found["short"]) or 0)


def amount_in(match: re.Match[str]) -> tuple[int, int, Decimal] | None:
    """Start, end and value in yuan of a match of `AMOUNT`; None when it says no sum, or one beyond belief."""
    found = {name: text for name, text in match.groupdict().items() if text}
    jiao = found.get("jiao") or found.get("cjiao") or "0"
    value = _said(found) + Decimal(DIGITS.get(jiao, 0) if not jiao.isdecimal() else int(jiao)) / 10
    if not 0 < value < MOST:
        return None
    start = max((match.start(name) for name in ("short", "plain") if name in found), default=match.start())
    return start, match.end(), value.quantize(FEN)
