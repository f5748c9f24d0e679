"""PAY: to whom the money goes, and against what invoice."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.parties import Side, accounts, plain
from concord.engines.review.registry import Hit, rule


@rule("PAY-14")
def account(case: Case) -> Iterator[Hit]:
    """Money goes to an account in the second party's name."""
    second = case.party(Side.SECOND)
    for side, holder in accounts(case.text):
        if second and second.name and side != "甲方" and plain(holder.name) != plain(second.name):
            first = case.party(Side.FIRST)
            if not (first and plain(first.name) == plain(holder.name)):
                yield Hit(holder.at, {"holder": holder.name, "party": second.name})


_BEFORE_INVOICE = re.compile(
    r"(?:收到|凭|提供|提交|开具|出具|交付)[^。;\n]{0,24}发票[^。;\n]{0,40}(?:支付|付款|付至|付清|前提"
    r"|条件)|发票[^。;\n]{0,40}(?:前提|先决|在[^。;\n]{0,8}支付[^。;\n]{0,8}前)|(?:支付"
    r"|付款)前[^。;\n]{0,30}发票"
)

_TYPE = re.compile(r"专用发票|普通发票|电子发票")

_RATE = re.compile(r"税率|征收率|\d%\s*(?:的)?增值税|免税")


@rule("PAY-15")
def invoice(case: Case) -> Iterator[Hit]:
    """An invoice on which payment waits is described: its type and its rate."""
    found = _BEFORE_INVOICE.search(case.words)
    missing = [name for name, pattern in (("发票类型", _TYPE), ("税率", _RATE)) if not case.says(pattern)]
    if found and missing:
        yield Hit(case.text.sentence(found.start()).at, {"what": "、".join(missing)})
