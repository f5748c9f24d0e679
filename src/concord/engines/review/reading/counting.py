"""How a number of an automatic list is written: the number formats of Word (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable, Mapping

DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
MOST = 32_767
Counting = Callable[[int], str]


def written(number: int, form: str) -> str:
    """A number from 0 in this format; in Arabic digits where the format is not known, or has no sign for it."""
    if not 0 <= number <= MOST:
        return str(number)
    return FORMS.get(form, str)(number)


def chinese(number: int, digits: str = DIGITS, units: tuple[str, ...] = ("", "十", "百", "千", "万")) -> str:
    """A number as it is spoken: 十, 二十一, 一百零五; up to 99,999."""
    if number == 0:
        return "零" if digits is DIGITS else digits[0]
    words, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + digits[digit] + units[place]
        gap = not digit
    return words[1:] if words.startswith("一十") else words


def _short_chinese(number: int) -> str:
    return chinese(number) if number < 100 else _digits(number).replace("〇", "○")


def _digits(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return chinese(number, LEGAL, ("", "拾", "佰", "仟", "万"))


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else "0"


def _roman(number: int) -> str:
    words = ""
    for size, letters in ROMAN:
        words += letters * (number // size)
        number %= size
    return words or "0"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _row(first: str, most: int) -> Counting:
    """Signs that stand in a row in Unicode, the first of which is 1."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= most else str(number)


def _cycle(signs: str) -> Counting:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))


FORMS: Mapping[str, Counting] = {
    "none": lambda _number: "",
    "decimalZero": "{:02d}".format,
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ordinal": _ordinal,
    "numberInDash": "- {} -".format,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographDigital": _digits,
    "japaneseCounting": chinese,
    "chineseCounting": _short_chinese,
    "taiwaneseCounting": _short_chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
}
