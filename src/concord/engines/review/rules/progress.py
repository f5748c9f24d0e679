"""PAY: advances and progress payments on works, which orders of the finance ministry bound."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, rule


@rule("PAY-05")
def advance(case: Case) -> Iterator[Hit]:
    """The advance on works is a tenth to three tenths of the price."""
    for one in case.instalments[:1]:
        if one.percent is not None and re.search(r"预付", one.sentence.words) and not 10 <= one.percent <= 30:
            yield Hit(one.sentence.at, {"share": f"{one.percent.normalize():f}"}, numeric=True)


_PROGRESS = re.compile(
    r"(?:完成|已完|当月|当期|上月|本月|计量|产值|形象进度|进度款|工程进度)[^。;\n]{0,30}?(?:的|按|支付"
    r"|至)\s*(\d{1,3}(?:\.\d+)?)\s*%"
)

_PAID_AS_DONE = re.compile(r"支付|付至|拨付")

_OF_ALL = re.compile(r"验收|结算|违约|合同(?:总价|金额|价款)")


@rule("PAY-06")
def progress(case: Case) -> Iterator[Hit]:
    """Progress on works of public bodies is paid at 80 per cent of what is done, or more."""
    for found in case.text.find(_PROGRESS):
        sentence = case.text.sentence(found.start())
        share = Decimal(found[1])
        if share < 80 and _PAID_AS_DONE.search(sentence.words) and not _OF_ALL.search(sentence.words):
            yield Hit(sentence.at, {"share": found[1]}, numeric=True)
