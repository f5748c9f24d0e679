"""Hide what identifies people in a text: phones, identity numbers, bank cards, chat accounts, names."""

import re

from concord.engines.text.extract import ACCOUNT, CARD, IDENTITY, phone_spans, same_length_form
from concord.engines.text.names import Span, person_spans

LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ -]?\d){13,18}[Xx]?(?!\d)")
HOUSE = re.compile(r"\d+(?=\s*(?:号楼|单元|号|弄|幢|栋|室))")
WHOLE = (IDENTITY, CARD, LONG_NUMBER, ACCOUNT)


def _hidden(text: str, houses: bool) -> list[Span]:
    """The spans to hide: all of a number, the middle of a phone, a name but for its first character."""
    spans = [(start + 3, end - 2) for start, end in phone_spans(text)]
    spans += [(start + 1, end) for start, end in person_spans(text)]
    for pattern in (*WHOLE, *([HOUSE] if houses else [])):
        spans += [match.span(match.lastindex or 0) for match in pattern.finditer(text)]
    return spans


def mask(words: str, *, houses: bool = False) -> str:
    """`words` at the same length, with numbers and names hidden; with `houses`, the numbers of houses and flats too.

    Numbers that only look like an identity number or a card are hidden as well: better one too many.
    """
    shown = list(words)
    for start, end in _hidden(same_length_form(words), houses):
        shown[start:end] = ["*" if character.strip() else character for character in shown[start:end]]
    return "".join(shown)
