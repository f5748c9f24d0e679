"""LIA: penalties out of proportion, and exemptions that the law does not allow."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.percents import percents
from concord.engines.review.registry import Hit, phrase, rule
from concord.engines.review.rules.roles import A, B

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


_FREE = (
    r"(?:不(?:承担|负|予)[^。;\n]{0,16}(?:责任|赔偿)?|免(?:除|责|于|予)|概不(?:负责|承担)|无(?:关|涉)"
    r"|无需(?:承担|赔偿|负责)|不得(?:向|要求)[^。;\n]{0,16}(?:赔偿|索赔|主张|追究)|放弃[^。;\n]{0,12}(?:索赔"
    r"|追究|赔偿|主张))"
)
phrase(
    "LIA-03",
    (
        r"人身(?:损害|伤害|伤亡|损失|安全|意外|健康)|(?:人员|第三人|他人|员工|使用者|工作人员|学生|患者"
        r"|居民)[^。;\n]{0,10}(?:伤亡|死亡|受伤|伤害|伤残)|伤亡|故意|重大过失"
    ),
    _FREE,
    unless=(
        r"不可抗力|任何一方|双方均|除外|租赁物造成|占有租赁物|租赁物件|仍应|不(?:能|得|因此)?免"
        r"|安全(?:生产)?事故|工伤|生产安全|非因|故意隐瞒|故意泄|自身(?:原因|过错)|除因|并不免除|但(?:甲方|乙方"
        r"|一方)?[^。;]{0,6}(?:故意|重大过失)[^。;]{0,10}(?:的|除)"
    ),
)
phrase(
    "LIA-04",
    (
        r"(?:放弃|不得|不再|不予|无权|不可|均不|不)[^。;\n]{0,40}(?:调整|调减|减少|降低|调低|酌减|变更"
        r"|核减)[^。;\n]{0,12}违约金|违约金[^。;\n]{0,60}(?:放弃|不得|不再|不予|无权|不可|均不|不作"
        r"|永不)[^。;\n]{0,40}(?:调整|调减|减少|降低|调低|酌减|异议|过高|减免|核减)"
    ),
)
phrase(
    "LIA-05",
    (
        r"(?:间接损失|可得利益|利润损失|预期利益|预期利润|商誉损失)[^。;\n]{0,40}(?:不|免|除外)"
        r"|不[^。;\n]{0,20}(?:赔偿|承担)[^。;\n]{0,12}(?:间接损失|可得利益|利润损失|预期利益)|(?:赔偿"
        r"|责任)(?:责任)?(?:总额|总和|限额|上限|金额|数额)?[^。;\n]{0,30}(?:不超过|最高不|不高于|为限|上限为"
        r"|封顶)"
    ),
    B,
    unless=r"保险|违约金[^。;]{0,16}(?:不超过|最高|累计)",
)
phrase(
    "LIA-06",
    (
        rf"{A}[^。;\n]{{0,30}}(?:随时|任意|任何时候|单方|单方面|无需(?:任何|说明)?理由|无条件|有权提前"
        rf"|根据(?:自身)?需要)[^。;\n]{{0,24}}(?:解除|终止|取消|解约)"
    ),
    r"(?:不|无需|无须|免|毋须)[^。;\n]{0,16}(?:补偿|赔偿|承担|支付|违约|说明|责任)",
    unless=(
        r"任何一方|双方均|乙方违约|乙方(?:未|不|逾期)|(?<!无需)(?<!不再)(?<!不)给予[^。;]{0,8}补偿"
        r"|应当?[^。;]{0,6}补偿"
    ),
)
phrase(
    "LIA-07",
    (
        r"换届|规划(?:的)?(?:调整|变更|变化|修改)|政策(?:性)?(?:的)?(?:调整|变化|变动)|区划(?:的)?(?:调整"
        r"|变更)|机构(?:改革|调整|撤并)|职能(?:的)?(?:调整|变化)|人事(?:变动|调整)|(?:领导|负责人|责任人"
        r"|主要领导|人员|班子)[^。;\n]{0,4}(?:更替|更换|变更|调整|变动|交替)"
    ),
    r"解除|终止|不再(?:履行|承担)|不(?:承担|构成|负|视为|予)|免责|免除|中止|取消|无需",
    unless=(
        r"依法(?:予以|给予)?补偿|(?:给予|予以|应当?)[^。;]{0,10}(?:补偿|赔偿)|不得以|不因|不影响|仍应|项目经理"
        r"|项目负责人|服务人员|技术人员|驻场"
    ),
)
phrase(
    "LIA-08",
    r"(?<!仲)时效",
    (
        r"放弃|缩短|延长|不受[^。;\n]{0,10}限制|[一二三四五六七八九十\d]+\s*(?:年|个月)|不适用|约定为|变更为"
        r"|不再|不得(?:以|援引)|抗辩"
    ),
    unless=r"法律规定|依法|中断|法定|保密",
)
phrase(
    "LIA-09",
    r"优先(?:受偿|权)",
    r"放弃|不(?:享有|主张|得|行使|再|具有|要求)|限制|排除|劣后|让渡|丧失|无权",
    r"工程|承包|施工|价款|建设",
    unless=r"优先购买|优先承租",
)
_ACCIDENT = r"(?:安全(?:生产)?(?:事故|责任|问题)|生产安全|伤亡事故|工伤|施工事故|安全方面)"
phrase(
    "LIA-10",
    _ACCIDENT,
    (
        rf"{A}[^。;\n]{{0,24}}(?:不(?:承担|负|予)|概不|无关|免|无涉|没有[^。;\n]{{0,6}}责任|无责)"
        rf"|与{A}[^。;\n]{{0,4}}无|(?:全部|一切|所有)[^。;\n]{{0,16}}(?:均?由){B}|{B}[^。;\n]{{0,16}}(?:独自"
        rf"|独立|全部|全权|单独)承担[^。;\n]{{0,16}}(?:全部|一切|所有)?"
    ),
    unless=r"因(?:乙方|承包人|B)[^。;]{0,8}(?:原因|过错|责任|违规|违章)|各自|依法承担|乙方原因|法律规定",
)
