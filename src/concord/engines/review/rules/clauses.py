"""CLS: what any contract has to settle, in a clause or in a sentence; silent on extracts."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.kinds import About
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.roles import DAYS

_COUNTED = {Nature.GOODS, Nature.LEASE, Nature.LAND, Nature.WORKS}
_HANDED_OVER = {Nature.GOODS, Nature.WORKS, Nature.SERVICES, Nature.SOFTWARE, Nature.DESIGN}
_SECRET = {Nature.SOFTWARE, Nature.SERVICES, Nature.DESIGN}
_QUALITY = _HANDED_OVER | {Nature.PROPERTY}


def _settles(name: str, about: About, natures: set[Nature] | None = None) -> None:
    """Register a rule that finds nothing on a subject in a whole contract of these kinds."""

    @rule(name)
    def look(case: Case) -> Iterator[Hit]:
        if case.whole and (natures is None or case.nature in natures) and not case.has(about):
            yield Hit(None)


_settles("CLS-01", About.SUBJECT)
_settles("CLS-02", About.QUANTITY, _COUNTED)
_settles("CLS-03", About.QUALITY, _QUALITY)
_settles("CLS-04", About.PRICE)
_settles("CLS-05", About.PERFORMANCE)
_settles("CLS-07", About.LIABILITY)
_settles("CLS-08", About.DISPUTE)
_settles("CLS-22", About.SECRECY, _SECRET)
_settles("CLS-23", About.CHANGE)
_settles("CLS-24", About.ENDING)

_ACCEPTING = re.compile(r"验收|检验|评审|审查")
_PERIOD = re.compile(DAYS)
_PAID_AFTER = re.compile(r"(?:验收|检验)(?:合格|通过)[^。;\n]{0,30}(?:支付|付款|付至|付清)")


@rule("CLS-06")
def acceptance(case: Case) -> Iterator[Hit]:
    """What is paid for after acceptance is accepted within a time that the contract names."""
    if not case.whole or case.nature not in _HANDED_OVER:
        return
    if not case.has(About.ACCEPTANCE):
        yield Hit(None, {"what": "验收标准、程序和期限"})
    elif (paid := _PAID_AFTER.search(case.words)) and not any(_timed(case)):
        yield Hit(case.text.sentence(paid.start()).at, {"what": "验收期限（付款以验收合格为条件）"})


def _timed(case: Case) -> Iterator[bool]:
    """Whether a sentence on acceptance, not on payment, names a length of time."""
    for sentence in case.sentences(_ACCEPTING, _PERIOD):
        head = sentence.words.split("验收")[0]
        yield not re.search(r"支付|付款|付至|付清", sentence.words) or bool(_PERIOD.search(head))


_NOTICE = re.compile(r"送达|通讯地址|通知[^。\n]{0,12}(?:地址|邮寄|方式)")


@rule("CLS-25")
def integrity_and_notice(case: Case) -> Iterator[Hit]:
    """Public contracts carry a clause on integrity and an address at which notices arrive."""
    missing = [] if case.has(About.INTEGRITY) else ["廉洁条款"]
    missing += [] if case.says(_NOTICE) else ["送达地址"]
    if case.whole and case.public_buyer and missing:
        yield Hit(None, {"what": "、".join(missing)})


_LATE_FORCE = re.compile(
    r"(?:迟延|逾期|延迟)(?:履行)?(?:后|期间)[^。;\n]{0,30}不可抗力[^。;\n]{0,30}(?:免|不承担|不负)"
)
_NOT = re.compile(r"不能免|不免除|不得免|仍应|不予免")


@rule("CLS-26")
def force_majeure(case: Case) -> Iterator[Hit]:
    """Force majeure is settled, and excuses nobody who was late already."""
    if case.whole and not case.has(About.FORCE_MAJEURE):
        yield Hit(None, {"what": "没有不可抗力条款"})
    for sentence in case.sentences(_LATE_FORCE, unless=_NOT):
        yield Hit(sentence.at, {"what": "约定迟延履行后发生不可抗力也免责"})


_APPROVED = re.compile(r"(?:经|报)[^。;\n]{0,24}(?:批准|核准|审批|备案)(?:同意)?(?:后|之日起?|之日)[^。;\n]{0,6}生效")
_APPLIES = re.compile(
    r"(?:负责|应当|应)[^。;\n]{0,20}(?:办理|报送|报请|履行)[^。;\n]{0,20}(?:批准|核准|报批|审批|备案)"
    r"|报批义务|(?:批准|报批|备案|审批)手续"
)


@rule("CLS-27")
def approval(case: Case) -> Iterator[Hit]:
    """A contract that waits for approval says who asks for it."""
    if not case.says(_APPLIES):
        yield from (Hit(sentence.at) for sentence in case.sentences(_APPROVED))


_PERSONAL = re.compile(r"个人信息")
_HANDLES = re.compile(r"处理|存储|采集|收集|委托|加工|数据")
_SIX = {
    "处理目的": r"目的|用于|仅(?:限|为)",
    "处理期限": r"期限|存储时间|保存.{0,6}[年月日]|服务期",
    "处理方式": r"方式|存储|采集|收集|加工|传输",
    "个人信息种类": r"种类|类型|范围|姓名|身份证|手机|包括",
    "保护措施": r"措施|加密|脱敏|访问控制|去标识",
    "双方权利义务": r"监督|检查|不得(?:超出|转委托|向)|返还|删除|权利(?:和|与)?义务",
}


@rule("CLS-20")
def personal_data(case: Case) -> Iterator[Hit]:
    """Who hands personal data to another settles six things with them."""
    found = [one for one in case.sentences(_PERSONAL) if _HANDLES.search(one.words)]
    if not found or not case.whole:
        return
    around = "\n".join({case.text.paragraph(one.at.start).words: None for one in found})
    clause = [one for one in (case.outline.clause(found[0].at.start),) if one]
    words = around + "".join(case.words[one.at.start : one.at.end] for one in clause if _PERSONAL.search(one.title))
    if missing := [name for name, pattern in _SIX.items() if not re.search(pattern, words)]:
        yield Hit(found[0].at, {"what": "、".join(missing)})


_THREE = {
    "数据安全保护义务": r"数据安全|网络安全",
    "访问、使用数据的批准程序": r"未经[^。;\n]{0,16}(?:批准|同意|许可|授权)|批准|授权(?:访问|使用)",
    "不得擅自留存、使用、泄露或者向他人提供": r"留存|不得[^。;\n]{0,16}(?:使用|泄露|提供|复制)",
}


@rule("CLS-21")
def government_data(case: Case) -> Iterator[Hit]:
    """Who builds or runs a system of an authority keeps its data, under its approval."""
    missing = [name for name, pattern in _THREE.items() if not re.search(pattern, case.words)]
    if case.whole and case.public_buyer and missing:
        yield Hit(None, {"what": "、".join(missing)})
