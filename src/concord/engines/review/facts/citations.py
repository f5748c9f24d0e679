"""Laws and documents that the contract cites: 《…》, the article, and what is said of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concord.engines.review.numerals import NUMBER, integer
from concord.engines.review.text import At, Text

_CITED = re.compile(rf"《([^》\n]{{2,60}})》(?:\([^)\n]{{1,30}}\))?(?:\s*第({NUMBER})条)?")
_PREFIX = re.compile(r"^(?:中华人民共和国|最高人民法院关于)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A title in 《》 without 中华人民共和国, and the article where one is named."""

    title: str
    article: int | None
    at: At


def citations(text: Text) -> Iterator[Citation]:
    """Every title of the text."""
    for found in text.find(_CITED):
        title = _PREFIX.sub("", re.sub(r"\s", "", found[1]))
        yield Citation(title, integer(found[2]) if found[2] else None, At(*found.span()))
