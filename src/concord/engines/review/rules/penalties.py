"""LIA: penalties out of proportion, and limits of liability."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.percents import percents
from concord.engines.review.registry import Hit, phrase, rule
from concord.engines.review.rules.roles import B

_DAILY = re.compile(
    r"每(?:逾期|延(?:迟|误|期)|拖延|迟延|超过)?\s*(?:一|1)?\s*(?:个?工作)?[日天]|按[日天]|[日天](?:支付"
    r"|承担|扣除)|/[日天]|每[日天]"
)

_PENALTY = re.compile(r"违约金|滞纳金|罚款|赔偿金")

_OF_PRICE = re.compile(r"合同(?:总)?(?:价款?|金额|额|款)|总价|价款|租金总额|工程款")

_CAPPED = re.compile(r"不超过|最高|上限|累计|为限|封顶")


@rule("LIA-01")
def penalty(case: Case) -> Iterator[Hit]:
    """A penalty of 0.3 per cent a day, or of more than 30 per cent of the price, may be held too high."""
    for sentence in case.sentences(_PENALTY):
        for share in percents(case.text, sentence.at):
            before = case.words[sentence.at.start : share.at.start]
            after = case.words[share.at.end : share.at.end + 16]
            if not _PENALTY.search(before[-40:] + after):
                continue
            daily = _DAILY.search(before) or re.match(r"\s*(?:的)?/?(?:每)?[日天]", after)
            capped = _CAPPED.search(sentence.words)
            shown = f"{share.value.normalize():f}"
            if daily and not capped and share.value >= Decimal("0.3"):
                yield Hit(sentence.at, {"what": f"每日{shown}%"}, numeric=True)
                break
            if not daily and share.value > 30 and _OF_PRICE.search(before[-24:]):
                yield Hit(sentence.at, {"what": f"达到合同价的{shown}%"}, numeric=True)
                break


phrase(
    "LIA-04",
    r"违约金",
    r"(?:放弃|不得|不再|不予|无权|不可|均不|不作|永不)[^。;\n]{0,50}(?:调整|调减|减少|降低|调低|酌减|变更|核减|过高|减免)",
    unless=r"承担违约金|累计|计收",
)

phrase(
    "LIA-05",
    (
        r"(?:间接损失|可得利益|利润损失|预期利益|预期利润|商誉损失)[^。;\n]{0,40}(?:不|免|除外)"
        r"|不[^。;\n]{0,20}(?:赔偿|承担)[^。;\n]{0,12}(?:间接损失|可得利益|利润损失|预期利益)|(?:赔偿"
        r"|责任)(?:责任)?(?:总额|总和|限额|上限|金额|数额)?[^。;\n]{0,30}(?:不超过|最高不|不高于|为限|上限为"
        r"|封顶)"
    ),
    B,
    unless=r"保险|违约金[^。;]{0,16}(?:不超过|最高|累计)",
)

phrase(
    "LIA-08",
    r"时效",
    r"放弃|缩短|延长|不受|[一二三四五六七八九十半\d]+\s*(?:年|个月)|不适用|约定为|变更为|不再|不得(?:以|援引)|不以|抗辩|为由",
    unless=r"法律规定|依法|中断|法定|保密|仲裁时效",
)
