"""SEC: how much may be taken as security, and which securities a public body may neither give nor ask for."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.facts.securities import Secures, Security
from concord.engines.review.registry import Hit, phrase, rule
from concord.engines.review.rules.amounts import yuan
from concord.engines.review.rules.roles import DAYS
from concord.engines.review.text import At


def _share(case: Case, one: Security) -> Decimal | None:
    """The share of the price that a security is, in hundredths; None where it is not said."""
    if one.percent is not None:
        return one.percent
    if one.amount and case.total and one.amount.value < case.total:
        return (one.amount.value / case.total * 100).quantize(Decimal("0.01"))
    return None


def _above(case: Case, kind: Secures, most: int) -> Iterator[Hit]:
    for one in case.securities:
        share = _share(case, one) if one.kind is kind else None
        if share is not None and share > most:
            at = At(one.at.start, max(one.at.end, one.amount.at.end if one.amount and one.percent is None else 0))
            said = {"name": one.name, "share": f"{share.normalize():f}"}
            yield Hit(at, said | {"most": yuan(case.total * most / 100) if case.total else ""}, numeric=True)


@rule("SEC-01")
def deposit(case: Case) -> Iterator[Hit]:
    """A deposit is a fifth of the price at most; what is more has no effect of a deposit."""
    yield from _above(case, Secures.DEPOSIT, 20)


@rule("SEC-04")
def performance_bond(case: Case) -> Iterator[Hit]:
    """A performance bond is a tenth of the price at most."""
    yield from _above(case, Secures.PERFORMANCE, 10)


@rule("SEC-05")
def retention(case: Case) -> Iterator[Hit]:
    """What is kept back on works is three per cent of the settlement at most."""
    yield from _above(case, Secures.RETENTION, 3)


_DOUBLED = re.compile(
    r"(?:订金|押金|保证金|留置金|担保金|订约金)[^。;\n]{0,80}(?:双倍|两倍|二倍|加倍"
    r"|一倍)[^。;\n]{0,6}(?:返还|退还|退回|返|赔)|(?:双倍|两倍|二倍|加倍)(?:返还|退还"
    r"|退回)[^。;\n]{0,12}(?:订金|押金|保证金|担保金)"
)
_DELIVERED = re.compile(
    rf"定金[^。\n]{{0,60}}(?:{DAYS}|支付|交付|交纳|缴纳|汇入|当日)|(?:支付|交付|交纳|缴纳)[^。\n]{{0,30}}定金"
)


@rule("SEC-02")
def deposit_named(case: Case) -> Iterator[Hit]:
    """Only what is called a deposit is returned twofold; and a deposit is one when it is handed over."""
    for sentence in case.sentences(_DOUBLED):
        yield Hit(sentence.at, {"what": "不是定金，却约定双倍返还"})
    first = next((one for one in case.securities if one.kind is Secures.DEPOSIT), None)
    if first and not case.says(_DELIVERED):
        yield Hit(first.sentence.at, {"what": "写有定金，却没有约定交付"})


phrase(
    "SEC-03",
    (
        r"违约金[^。;\n]{0,60}(?:并|同时|以及|和|还|外|另|亦|也)[^。;\n]{0,40}定金|定金[^。;\n]{0,60}(?:并"
        r"|同时|以及|还|另|外|亦|再)[^。;\n]{0,40}违约金"
    ),
    unless=r"择一|任选|选择|不(?:得|能|可)?(?:同时|并|再)|二者|其一|或者?(?:适用|要求|主张)",
)


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
                yield Hit(sentence.at, {"stated": case.text.quote(one.at)}, numeric=True)
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


_PUBLIC = r"(?:甲方|采购人|发包人|政府|管委会|管理委员会|财政局|[一-龥]{2,10}局|机关|事业单位|学校|医院|街道办)"
phrase(
    "SEC-09",
    rf"{_PUBLIC}[^。;\n]{{0,24}}(?:为|对|就|替|给|向|以)[^。;\n]{{0,30}}(?:借款|贷款|融资|债务|还款|银行"
    rf"|银团|乙方|承包人|公司|供应商|项目|金融机构)[^。;\n]{{0,40}}(?:担保(?!物权)|保证责任|连带责任|保证人"
    rf"|偿还责任|代为偿还|代偿)"
    rf"|{_PUBLIC}[^。;\n]{{0,10}}(?:作为|担任|充当|是)[^。;\n]{{0,20}}(?:保证人|担保人)"
    r"|由(?:甲方|政府|采购人|发包人|管委会|财政)[^。;\n]{0,16}(?:提供|承担)[^。;\n]{0,12}(?:担保|保证责任|连带)",
    unless=(
        r"不(?:得|提供|承担|为|予|应|再|以任何)|乙方[^。;]{0,8}(?:应|须|需|向甲方)[^。;]{0,10}(?:提供|提交)"
        r"|(?:工程款)?支付担保|支付保函|履约|投标|预付款担保|禁止|知识产权|瑕疵"
    ),
)
_PROMISES = rf"(?:{_PUBLIC}|财政|国资)"
phrase(
    "SEC-10",
    (
        r"(?:融资|贷款|还款|债务|资金|偿债|流动性)[^。;\n]{0,20}承诺函|承诺函[^。;\n]{0,40}(?:融资|贷款|还款"
        r"|债务|偿还)|安慰函|兜底|差额补足|补足(?:差额|差额部分|其)|流动性支持|(?:溢价|到期|负责|承诺|予以"
        r"|全部|按[^。;\n]{0,8}价)[^。;\n]{0,6}回购|回购(?:义务|乙方|承诺|其|全部|股权|项目)|保底|最低(?:收益"
        r"|回报|收入)|固定(?:收益|回报)|保本|(?:保证|承诺|确保)[^。;\n]{0,20}(?:收益率?|回报率?"
        r"|利润)[^。;\n]{0,12}(?:不低于|达到|\d)|(?:不足|差额|亏损)(?:部分)?[^。;\n]{0,10}由[^。;\n]{0,8}(?:补"
        r"|弥补|承担|财政)"
    ),
    _PROMISES,
    unless=r"不(?:得|提供|承担|作|含|设|承诺|以)|禁止|投标|质量承诺|服务承诺|工程量|保证金|面积",
)
_WELFARE = (
    r"(?:学校|医院|幼儿园|教学楼|校舍|养老|公益|教育设施|医疗(?:卫生)?设施|门诊|病房|图书馆|体育馆|教学设备"
    r"|宿舍楼|实验楼|住院)"
)
phrase(
    "SEC-11",
    rf"{_WELFARE}[^。;\n]{{0,40}}抵押|抵押[^。;\n]{{0,40}}{_WELFARE}",
    unless=r"不得|禁止|不(?:以|能|可|予)|除外|未(?:设|抵)",
)
phrase(
    "SEC-12",
    (
        r"(?:到期|逾期|届满|期满|未|不)[^。;\n]{0,40}(?:抵押|质押|担保|质)?(?:物|财产|房屋|土地|设备|股权|房产"
        r"|车辆|权利|不动产)[^。;\n]{0,20}(?:直接|即|自动|转)?[^。;\n]{0,4}(?:归|抵偿给?|过户给"
        r"|所有权[^。;\n]{0,8}(?:转移|归))[^。;\n]{0,16}(?:所有|债权人|甲方|乙方|抵押权人|质权人|出借|名下|$)"
    ),
    unless=r"拍卖|变卖|折价|协商|不得|清算|无归属",
    gate=lambda case: bool(re.search(r"抵押|质押|借款|担保", case.words)),
)
phrase(
    "SEC-13",
    (
        r"(?:诚信|廉洁|廉政|安全(?:生产|文明)?|信誉|文明(?:施工)?|进度|工期|环保|环境(?:保护)?|扬尘(?:治理)?"
        r"|竣工(?:资料)?|管理|考勤|到岗|履职|信用|审计|资料|维稳|治安|治欠|服务|劳务)(?:履约)?(?:保证金|押金"
        r"|风险(?:金|抵押金)|抵押金|质押金)"
    ),
    unless=r"不(?:得|再|予|另)?(?:收取|设|缴)|禁止|免(?:收|缴|除)|取消",
)
phrase(
    "SEC-14",
    (
        r"(?:保证金|履约担保|质保金)[^。;\n]{0,50}(?:只(?:能|接受|限)|仅(?:限|接受|能|以)|必须(?:以|采用|通过"
        r"|用)?|限(?:定)?(?:为|以|于)|一律)[^。;\n]{0,10}(?:现金|转账|电汇|汇款|现汇|货币)|(?:不接受|拒收"
        r"|不得(?:以|采用|使用|用)|不予(?:接受|认可)|不认可|拒绝)[^。;\n]{0,24}(?:保函|保险|担保函)"
    ),
    r"保证金|保函|担保",
    unless=r"(?:甲方|采购人|发包人)?不得(?:拒绝|拒收|将|要求|限定)|非现金|应当接受",
)
_MANNER = {
    "保证方式（一般保证或者连带责任保证）": re.compile(r"连带(?:责任)?保证|一般保证|连带责任"),
    "保证期间": re.compile(r"保证期(?:间|限)"),
}
_SURETY = re.compile(r"(?:提供|承担)[^。;\n]{0,16}保证(?:担保|责任)|保证人[^。;\n]{0,30}(?:承担|提供|担保|保证)")


@rule("SEC-15")
def surety(case: Case) -> Iterator[Hit]:
    """A surety names how it stands in, and for how long."""
    found = next(case.sentences(_SURETY, unless=re.compile(r"质量|不承担|不提供|履约")), None)
    missing = [name for name, pattern in _MANNER.items() if not case.says(pattern)]
    if found and missing and (case.nature is Nature.GUARANTEE or re.search(r"保证人", case.words)):
        yield Hit(found.at, {"what": "、".join(missing)})
