"""SEC: what is kept back against defects: for how long, and until when."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.securities import Secures
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.roles import DAYS
from concord.engines.review.rules.securities import _share
from concord.engines.review.text import At


@rule("SEC-06")
def both_kept(case: Case) -> Iterator[Hit]:
    """Who has given a performance bond is not kept short of a retention too, before completion."""
    bonds = [one for one in case.securities if one.kind is Secures.PERFORMANCE and _share(case, one)]
    kept = re.compile(
        r"(?:进度款|每(?:月|期|次)|各期|付款时|支付时)[^。;\n]{0,40}(?:扣留|预留|扣除|暂扣"
        r"|留存)[^。;\n]{0,24}(?:质量保证金|质保金|保修金)"
    )
    if bonds:
        yield from (Hit(sentence.at) for sentence in case.sentences(kept))


@rule("SEC-07")
def defects_period(case: Case) -> Iterator[Hit]:
    """The period of liability for defects is 24 months at most."""
    for sentence in case.sentences(re.compile(r"缺陷责任期")):
        place = sentence.at.start + sentence.words.index("缺陷责任期")
        for one in case.lasting(At(place, min(place + 30, sentence.at.end))):
            if (one.months or 0) > 24:
                yield Hit(sentence.at, {"stated": case.text.quote(one.at)}, numeric=True, swap=(one.at, "24个月"))
                break


_RETURNED = re.compile(
    rf"(?:质量保证金|质保金|保修金|余款|剩余|其余)[^。\n]{{0,80}}(?:{DAYS}|届满|期满|到期"
    rf"|满[一二两\d])[^。\n]{{0,40}}(?:返还|退还|退回|支付|付清|结清|无息)"
    rf"|(?:届满|期满|到期|期限?满|{DAYS})[^。\n]{{0,50}}(?:返还|退还|退回|支付|付清"
    rf"|结清)[^。\n]{{0,24}}(?:质量保证金|质保金|保修金|余款|剩余)"
    rf"|(?:质量保证金|质保金|保修金)[^\n]{{0,60}}(?:返还|退还|退回)[^\n]{{0,40}}(?:{DAYS}|届满|期满)"
)


@rule("SEC-08")
def returned(case: Case) -> Iterator[Hit]:
    """What is kept back has a day on which it is returned."""
    kept = [one for one in case.securities if one.kind is Secures.RETENTION and (one.percent or one.amount)]
    if kept and not case.says(_RETURNED):
        yield Hit(kept[0].sentence.at)
