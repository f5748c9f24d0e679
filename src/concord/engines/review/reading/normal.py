"""Text folded for rules, with the way back: width and look-alike glyphs only; what is written wrong stays wrong.

Rules match on the folded text and report offsets of the text as it stands in the file.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Glyphs of old code tables and radicals which fonts show like the character itself. NFKC folds the Kangxi radicals
# (⽅ → 方), but not the CJK radicals supplement, nor dashes and dots that typists use for each other.
RADICALS = ("⺠⻓⻔⻅⻋⻆⻉⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻰⻘⻄⻣⺟", "民长门见车角贝页风飞食马鱼鸟麦黄齐龙青西骨母")
MARKS = ("○◯﹙﹚〔〕－‐‑–−•・‧∙．\u00a0\u3000“”‘’￥", "〇〇()()-----····.  \"\"''¥")
VARIANTS = str.maketrans(RADICALS[0] + MARKS[0], RADICALS[1] + MARKS[1])
GONE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
# What NFKC takes further than width: a boxed or circled number, a fraction or a power is not the plain digits.
KEPT = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u3220-\u32ff\u2070-\u209f²³¹¼½¾\u2150-\u218b]")
PLAIN = re.compile(r"[\u4e00-\u9fff、。《》\x20-\x7e]*")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `back` has, for each of its characters and for its end, the offset in the text it came from."""

    text: str
    back: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the first text that became `text[start:end]`."""
        return self.back[start], self.back[end - 1] + 1 if end > start else self.back[start]


@lru_cache(maxsize=4096)
def folded(text: str) -> Folded:
    """The text with widths and look-alike glyphs folded: "１２，０００．００元" becomes "12,000.00元"."""
    if PLAIN.fullmatch(text):
        return Folded(text, tuple(range(len(text) + 1)))
    words, back = [], []
    for at, glyph in enumerate(text):
        plain = fold(glyph)
        words.append(plain)
        back += [at] * len(plain)
    return Folded("".join(words), (*back, len(text)))


@lru_cache(maxsize=8192)
def fold(glyph: str) -> str:
    """One character folded; "" for characters without a width."""
    if glyph in GONE:
        return ""
    known = glyph.translate(VARIANTS)
    if known != glyph or KEPT.match(glyph):
        return known
    return unicodedata.normalize("NFKC", glyph).translate(VARIANTS)
