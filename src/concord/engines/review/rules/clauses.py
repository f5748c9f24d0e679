"""CLS: what any contract has to settle, in a clause or in a sentence; silent on extracts."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.concepts import combined
from concord.engines.review.facts.nature import Nature
from concord.engines.review.kinds import About
from concord.engines.review.registry import Hit, hits, rule
from concord.engines.review.rules.roles import DAYS

_COUNTED = {Nature.GOODS, Nature.LEASE, Nature.LAND, Nature.WORKS}

_HANDED_OVER = {Nature.GOODS, Nature.WORKS, Nature.SERVICES, Nature.SOFTWARE, Nature.DESIGN}

_SECRET = {Nature.SOFTWARE, Nature.SERVICES, Nature.DESIGN}

_QUALITY = _HANDED_OVER | {Nature.PROPERTY}


def _settles(name: str, about: About, natures: set[Nature] | None = None) -> None:
    """Register a rule that finds nothing on a subject in a whole contract of these kinds."""

    @rule(name)
    def look(case: Case) -> Iterator[Hit]:
        if case.whole and (natures is None or case.nature in natures) and not case.has(about):
            yield Hit(None)


_settles("CLS-01", About.SUBJECT)

_settles("CLS-02", About.QUANTITY, _COUNTED)

_settles("CLS-03", About.QUALITY, _QUALITY)

_settles("CLS-04", About.PRICE)

_settles("CLS-05", About.PERFORMANCE)

_settles("CLS-07", About.LIABILITY)

_settles("CLS-08", About.DISPUTE)

_settles("CLS-22", About.SECRECY, _SECRET)

_settles("CLS-23", About.CHANGE)

_settles("CLS-24", About.ENDING)

_ACCEPTING = re.compile(r"验收|检验|评审|审查")

_PERIOD = re.compile(DAYS)

_PAID_AFTER = re.compile(r"(?:验收|检验)(?:合格|通过|后)[^。;\n]{0,30}(?:支付|付款|付至|付清)")


@rule("CLS-06")
def acceptance(case: Case) -> Iterator[Hit]:
    """What is paid for after acceptance is accepted within a time that the contract names."""
    if not case.whole or case.nature not in _HANDED_OVER:
        return
    if not case.has(About.ACCEPTANCE):
        yield Hit(None, {"what": "验收标准、程序和期限"})
    elif (paid := _PAID_AFTER.search(case.words)) and not any(_timed(case)):
        yield Hit(case.text.sentence(paid.start()).at, {"what": "验收期限（付款以验收合格为条件）"})


def _timed(case: Case) -> Iterator[bool]:
    """Whether a sentence on acceptance, not on payment, names a length of time."""
    for sentence in case.sentences(_ACCEPTING, _PERIOD):
        if re.search(r"退还|返还|质保期|起计算|起算", sentence.words):
            continue
        head = sentence.words.split("验收")[0]
        yield not re.search(r"支付|付款|付至|付清", sentence.words) or bool(_PERIOD.search(head))


_APPLIES = re.compile(
    r"(?:负责|应当|应)[^。;\n]{0,20}(?:办理|报送|报请|履行)[^。;\n]{0,20}(?:批准|核准|报批|审批|备案)"
    r"|报批义务|(?:批准|报批|备案|审批)手续"
)


@rule("CLS-27")
def approval(case: Case) -> Iterator[Hit]:
    """A contract that waits for approval says who asks for it."""
    if not case.says(_APPLIES):
        yield from hits(combined(case, "CLS-27"))
