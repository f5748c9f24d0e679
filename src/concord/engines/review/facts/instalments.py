"""Payments by instalment: share, amount, "up to" or on top, what sets each off, and within how many days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from concord.engines.review.facts.amounts import Amount, amounts
from concord.engines.review.facts.dates import Lasting, lasting
from concord.engines.review.facts.percents import percents
from concord.engines.review.text import At, Sentence, Text

_PAYING = re.compile(
    r"支付|付至|付清|预付|拨付|付给|付(?=合同|总价|货款|工程款)|付款|结清|第[一二三四五六]期|作为质(?:量保证|保)金"
)
_SHARE_OF = re.compile(
    r"(?:合同|总价|价款|金额|总额|总款|工程款|货款|服务费|设计费|结算|转让|审定|费用|剩余|余款|尾款|租金"
    r"|签约|造价|款项?|第[一二三四五六]期)[^\n。;,%]{0,14}$"
)
_SHARE_FOR = re.compile(
    r"^\s*(?:\([^)\n]{0,20}\))?\s*(?:的)?(?:预付款|首付款|进度款|合同款|货款|尾款|价款|款项|余款|服务费|费用|作为|质)?"
)
_ELSE = re.compile(
    r"违约金|滞纳金|利息|保证金(?:或|,|、|为|的)|履约保证|履约担保|定金|罚款|逾期|税率|增值税|扣除|扣减"
    r"|扣留|不足|超过|低于|达到|以上|管理费|涨幅|投标|满意|浮动|LPR|利率"
)
_UP_TO = re.compile(r"付至|付到|支付至|支付到|拨付至|累计(?:支付|付款?)|支付累计")
_COUNTED = re.compile(r"第[一二三四五六]期")
_REST = re.compile(r"剩余|余款|余额|尾款|付清|结清|一次性支付全部|其余")
_DUE = re.compile(
    r"(?:\d+|[一二两三四五六七八九十百]+)\s*(?:\(\d+\))?\s*个?(?:工作日|日历天|自然日"
    r"|[日天月])(?:.{0,3}[内前]|,?\s*[向支])|\d{4}年|每(?:月|季|年|半年)|当日|[0-9]+日前|同时|月底|月末"
    r"|季末"
)
_TRIGGER = re.compile(
    r"签订|签署|生效|到货|交付|交货|送达|验收|竣工|审定|结算|收到|开工|进场|届满|期满|期限?满|完成|完工"
    r"|提交|通过|提供|开具|上线|每(?:月|季|年)|日期|\d月|安装|移交|过户|交割|评审|凭"
)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment; `percent` of the price where it is said, `upto` where it is all paid so far, `rest` what remains."""

    percent: Decimal | None
    upto: bool
    rest: bool
    amount: Amount | None
    trigger: bool
    due: Lasting | None
    dated: bool
    retention: bool
    sentence: Sentence
    at: At


def instalments(text: Text, within: At | None = None) -> Iterator[Instalment]:
    """Each sentence in which a part of the price is paid."""
    for sentence in text.sentences(_PAYING, within):
        yield from _read(text, sentence)


def _read(text: Text, sentence: Sentence) -> Iterator[Instalment]:
    shares = [one for one in percents(text, sentence.at) if _of_price(text, sentence, one.at)]
    rest = bool(_REST.search(sentence.words)) and not _UP_TO.search(sentence.words)
    if not shares:
        if rest and not re.search(r"违约|解除|终止|退还|逾期", sentence.words):
            yield _instalment(text, sentence, None, sentence.at)
        return
    for place, share in enumerate(shares):
        after = shares[place + 1].at.start if place + 1 < len(shares) else sentence.at.end
        before = shares[place - 1].at.end if place else sentence.at.start
        yield _instalment(text, sentence, share.value, At(before, after), share.at)


def _of_price(text: Text, sentence: Sentence, share: At) -> bool:
    """Whether a share is one of the price that is paid here: not of a penalty, a security or a tax."""
    before = text.words[sentence.at.start : share.start]
    near = before[-22:]
    after = text.words[share.end : min(share.end + 10, sentence.at.end)]
    if (
        _ELSE.search(near.rpartition(",")[2])
        or re.search(r"其中", near)
        or re.match(r"(?:的)?(?:违约金|利息|履约|定金|/|增值税|税)", after)
    ):
        return False
    if re.search(r"(?:完成(?!后)|已完|当月|当期|上月|计量(?!后)|产值|形象进度|实际)[^\n。;付]{0,16}$", before):
        return False
    return bool(
        _SHARE_OF.search(before)
        or re.match(r"(?:的)?(?:预付款|首付款|合同款|货款|尾款|款项|余款|作为质)", after)
        or re.search(r"(?:支付|付至|预付)[^\n。;,]{0,6}$", before)
    )


def _instalment(
    text: Text, sentence: Sentence, percent: Decimal | None, around: At, at: At | None = None
) -> Instalment:
    words = text.words[around.start : around.end]
    lead = text.words[around.start : at.start] if at else words
    money = [one for one in amounts(text, At((at or around).end if at else around.start, around.end)) if not one.upper]
    due = [
        one for one in lasting(text, sentence.at) if re.match(r".{0,3}[内前]", text.words[one.at.end : one.at.end + 4])
    ]
    return Instalment(
        percent=percent,
        upto=bool(_UP_TO.search(lead)),
        rest=bool(_REST.search(lead)),
        amount=money[0] if money else None,
        trigger=bool(_TRIGGER.search(_conditions(text, sentence))),
        due=due[-1] if due else None,
        dated=bool(_DUE.search(sentence.words)),
        retention=bool(re.search(r"质(?:量保证|保)金|保修金", words)),
        sentence=sentence,
        at=at or sentence.at,
    )


def _conditions(text: Text, sentence: Sentence) -> str:
    """The words in which a payment's condition may stand: of the whole line where that counts 第二期, 第三期."""
    return text.paragraph(sentence.at.start).words if _COUNTED.search(sentence.words) else sentence.words


def paid(parts: tuple[Instalment, ...]) -> Decimal | None:
    """How much of the price is paid when all instalments are, in hundredths; None where shares sink on the way."""
    total = Decimal(0)
    for one in parts:
        if one.percent is None:
            total = Decimal(100)
        elif one.upto:
            if one.percent < total:
                return None
            total = one.percent
        else:
            total += one.percent
    return total
