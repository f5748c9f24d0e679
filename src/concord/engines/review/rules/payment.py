"""PAY: instalments that add up, and when and on what conditions a public body pays (figures and dates)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.dates import Lasting
from concord.engines.review.facts.instalments import Instalment, paid
from concord.engines.review.facts.parties import Side, accounts, plain
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.amounts import CENT, yuan
from concord.engines.review.text import At, Sentence

_ALTERNATIVES = re.compile(r"[□☐☑■①②]|(?:以下|下列)[^。\n]{0,12}(?:种|方式)|或者?按|[_]{2,}\s*%")
_HUNDRED = Decimal(100)


def _at(parts: tuple[Instalment, ...]) -> At:
    return At(parts[0].sentence.at.start, parts[-1].sentence.at.end)


def _shares(case: Case) -> tuple[Instalment, ...]:
    """The instalments, where they are the only way to pay and at least two name a share."""
    parts = case.instalments
    if len([one for one in parts if one.percent is not None]) < 2:
        return ()
    at = _at(parts)
    return () if _ALTERNATIVES.search(case.words, at.start, at.end) else parts


@rule("PAY-01")
def shares(case: Case) -> Iterator[Hit]:
    """All instalments together are the whole price; "up to" never sinks and ends at all of it."""
    parts = _shares(case)
    if not parts:
        return
    total = paid(parts)
    if total is None:
        yield Hit(_at(parts), {"what": "“付至”比例前高后低"}, numeric=True)
    elif total != _HUNDRED:
        yield Hit(_at(parts), {"what": f"各期合计为{total.normalize():f}%"}, numeric=True)


def _sums(case: Case) -> list[Decimal]:
    return [one.amount.value for one in case.instalments if one.amount and one.percent is not None and not one.upto]


@rule("PAY-02")
def sums(case: Case) -> Iterator[Hit]:
    """The amounts of all instalments together are the price."""
    parts, money = case.instalments, _sums(case)
    if len(money) < 2 or len(money) < len(parts) or case.total is None:
        return
    total = sum(money, Decimal(0))
    if abs(total - case.total) > CENT and paid(parts) == _HUNDRED:
        yield Hit(_at(parts), {"sum": yuan(total), "price": yuan(case.total)}, numeric=True)


@rule("PAY-03")
def share_of_price(case: Case) -> Iterator[Hit]:
    """Each instalment is its share of the price."""
    for one in case.instalments:
        if one.percent is None or one.amount is None or case.total is None or one.rest or one.upto:
            continue
        due = (case.total * one.percent / 100).quantize(CENT)
        if abs(due - one.amount.value) > max(Decimal(1), due / 10_000):
            said = {"due": yuan(due), "stated": yuan(one.amount.value), "share": f"{one.percent.normalize():f}"}
            yield Hit(
                At(min(one.at.start, one.amount.at.start), max(one.at.end, one.amount.at.end)), said, numeric=True
            )


@rule("PAY-04")
def condition_and_days(case: Case) -> Iterator[Hit]:
    """Each payment has something that sets it off, and a time by which it is made."""
    if not case.buys:
        return
    parts = case.instalments
    around = case.words[_at(parts).start : _at(parts).end] if parts else ""
    days_for_all = re.search(r"(?:上述|以上|各期|每笔|每次)[^。;\n]{0,30}(?:日|天)内", around)
    for one in parts:
        missing = [] if one.trigger else ["付款条件"]
        missing += [] if one.dated or days_for_all or _elsewhere(case, one) else ["付款天数"]
        if missing and not one.retention and not re.search(r"_{2,}", one.sentence.words):
            yield Hit(one.sentence.at, {"what": "和".join(missing)})


def _elsewhere(case: Case, one: Instalment) -> bool:
    """Whether the line of an instalment names its days in another sentence."""
    line = case.text.paragraph(one.sentence.at.start)
    return bool(re.search(r"(?:日|天)(?:之)?内(?:[^。;\n]{0,12})(?:支付|付款|付清)", line.words))


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
