"""PAY: conditions that may not be put on payment, known by what they say."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.facts.percents import percents
from concord.engines.review.rates import lending_rate
from concord.engines.review.registry import Hit, phrase, rule
from concord.engines.review.rules.roles import DAYS, A, B
from concord.engines.review.text import Sentence

_FUNDS = (
    r"(?:财政|拨款|上级(?:资金|补助|拨款)|专项(?:资金|债券|经费)|国库|集中支付|预算|(?:项目|建设|政府|补助"
    r"|配套|本级)资金|资金来源|经费)"
)
_SHORT = r"(?:未|不|没有|尚未|延误|延迟|迟延|滞后|紧张|不足|调整|推迟|短缺|困难|压减|冻结|缓拨)"
_ARRIVES = r"(?:到位|到账|下达|拨付|拨入|拨到|落实|批复|核拨|划拨|安排)"
_EXCUSED = (
    r"不(?:承担|负|视为|构成|计|算|属于|作为|受|追究|支付)|免(?:除|责|于)|顺延|延(?:期|后|长)|推迟|另行(?:协商"
    r"|商定)|放弃|暂(?:停|缓)|无(?:权|需)|不得(?:要求|主张|追究|以此)|相应(?:推|延)"
)

phrase(
    "PAY-08",
    rf"{_FUNDS}[^。;\n]{{0,20}}{_SHORT}[^。;\n]{{0,60}}(?:{_EXCUSED})"
    rf"|(?:{_EXCUSED})[^。;\n]{{0,40}}{_FUNDS}[^。;\n]{{0,16}}{_SHORT}"
    rf"|{_FUNDS}[^。;\n]{{0,16}}{_ARRIVES}[^。;\n]{{0,16}}(?:后|之日|以后|为(?:准|前提|条件)"
    rf"|情况)[^。;\n]{{0,30}}(?:支付|付款|付清|拨付|结算|办理|$)"
    rf"|(?:以|按照?|视|根据|取决于|待)[^。;\n]{{0,12}}{_FUNDS}[^。;\n]{{0,16}}(?:{_ARRIVES}[^。;\n]{{0,20}}"
    rf"|时间|进度|情况|额度)(?:为(?:准|前提|条件)|支付|付款|后|而定|确定|安排)",
    r"支付|付款|付清|款|结算|拨付|逾期|责任|资金",
    unless=(
        r"不得以|不因[^。;]{0,30}(?:免除|拒绝|延迟|顺延)|不影响|仍(?:应|须|需)|不得因|不得将|并不免除"
        r"|应当?向[^。;]{0,8}支付逾期"
    ),
)

_THIRD = (
    "第三方",
    "业主",
    "上游",
    "最终用户",
    "总包",
    "建设单位",
    "客户",
    "上级单位",
    "项目法人",
    "投资方",
    "终端用户",
    "委托单位",
)
_MONEY = r"(?:付款|支付|回款|到账|拨款|款项|价款|资金|工程款|货款|拨付|结算款)"
_TIED = r"(?:后|之日|为前提|为条件|前提|条件|同步|同比例|比例|进度|再|方(?:可|才|予)|才|之前|为准)"


@rule("PAY-09")
def pay_when_paid(case: Case) -> Iterator[Hit]:
    """Payment does not wait for what a third party pays; who is a party here is no third party."""
    roles = {party.role for party in case.parties}
    property_owner = {"业主"} if case.nature is Nature.PROPERTY else set()
    third = "|".join(one for one in _THIRD if one not in roles | property_owner)
    pattern = re.compile(
        rf"背靠背|(?:{third})[^。;\n]{{0,20}}{_MONEY}[^。;\n]{{0,20}}{_TIED}[^。;\n]{{0,40}}(?:支付|付款"
        rf"|付清|拨付|结算|义务)"
        rf"|(?:支付|付款|付清)[^。;\n]{{0,24}}(?:以|待|须"
        rf"|在)[^。;\n]{{0,16}}(?:{third})[^。;\n]{{0,20}}{_MONEY}[^。;\n]{{0,16}}{_TIED}"
    )
    for sentence in case.sentences(
        pattern, unless=re.compile(r"不得以|不以|不影响|不因|无论|向(?:最终用户|客户|第三方)|违约|知识产权|利息|补偿")
    ):
        yield Hit(sentence.at)


phrase(
    "PAY-10",
    (
        r"(?<!社会)审计(?!费|单位审核费)[^。;\n]{0,40}(?:为准|依据|为限|确定|审定|核定|认定|为最终)|(?:依据|以"
        r"|按)[^。;\n]{0,16}(?:政府|国家|财政|审计)?[^。;\n]{0,6}审计[^。;\n]{0,24}(?:为准|结算|确定|数额|金额"
        r"|结论|结果)"
    ),
    r"结算|价款|付款|支付|尾款|工程款|造价|金额|款项",
    unless=r"不(?:以|得|作为|应|再|将)[^。;]{0,24}审计|会计师事务所|不因审计",
)

phrase(
    "PAY-12",
    (
        r"(?:承兑|商业)汇票|应收账款(?:电子)?(?:债权)?凭证|供应链(?:金融)?(?:凭证|票据|产品)|债权凭证"
        r"|非现金(?:支付)?方式|电子凭证|商票"
    ),
    (
        r"只能?|仅|必须|应当?(?:无条件)?(?:予以)?接受|不得(?:拒绝|拒收|要求|提出|异议)|无权(?:拒绝|要求)|一律"
        r"|全部|均(?:以|采用|使用|为)|不予支付现金|有权(?:选择|决定|以|采用)|须(?:无条件)?接受|不接受|无条件"
        r"|视为(?:已)?(?:付款|支付)"
    ),
    unless=(
        r"(?:经|由|征得)[^。;]{0,10}(?:乙方|双方|供应商)[^。;]{0,4}(?:书面)?同意|协商一致|不得(?:强制|使用"
        r"|采用|以)|不(?:使用|采用|以)[^。;]{0,8}(?:汇票|凭证|非现金)|保函|保证金|自愿"
    ),
)

phrase(
    "PAY-13",
    (
        r"垫资|带资|垫付|先行投入|自筹资金|自行筹(?:集|措)|(?:资金|费用|工程款)[^。;\n]{0,12}由(?:乙方|承包人"
        r"|施工单位)[^。;\n]{0,8}(?:垫|筹|先行)|全额垫"
    ),
    r"工程|施工|建设|项目|承包",
    unless=r"不得|禁止|无需|不(?:需|由|要求|存在|承担|垫)|农民工|工资|医疗|水电费|罚款|抢险",
    gate=lambda case: case.nature in {Nature.WORKS, Nature.OTHER, Nature.DESIGN},
)

phrase(
    "PAY-17",
    (
        r"(?:法定代表人|主要负责人|领导|负责人|经办人|班子)[^。;\n]{0,10}(?:变更|更换|调整|变动|离任|换届|更替"
        r"|交接|出差)|内部[^。;\n]{0,10}(?:付款|审批|审核|流程|程序|财务|手续|报批)|(?:付款|审批|用款)(?:流程"
        r"|程序|手续)|竣工(?:验收)?备案|(?:竣工|财务)?决算(?:审计)?"
    ),
    r"支付|付款|款项|价款|尾款|余款",
    (
        rf"顺延|延(?:期|迟|后|长)|推迟|暂(?:停|缓)|不(?:视为|构成|承担|计|作)|免责|免除|有权(?:拒绝|暂)"
        rf"|不得(?:主张|要求|追究)|(?:完成|办理|结束|备案|决算|审批|审计|通过|完毕)[^。;\n]{{0,10}}(?:后|之前"
        rf"|前)[^。;\n]{{0,20}}(?:支付|付款|付清|不予|结清)|{DAYS}后再"
    ),
    unless=r"不得以|不因|不影响|仍(?:应|须)|不得因",
)

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
        rate = _yearly(case, sentence)
        if _SAVINGS.search(sentence.words):
            yield Hit(sentence.at, {"what": "按存款利率计付逾期利息，低于1年期贷款市场报价利率"})
        elif rate is not None and rate < lending_rate(case.signed_on):
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
