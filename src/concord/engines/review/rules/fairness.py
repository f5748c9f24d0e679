"""UNF: one side decides alone, silence speaks, words on the telephone bind, and work is handed on."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.concepts import combined
from concord.engines.review.registry import Hit, hits, phrase, rule
from concord.engines.review.rules.roles import A, B
from concord.engines.review.text import At, Sentence

phrase(
    "UNF-01",
    rf"解释(?:的)?权|最[终后]解释|负责解释|解释[^。;\n]{{0,4}}由|(?:以|按){A}[^。;\n]{{0,8}}(?:解释|理解)"
    rf"|由(?:{A}|{B}|出租方)[^。;\n]{{0,10}}解释",
    rf"{A}|{B}|我方|本公司|主办方|一方|出租[方人]",
    unless=r"双方|共同|协商解释|甲、?乙|任何一方(?:均)?不|司法解释|有权要求[^。;]{0,12}解释|法律|顺序",
)
phrase(
    "UNF-02",
    rf"{A}[^。;\n]{{0,24}}(?:单方|随时|自行|任意|(?:无需|不经|无须|未经|毋须)[^。;\n]{{0,10}}同意"
    r"|根据[^。;\n]{0,6}(?:需要|情况)|视情况)[^。;\n]{0,20}(?:变更|调整|修改|增减|更改|改变|缩减|核减|取消|降低|减少|增加|延长|缩短)",
    r"价|范围|期限|内容|数量|条款|工期|标准|服务|金额|费用|合同|要求",
    unless=r"违约|解除|双方|协商|签订补充|相应(?:调整|顺延|补偿|增加)|给予[^。;]{0,6}补偿|甲方不得|未经[^。;]{0,8}同意[^。;]{0,4}不得|需求变更流程|但应|甲方同意|检查",
)
phrase(
    "UNF-03",
    r"(?:逾期|未|不予|不|期满未|超过|没有|拒不)[^。;\n]{0,60}(?:即?视[为作同]|推定|等同于?)[^。;\n]{0,20}"
    r"(?:认可|同意|合格|接受|通过|确认|放弃|无异议|验收|生效|收到)",
    unless=r"视为[^。;]{0,6}(?:违约|不合格|不同意|拒绝)|不(?:应|得|能|可|再)?被?视为|送达",
)
phrase(
    "UNF-04",
    r"口头|电话|微信|短信|即时通讯|QQ|当面",
    r"变更|修改|调整|补充|指令|增加|约定|减少|增减|改动|变动",
    r"即(?:可)?|有效|生效|效力|视为|(?:无需|不必|无须|不再)[^。;\n]{0,16}(?:书面|签)|为准|同等|约束|可以",
    unless=r"无效|不(?:具|发生|产生|得|生|予|认|构成|影响)|(?<!不再签订)(?<!无需)书面(?:形式)?(?:确认(?!文件)|通知|为准|补)|以书面|补办"
    r"|须[^。;]{0,10}书面|应(?:当)?[^。;]{0,12}书面|小时内",
)
_HANDS_ON = re.compile(
    rf"{B}[^。;\n]{{0,30}}(?:可以?|有权|得以?|可自行|自行|自由|无需)[^。;\n]{{0,50}}(?:转让|分包|转包|转委托|委托|外包|交由|转给)"
    rf"|(?:允许|同意){B}[^。;\n]{{0,40}}(?:转包|分包|转让|转委托|交由)"
)

_MUCH = re.compile(r"转包|全部|主体|主要|任意|随意|任何|无需|不经|无须|关键|整体|自由|自行|核心|不受限")
_FORBIDDEN = re.compile(r"不得(?!拒绝)|未经|禁止|非主体|非关键|不可|不能|严禁")
_ASKED = re.compile(r"(?:(?<!不)经|征得|取得)[^。;\n]{0,14}(?:同意|批准|许可)")


@rule("UNF-05")
def handed_on(case: Case) -> Iterator[Hit]:
    """The work that was awarded is done by who won it: not handed on whole, nor its core, nor at will."""
    at_will = (one for one in case.sentences(_HANDS_ON, _MUCH, unless=_FORBIDDEN) if not _is_asked(one))
    yield from hits(at_will, combined(case, "UNF-05"))


def _is_asked(sentence: Sentence) -> bool:
    """Whether only a claim is handed on, or a part of the work with consent."""
    if re.search(r"(?:权利|债权)[^。;\n]{0,4}转让", sentence.words):
        return True
    return bool(_ASKED.search(sentence.words)) and not re.search(r"全部|主体|整体|核心|关键", sentence.words)


phrase(
    "UNF-06",
    r"肢解|地基|基础|主体|土建|屋面|单位工程|分部工程|分项工程|单项工程",
    r"肢解|分别|拆分|拆开|分解|单独|另行|直接",
    r"发包(?!人|方)|委托|交由|承包(?!人|方)|肢解",
    unless=r"不得|禁止|严禁|专业分包|不(?:予|再|能)|乙方(?:分包|委托)",
)
_VAGUE = re.compile(
    r"适当(?!减少)|尽快|尽量|酌情|另行(?:商定|协商|约定|议定|确定)|视情况|原则上|必要时|大约|大概"
    r"|合理(?:期限|时间|范围|程度)|若干|相关费用|有关费用|一定(?:的)?(?:比例|期限|数额|费用)|及时"
)


@rule("UNF-07")
def vague(case: Case) -> Iterator[Hit]:
    """Too many words that mean nothing exact."""
    found = list(case.text.find(_VAGUE))
    if case.whole and len(found) >= 8 and len(found) * 1000 > 5 * len(case.text):
        words = "、".join(dict.fromkeys(one[0] for one in found[:12]))
        yield Hit(At(*found[0].span()), {"count": str(len(found)), "words": words})
