"""DAT: days that exist, in their order, and periods within what the law allows."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from concord.engines.review.case import Case
from concord.engines.review.facts.dates import Lasting, Term
from concord.engines.review.kinds import About
from concord.engines.review.registry import Hit, phrase, rule
from concord.engines.review.text import At

_PERFORMED = re.compile(r"服务期|租赁期|租期|工期|履行|合同期|有效期|委托期|开工|期限")


@rule("DAT-01")
def real(case: Case) -> Iterator[Hit]:
    """A date that is in the calendar."""
    yield from (Hit(one.at, numeric=True) for one in case.dates if one.day is None)


@rule("DAT-02")
def order(case: Case) -> Iterator[Hit]:
    """The end comes after the beginning, and signing before both."""
    signed = case.signed_on
    for term in case.terms:
        first, last = term.first.day, term.last.day
        if first and last and last < first:
            yield Hit(term.at, {"what": f"止日{last.isoformat()}早于起日{first.isoformat()}"}, numeric=True)
        elif first and signed and signed > first and _PERFORMED.search(case.text.sentence(term.at.start).words):
            yield Hit(
                term.at,
                {"what": f"签订日{signed.isoformat()}晚于履行起始日{first.isoformat()}（倒签或者事后补签）"},
                numeric=True,
            )


def _months(first: date, last: date) -> tuple[int, int]:
    """Whole months from the first day to the day after the last, and the days left over."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months, after.day - first.day


def _fits(stated: Lasting, first: date, last: date) -> bool:
    if stated.months is not None:
        months, days = _months(first, last)
        return (months == stated.months and abs(days) <= 2) or (abs(months - stated.months) == 1 and abs(days) >= 27)
    return abs((last - first).days + 1 - stated.number) <= 1


@rule("DAT-03")
def length(case: Case) -> Iterator[Hit]:
    """How long is said is how long it is from the first day to the last."""
    for term in case.terms:
        first, last = term.first.day, term.last.day
        if term.stated and first and last and first <= last and not _fits(term.stated, first, last):
            real_days = (last - first).days + 1
            yield Hit(_whole(term), {"stated": case.text.quote(term.stated.at), "days": str(real_days)}, numeric=True)


def _whole(term: Term) -> At:
    stated = term.stated.at if term.stated else term.at
    return At(min(term.at.start, stated.start), max(term.at.end, stated.end))


_LEASE = re.compile(r"租赁期|租期|出租期")


@rule("DAT-04")
def lease(case: Case) -> Iterator[Hit]:
    """A lease lasts twenty years at most."""
    for term in case.terms:
        first, last = term.first.day, term.last.day
        if (
            first
            and last
            and _months(first, last) > (240, 0)
            and _LEASE.search(case.text.sentence(term.at.start).words)
        ):
            yield Hit(term.at, numeric=True)
            return
    for sentence in case.sentences(_LEASE):
        if any((one.months or 0) > 240 for one in case.lasting(sentence.at)):
            yield Hit(sentence.at, numeric=True)
            return


@rule("DAT-05")
def soon_signed(case: Case) -> Iterator[Hit]:
    """What is awarded is signed within thirty days."""
    tender, signed = case.context.tender, case.signed_on
    if tender and tender.awarded_on and signed and (signed - tender.awarded_on).days > 30:
        written = case.signature.signed_on
        yield Hit(written.at if written else None, {"days": str((signed - tender.awarded_on).days)})


@rule("DAT-06")
def filed(case: Case) -> Iterator[Hit]:
    """A procurement contract is filed within seven working days and published within two."""
    filing = case.context.filing
    if filing and filing.filed_after is not None and filing.filed_after > 7:
        yield Hit(None, {"what": f"签订后第{filing.filed_after}个工作日才备案"})
    if filing and filing.published_after is not None and filing.published_after > 2:
        yield Hit(None, {"what": f"签订后第{filing.published_after}个工作日才公告"})


