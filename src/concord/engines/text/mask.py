"""Hide what identifies people in a text: phones, identity numbers, bank cards, chat accounts, names."""

import re

from concord.engines.text.extract import CARD, IDENTITY, LANDLINE, MOBILE, extract

LONG_NUMBER = re.compile(r"(?<!\d)\d{14,19}[Xx]?(?!\d)")


def _spans(words: str) -> list[tuple[int, int, int, int]]:
    """Start, end, and how many characters stay visible at each end."""
    found = extract(words)
    spans = [(one.start, one.end, 3, 2) for one in found.phones]
    spans += [(one.start, one.end, 0, 0) for one in (*found.identity_numbers, *found.bank_cards, *found.accounts)]
    spans += [(one.start, one.end, 1, 0) for one in found.people]
    for pattern in (MOBILE, LANDLINE):
        spans += [(*one.span(1), 3, 2) for one in pattern.finditer(words)]
    for pattern in (IDENTITY, CARD, LONG_NUMBER):
        spans += [(*one.span(), 0, 0) for one in pattern.finditer(words)]
    return spans


def mask(words: str) -> str:
    """`words` at the same length, with numbers and names hidden; numbers that only look like identity numbers too."""
    shown = list(words)
    for start, end, head, tail in _spans(words):
        for at in range(start + head, end - tail):
            if shown[at].strip():
                shown[at] = "*"
    return "".join(shown)
