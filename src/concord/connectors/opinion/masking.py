"""What a stranger may read of a contract: its clauses, without who concludes it."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.context import Context
from concord.engines.review.document import Block, Document
from concord.engines.review.text import folded
from concord.engines.text.mask import mask

# Unified codes, licence numbers and account numbers: whatever is long and holds digits.
CODE = re.compile(r"(?=[0-9A-Za-z-]*\d)[0-9A-Za-z-]{9,}")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PERSON = re.compile(
    r"(?:法定代表人|负责人|联系人|委托代理人|代理人|经办人|项目经理|监理工程师|代表)(?:姓名)? *: *([一-龥·]{2,4})"
)
PLACE = re.compile(r"(?:住所地?|地址|住址|通讯地址) *: *([^\n\t,;。]+)")
ACCOUNT = re.compile(r"(?:开户银行|开户行|户名|账户名称) *: *([^\n\t,;。]+)")


def masked(document: Document) -> list[tuple[Block, str]]:
    """Each block that has words, with its words masked at the same length, so that places stay true."""
    names = sorted(_names(document), key=len, reverse=True)
    return [(block, _masked(block.text, names)) for block in document.blocks if block.text.strip()]


def _names(document: Document) -> Iterator[str]:
    case = Case(document, Context())
    for party in (*case.parties, *case.signing):
        if party.name:
            yield party.name


def _masked(words: str, names: list[str]) -> str:
    plain, shown = folded(words), mask(words)
    for name in names:
        start = plain.find(name)
        while start >= 0:
            shown = _hidden(shown, start, start + len(name))
            start = plain.find(name, start + len(name))
    for pattern in (CODE, MAIL, PERSON, PLACE, ACCOUNT):
        for found in pattern.finditer(plain):
            shown = _hidden(shown, *found.span(found.lastindex or 0))
    return shown


def _hidden(words: str, start: int, end: int) -> str:
    return words[:start] + "*" * (end - start) + words[end:]