phrase(
    "DAT-07",
    (
        r"自动(?:续期|续约|延续|顺延|延长|续签|展期|续|延期)|(?:视为|自然|默认|即)[^。;\n]{0,10}(?:续签|续期"
        r"|续约|续展|延续|延长|顺延)|(?:期满|届满|到期)[^。;\n]{0,40}(?:未|无|没有|不)[^。;\n]{0,24}(?:异议"
        r"|提出|通知|书面|解除|终止)[^。;\n]{0,30}(?:继续有效|继续履行|顺延|延续|续期|延长|续展|续约|再续)"
    ),
    r"合同|协议|租赁|服务|期",
    unless=r"不(?:得|再|予|作|会)?自动|须重新|另行签订|重新采购|工期|保函|不视为|不得视为|交货期|交付期",
)

_BUDGET = re.compile(r"预算|一招三年|分年|按年度|逐年")


@rule("DAT-08")
def service_years(case: Case) -> Iterator[Hit]:
    """Services bought by government last a year, longer only within the budget, and three years at most."""
    if not case.public_buyer:
        return
    for term in case.terms:
        first, last = term.first.day, term.last.day
        if not (first and last and re.search(r"服务期|合同期|委托期|期限", case.text.sentence(term.at.start).words)):
            continue
        months = _months(first, last)
        if months > (36, 0):
            yield Hit(term.at, {"what": "超过3年"}, numeric=True)
        elif months > (12, 0) and not case.says(_BUDGET):
            yield Hit(term.at, {"what": "超过1年，未见预算保障的约定"}, numeric=True)


_PARTS = [
    (re.compile(r"屋面防水|防渗漏|防水"), 60, "屋面防水、防渗漏不少于5年"),
    (re.compile(r"供热|供冷|采暖|暖通"), 24, "供热、供冷系统不少于2个采暖期、供冷期"),
    (re.compile(r"电气|给排水|管道|管线|设备安装|装修|装饰"), 24, "电气管线、给排水、设备安装和装修不少于2年"),
]
_WARRANTY = re.compile(r"保修")


@rule("DAT-09")
def warranty(case: Case) -> Iterator[Hit]:
    """Warranties on works last as long as the regulation asks."""
    for clause in _warranty_places(case):
        for pattern, least, said in _PARTS:
            for found in pattern.finditer(case.words, clause.start, clause.end):
                stop = re.search(r"[。;\n]", case.words[found.end() : clause.end])
                end = found.end() + min(stop.start() if stop else 40, 40)
                told = next(iter(case.lasting(At(found.end(), end))), None)
                if told and told.months is not None and told.months < least:
                    yield Hit(At(found.start(), told.at.end), {"least": said}, numeric=True)
                    break


def _warranty_places(case: Case) -> list[At]:
    headed = [clause.at for clause in case.clauses.of(About.WARRANTY)]
    return headed or [case.text.paragraph(one.at.start).at for one in case.sentences(_WARRANTY)]


_OBJECTION = re.compile(r"(?:检验|异议|验收)期(?:限|间)?|提出(?:书面|质量)?异议|质量异议")


@rule("DAT-10")
def objection(case: Case) -> Iterator[Hit]:
    """Three days are too short to inspect."""
    for sentence in case.sentences(_OBJECTION):
        hours = re.search(r"(\d+)\s*小时内", sentence.words)
        short = [one for one in case.lasting(sentence.at) if one.unit in {"日", "天"} and one.number < 3]
        if (short and "争议" not in sentence.words) or (hours and int(hours[1]) <= 48):
            yield Hit(sentence.at, numeric=True)


_KINDS_OF_DAYS = [re.compile(r"个?工作日"), re.compile(r"自然日|日历[天日]|[一二三四五六七八九十\d]\)?\s*(?:日|天)内")]
_BOTH_ENDS = re.compile(
    r"(\d+(?:\.\d+)?)\s*(%|日|天|万元|元|个月|年)\s*\(?(?:含)?\)?以上[^。\n]{0,60}?(?<!\d)\1\s*\2\s*\(?(?:含)?\)?以下"
)


@rule("DAT-11")
def kinds_of_days(case: Case) -> Iterator[Hit]:
    """One kind of days in one sentence; and a limit belongs to one side of it."""
    for sentence in case.sentences(*_KINDS_OF_DAYS):
        yield Hit(sentence.at, {"what": "同一句中工作日与自然日混用"})
    for found in case.text.find(_BOTH_ENDS):
        yield Hit(At(*found.span()), {"what": f"{found[1]}{found[2]}既属“以上”又属“以下”（二者都含本数）"})
