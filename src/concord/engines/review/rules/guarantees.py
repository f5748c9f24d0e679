"""SEC: guarantees that a public body may not give, and pledges that the law does not know."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, phrase, rule

_PUBLIC = r"(?:甲方|采购人|发包人|政府|管委会|管理委员会|财政局|[一-龥]{2,10}局|机关|事业单位|学校|医院|街道办)"

phrase(
    "SEC-09",
    rf"{_PUBLIC}[^。;\n]{{0,40}}(?:(?<!承)担保(?!物权)|保证责任|连带|保证人|担保人|偿还责任|清偿责任|提供保证|代为(?:偿还|清偿|归还)|代偿|还款保证)",
    r"借款|贷款|融资|债务|还款|银行|银团|欠付|欠款|偿还|清偿|材料款|金融机构",
    unless=r"不(?:得|提供|承担|为|予|应|再|以任何)|乙方[^。;]{0,8}(?:应|须|需|向甲方)[^。;]{0,10}(?:提供|提交)|(?:工程款)?支付担保|支付保函"
    r"|履约(?:保证金|担保|保函)|投标|预付款担保|禁止|知识产权|瑕疵|抵押",
)

_PROMISES = rf"(?:{_PUBLIC}|财政|国资)"

phrase(
    "SEC-10",
    r"(?:融资|贷款|还款|债务|资金|偿债|流动性|金融机构|银行)[^。;\n]{0,30}承诺函|承诺函[^。;\n]{0,40}(?:融资|贷款|还款|债务|偿还)|安慰函"
    r"|兜底|差额补足|补足(?:差额|差额部分|其)|差额[^。;\n]{0,8}补足|流动性支持|保底|保本"
    r"|(?:承诺|保证|负责|予以|同意|到期|期满|年后|年末|按[^。;\n]{0,8}价)[^。;\n]{0,24}(?:回购|收购|购回|买回|受让)[^。;\n]{0,20}股"
    r"|回购(?:义务|乙方|承诺|其|全部|股权|项目)|最低(?:收益|回报|收入)|固定(?:收益|回报)"
    r"|(?:保证|承诺|确保)[^。;\n]{0,24}(?:收益率?|回报率?|利润)[^。;\n]{0,12}(?:不低于|不少于|达到|\d|百分)"
    r"|(?:收益|收入|回报|利润|运营|本息|资金|投资)[^。;\n]{0,24}(?:不足|差额|亏损|缺口|低于|达不到)[^。;\n]{0,30}(?:补足|补齐|弥补|补贴|填补|承担)",
    _PROMISES,
    unless=r"不(?:得|提供|承担|作|含|设|承诺)|禁止|投标|质量承诺|服务承诺|工程量|保证金|面积",
)

_WELFARE = (
    r"学校|本校|医院|卫生院|幼儿园|教学楼|校舍|园舍|养老|福利院|敬老院|公益|教育设施|医疗(?:卫生)?(?:设施|设备)|门诊|病房"
    r"|图书馆|体育[馆场]|博物馆|文化馆|教学设备|宿舍楼|实验楼|住院"
)

phrase(
    "SEC-11",
    r"抵押",
    _WELFARE,
    unless=r"不得|禁止|不(?:以|能|可|予|用于|作为|设定)|除外|未(?:设|抵)",
)

phrase(
    "SEC-12",
    r"到期|逾期|届满|期满|届期|未|不(?:履行|清偿|偿还|能)",
    r"(?:抵押|质押|担保|抵债|质)[^。;\n]{0,30}(?:归|抵偿|过户|所有权[^。;\n]{0,10}(?:转移|归)|用于抵债)"
    r"|取得[^。;\n]{0,8}(?:抵押|质押|担保)[^。;\n]{0,16}所有权",
    unless=r"拍卖|变卖|折价|协商|不得|清算|无归属|优先受偿",
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
