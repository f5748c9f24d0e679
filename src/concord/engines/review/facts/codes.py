"""Unified social credit codes (GB 32100-2015): 18 signs, of which the last two kinds check the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concord.engines.review.text import At, Text

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LABELLED = re.compile(r"信用代码(?:证?号)?(?:\([^)]*\))?\s*[:为]?\s*([0-9A-Za-z]{8,24})")
_IDENTITY = re.compile(r"\d{17}[\dXx]$")


@dataclass(frozen=True, slots=True)
class Code:
    """A code that the contract calls a unified social credit code; `fault` says what is wrong with it, or nothing."""

    words: str
    fault: str
    at: At


def fault_of(code: str) -> str:
    """What is wrong with a code, in words; '' where nothing is.

    The organisation code inside is checked only for the registers that issue it (first sign 1 to 9 and A, N, Y).
    """
    if len(code) != 18:
        return f"应为18位，现为{len(code)}位"
    if strange := sorted(set(code) - set(ALPHABET)):
        return f"含有不应出现的字符{'、'.join(strange)}"
    if code[17] != _check(code):
        return "校验位不符"
    return "" if code[16] == _body_check(code[8:16]) else "组织机构代码校验位不符"


def _check(code: str) -> str:
    total = sum(ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return ALPHABET[-total % 31]


def _body_check(body: str) -> str:
    total = sum(_BODY.index(sign) * weight for sign, weight in zip(body, _BODY_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def sealed(stem: str) -> str:
    """The whole code of its first 16 signs: both check signs added."""
    known = stem + _body_check(stem[8:16])
    return known + _check(known)


def codes(text: Text) -> Iterator[Code]:
    """Each code that stands behind its label; an identity number there is a person's, and is left alone."""
    for found in text.find(_LABELLED):
        words = found[1].upper()
        if not ("身份" in text.sentence(found.start()).words and _IDENTITY.match(words)):
            yield Code(words, fault_of(words), At(*found.span(1)))
