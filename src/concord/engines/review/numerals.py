"""Numbers in Chinese: of clauses (第二十一条), of amounts in the writing of banks (壹拾贰万叁仟元伍角整)."""

import re
from decimal import Decimal

DIGITS = {
    sign: value
    for value, signs in enumerate(
        ["零〇", "一壹弌", "二贰两貳弍", "三叁叄參弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"]
    )
    for sign in signs
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "任": 1000}
GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
# What recognition and careless typing make of the bank's characters.
IRREGULAR = "任叄弍弌弎廿卅貳陸萬億參園"
NUMBER = r"[零〇一二三四五六七八九十百千两\d]+"
UPPER = rf"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿{IRREGULAR}]"


def integer(words: str) -> int | None:
    """The number that digits or numerals say (21, 二十一, 廿一, 壹拾); None where they say none."""
    if words.isascii() and words.isdigit():
        return int(words)
    total = section = 0
    digit: int | None = None
    for sign in words.replace("廿", "二十").replace("卅", "三十"):
        if sign in DIGITS:
            digit = digit * 10 + DIGITS[sign] if digit and "零" not in words else DIGITS[sign]
        elif sign in UNITS:
            section += (1 if digit is None else digit or (1 if not section else 0)) * UNITS[sign]
            digit = None
        elif sign in GROUPS:
            section, digit = section + (digit or 0), None
            hundred_million = GROUPS[sign] == 10**8
            total = (total + section) * 10**8 if hundred_million else total + section * 10**4
            section = 0
        else:
            return None
    return total + section + (digit or 0) if words else None


_UPPER_AMOUNT = re.compile(
    rf"(?P<yuan>{UPPER}+)(?:[元圆園](?P<rest>(?:(?P<jiao>{UPPER})角)?零?(?:(?P<fen>{UPPER})分)?)[整正]?)?$"
)


def upper_amount(words: str) -> Decimal | None:
    """Yuan of an amount in upper-case characters, to the fen; None where it cannot be read."""
    found = _UPPER_AMOUNT.match(words)
    yuan = integer(found["yuan"]) if found else None
    if found is None or yuan is None:
        return None
    jiao, fen = (DIGITS.get(found[part] or "零", 0) for part in ("jiao", "fen"))
    return Decimal(yuan) + Decimal(jiao) / 10 + Decimal(fen) / 100


_SIGNS = "零壹贰叁肆伍陆柒捌玖"


def _section(number: int) -> str:
    words, gap = "", False
    for power, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if gap else "") + _SIGNS[digit] + unit
        gap = not digit and bool(words)
    return words


def upper(amount: Decimal) -> str:
    """An amount below 10¹² in the writing of banks: 壹拾贰万叁仟元伍角整."""
    yuan, fen = divmod(int(amount * 100), 100)
    words = ""
    for power, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = yuan // power % 10**4
        if section:
            words += ("零" if words and section < 1000 else "") + _section(section) + unit
    words = (words or "零") + "元"
    jiao, rest = divmod(fen, 10)
    if not fen:
        return words + "整"
    return words + (f"{_SIGNS[jiao]}角" if jiao else "零") + (f"{_SIGNS[rest]}分" if rest else "整")
