"""LIA: penalties out of proportion, and limits of liability."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.percents import percents
from concord.engines.review.registry import Hit, rule

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
