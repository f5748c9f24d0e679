"""Where the words stand in a text: marked, with a little of what is around them."""

import re
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from concord.engines.text.tokens import runs_of

AROUND = 36


def _pattern(words: str) -> re.Pattern[str] | None:
    runs = sorted(set(runs_of(words)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, runs)), re.IGNORECASE) if runs else None


def marked(text: str, words: str) -> SafeString:
    """`text` as HTML, with the words in <mark>."""
    pattern = _pattern(words)
    if pattern is None:
        return escape(text)
    ends = [0, *(edge for found in pattern.finditer(text) for edge in found.span()), len(text)]
    pieces = [escape(text[begin:end]) for begin, end in pairwise(ends)]
    told = [f"<mark>{piece}</mark>" if at % 2 else piece for at, piece in enumerate(pieces)]
    return mark_safe("".join(told))  # noqa: S308  # every piece is escaped


def passage(text: str, words: str) -> str:
    """The part of `text` in which the words stand first, cut to about a line; '' where they do not."""
    pattern = _pattern(words)
    found = pattern.search(text) if pattern else None
    if found is None:
        return ""
    begin, end = max(0, found.start() - AROUND), min(len(text), found.end() + AROUND)
    return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text) else ''}"
