"""Signs of Word's symbol fonts, as the Unicode signs they look like."""

# Only what stands in contracts: boxes to tick, ticks, and bullets.
WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA4: "◉", 0xA8: "☐",
    0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "☐", 0xA3: "☐", 0x97: "●", 0xA2: "■",
}  # fmt: skip
SYMBOL = {0xB7: "•", 0x2D: "−", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xB0: "°"}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "symbol": SYMBOL}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
BOXES = frozenset("☐☑☒□■✓✗")


def in_font(words: str, font: str) -> str:
    """The words as they look in this font: as many characters as before."""
    signs = FONTS.get(font.casefold())
    return "".join(_sign(ord(one), signs, one) for one in words) if signs else words


def symbol(code: str, font: str) -> str:
    """The sign of `<w:sym w:font w:char>`; the code is hexadecimal, often in the private area F000–F0FF."""
    try:
        number = int(code, 16)
        own = chr(number)
    except (ValueError, OverflowError):
        return UNKNOWN
    return _sign(number, FONTS.get(font.casefold(), {}), UNKNOWN if 0xD800 <= number < 0xF900 else own)


def _sign(number: int, signs: dict[int, str], otherwise: str) -> str:
    return signs.get(number - 0xF000 if 0xF000 <= number <= 0xF0FF else number, otherwise)
