"""CLS: what has to be settled where data are handled for another."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, rule

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
