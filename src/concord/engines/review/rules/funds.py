"""PAY: payment that waits for public funds, for third parties, or for an audit."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.concepts import combined, concept
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, hits, phrase, rule

_FUNDS = (
    r"(?:财政|拨款|转移支付|上级(?:资金|补助|拨款)|专项(?:资金|债券|经费)|国库|集中支付|预算|(?:项目|建设|政府|补助"
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
    rf"{_FUNDS}[^。;\n]{{0,24}}{_SHORT}[^。;\n]{{0,60}}(?:{_EXCUSED})"
    rf"|(?:{_EXCUSED})[^。;\n]{{0,40}}{_FUNDS}[^。;\n]{{0,16}}{_SHORT}"
    rf"|{_FUNDS}[^。;\n]{{0,16}}{_ARRIVES}[^。;\n]{{0,16}}(?:后|之日|以后|方|才|为(?:准|前提|条件)|情况)"
    rf"|{_FUNDS}[^。;\n]{{0,10}}(?:到位|到账|下达|拨付)[^。;\n]{{0,10}}(?:之前|前|期间)"
    rf"|(?:收到|取得|获得|以|按照?|视|根据|取决于|待|等|经)[^。;\n]{{0,14}}{_FUNDS}[^。;\n]{{0,16}}"
    rf"(?:{_ARRIVES}[^。;\n]{{0,20}}|时间|进度|情况|额度|资金|款项?)(?:为(?:准|前提|条件)|后|而定|确定|方|才)",
    r"支付|付款|付清|款|结算|拨付|逾期|责任|资金|付",
    unless=r"不得(?:以|因|将)|不以[^。;]{0,30}为(?:由|理由|条件|前提)|不因[^。;]{0,30}(?:免除|拒绝|延迟|顺延)|不影响|仍(?:应|须|需)|并不免除|应当?向[^。;]{0,8}支付逾期"
    r"|评审|审核",
)

_MONEY = r"(?:收款|结算|付款|支付|回款|到账|拨款|款项|价款|资金|工程款|货款|拨付|结算款)"

_TIED = r"(?:后|之日|为前提|为条件|前提|条件|同步|同比例|比例|进度|再|方(?:可|才|予)|才|之前|为准)"


_PAYS = re.compile(r"支付|付款|付清|拨付|结算|结清|义务")
_UNTIED = re.compile(r"不得以|不以|不影响|不因|无论|向(?:最终用户|客户|第三方)|违约|知识产权|利息|补偿")


@rule("PAY-09")
def pay_when_paid(case: Case) -> Iterator[Hit]:
    """Payment does not wait for what a third party pays; who is a party here is no third party."""
    property_owner = {"业主"} if case.nature is Nature.PROPERTY else set()
    parties = frozenset({party.role for party in case.parties} | property_owner)
    third = concept("第三方", parties).pattern
    pattern = re.compile(
        rf"背靠背|(?:{third})[^。;\n]{{0,30}}{_MONEY}[^。;\n]{{0,30}}{_TIED}"
        rf"|(?:{third})[^。;\n]{{0,20}}(?:尚未|未|没有)[^。;\n]{{0,16}}{_MONEY}[^。;\n]{{0,24}}(?:无|不|暂)"
        rf"|(?:条件|前提)(?:是|为)[^。;\n]{{0,8}}(?:{third})[^。;\n]{{0,20}}{_MONEY}"
    )
    yield from hits(case.sentences(pattern, _PAYS, unless=_UNTIED), combined(case, "PAY-09", but=parties))


phrase(
    "PAY-10",
    r"(?<!社会)审计(?!费|单位审核费|师)",
    r"为准|依据|为限|确定|审定|核定|认定|核减|标准|确认|结论|载明|数额|审计数|审定数",
    r"结算|价款|付款|支付|尾款|工程款|造价|金额|款项|结清|决算",
    unless=r"不(?:以|得|作为|应|再|将)[^。;]{0,24}审计|会计师事务所|不因审计|配合[^。;]{0,8}审计|接受[^。;]{0,6}审计监督",
)
