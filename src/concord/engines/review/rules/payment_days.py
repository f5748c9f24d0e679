"""PAY: within how many days a public body pays, and not before there is something to pay for."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.dates import Lasting
from concord.engines.review.facts.instalments import Instalment, paid
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.instalments import _HUNDRED
from concord.engines.review.text import Sentence

_PAYS = re.compile(r"支付|付清|付款|付至|结清|拨付")

_BY_FIRST = re.compile(r"违约金|滞纳金|保证金|赔偿|利息|退还|返还|保函|押金|罚款|退款|逾期|解除|租金由|质保期")


@rule("PAY-07")
def within_sixty_days(case: Case) -> Iterator[Hit]:
    """A public body pays a small or medium enterprise within 30 days, within 60 at most where agreed."""
    company = case.context.company
    if not case.buys or (company and company.small is False):
        return
    for sentence in case.sentences(_PAYS, unless=_BY_FIRST):
        for one in _before_paying(case, sentence):
            before = case.words[sentence.at.start : one.at.start]
            if one.days > 60 and _counts(before):
                known = company is not None and company.small is True
                yield Hit(
                    sentence.at,
                    {"days": str(one.days), "known": "" if known else "；如乙方不是中小企业，可不受此限"},
                    numeric=True,
                    swap=(one.at, "30日"),
                )
                break


def _before_paying(case: Case, sentence: Sentence) -> Iterator[Lasting]:
    """The times within which something is paid: the last before each word for paying, or the one it is said to be."""
    times = case.lasting(sentence.at)
    for verb in _PAYS.finditer(case.words, sentence.at.start, sentence.at.end):
        before = [one for one in times if one.at.end <= verb.start()]
        if before and re.match(r"\s*(?:之)?内|后|期满", case.words[before[-1].at.end : before[-1].at.end + 4]):
            yield before[-1]
        stated = re.match(r"(?:期限?|周期|账期)[^。;,]{0,6}", case.words[verb.end() : verb.end() + 12])
        yield from (one for one in times if stated and verb.end() <= one.at.start <= verb.end() + stated.end())


def _counts(before: str) -> bool:
    """Whether a time is counted from handing over, acceptance, an invoice or settlement, not the warranty's length."""
    return not re.search(
        r"(?:质保|保修|缺陷责任|服务|租赁|合同)期(?:为|满)?[^,]{0,6}$|提前[^,]{0,4}$|工期[^,]{0,8}$", before
    )


_ACCEPTED = re.compile(r"验收|检验合格|评审通过|考核|审定|结算|按(?:月|季|年)|每(?:月|季|年)|服务期满|租|期满|合格")

_ALL_AT_ONCE = re.compile(
    r"(?:签订|签署|生效|到货|发货|开工)[^。;\n]{0,24}(?:一次性|全额)(?:付清|支付|付款|预付)|(?:签订|签署"
    r"|生效)[^。;\n]{0,24}(?:付清|支付|预付)(?:全部|全额)"
)


@rule("PAY-16")
def before_acceptance(case: Case) -> Iterator[Hit]:
    """Not all is paid before anything is accepted."""
    if not case.buys:
        return
    so_far: list[Instalment] = []
    for one in case.instalments:
        if _ACCEPTED.search(one.sentence.words):
            break
        so_far.append(one)
        if (paid(tuple(so_far)) or 0) >= _HUNDRED:
            yield Hit(one.sentence.at, numeric=True)
            return
    for sentence in case.sentences(_ALL_AT_ONCE, unless=_ACCEPTED):
        yield Hit(sentence.at)
