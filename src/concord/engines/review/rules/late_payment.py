"""PAY and LIA: who pays late owes interest, as who performs late owes a penalty."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.percents import percents
from concord.engines.review.rates import lending_rate
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.roles import A, B
from concord.engines.review.text import Sentence

_LATE = re.compile(
    rf"{A}[^。;\n]{{0,40}}(?:逾期|迟延|延迟|拖欠|未(?:按|能|在|及时)|不按|延误)[^。;\n]{{0,40}}(?:违约金"
    rf"|利息|利率|滞纳金|承担|赔偿|‰|万分之|千分之|%)"
    r"|(?:逾期|迟延|延迟|拖欠)(?:付款|支付)[^。;\n]{0,50}(?:违约金|利息|万分之|千分之|‰|承担|%)"
    r"|(?:任何一方|一方|双方)[^。;\n]{0,20}(?:逾期付款|迟延支付)"
)

_MUTUAL = re.compile(
    r"(?:任何|任意|违约)?一方[^。;\n]{0,40}(?:违约|违反|不履行|未履行)[^。;\n]{0,60}(?:承担|赔偿|支付)"
    r"|(?:双方|各方|甲乙)[^。;\n]{0,16}违约[^。;\n]{0,30}(?:承担|赔偿)|违约方"
)

_BURDENED = re.compile(rf"{B}[^。;\n]{{0,60}}(?:违约金|违约责任|赔偿|滞纳金)")

_ON_FIRST = re.compile(
    rf"{A}[^。;\n]{{0,60}}(?:应(?:当)?|须|需)[^。;\n]{{0,16}}(?:承担|支付|赔偿)[^。;\n]{{0,24}}(?:违约金"
    rf"|违约责任|赔偿|损失|利息|责任)|{A}违约"
)


def _one_sided(case: Case) -> Sentence | None:
    """A sentence that burdens the second party, where nothing burdens the first."""
    if any(case.says(pattern) for pattern in (_LATE, _MUTUAL, _ON_FIRST)):
        return None
    return next(case.sentences(_BURDENED), None)


@rule("LIA-02")
def one_sided(case: Case) -> Iterator[Hit]:
    """Both sides answer for breach, the first for late payment too."""
    if case.whole and case.buys and (found := _one_sided(case)):
        yield Hit(found.at)


_SAVINGS = re.compile(r"存款利率|活期")


@rule("PAY-11")
def late_payment(case: Case) -> Iterator[Hit]:
    """Late payment by a public body bears interest, at the prime lending rate or more."""
    if not case.buys:
        return
    late = list(case.sentences(_LATE))
    if not late and case.whole and case.public_buyer and not _one_sided(case):
        yield Hit(None, {"what": "没有约定逾期付款的责任"})
    for sentence in late:
        if not re.search(rf"{A}|付款|支付价款", sentence.words) or re.search(
            rf"^{B}[^,]{{0,16}}(?:逾期|迟延)", sentence.words
        ):
            continue
        rate, prime = _yearly(case, sentence), lending_rate(case.signed_on)
        if _SAVINGS.search(sentence.words):
            yield Hit(sentence.at, {"what": "按存款利率计付逾期利息，低于1年期贷款市场报价利率"})
        elif rate is not None and prime is not None and rate < prime:
            yield Hit(
                sentence.at,
                {"what": f"逾期利率折合年利率{rate.normalize():f}%，低于1年期贷款市场报价利率"},
                numeric=True,
            )


def _yearly(case: Case, sentence: Sentence) -> Decimal | None:
    """The yearly rate of interest that a sentence names, in hundredths; None where it names none."""
    shares = list(percents(case.text, sentence.at))
    if len(shares) != 1:
        return None
    near = case.words[max(sentence.at.start, shares[0].at.start - 30) : shares[0].at.end + 8]
    if re.search(r"每(?:逾期|延(?:迟|误)|拖延)?(?:一|1)?[日天]|按日|日利率|/日|每日", near):
        return shares[0].value * 365
    return shares[0].value if re.search(r"年利率|年息|/年", near) else None
