"""CLS: what a works contract has to settle: elements, warranty, wages, safety, supervision."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.kinds import About
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.elements import _elements

_elements(
    "CLS-10",
    {
        "工程范围": r"(?:工程|承包|施工)(?:的)?(?:范围|内容)",
        "建设工期": r"工期|开工(?:日期)?|竣工日期",
        "中间交工工程的开工和竣工时间": r"中间交工|中间验收|节点|阶段|分部|进度计划|隐蔽工程",
        "工程质量": r"工程质量|质量(?:标准|等级|要求)",
        "工程造价": r"工程造价|合同价|工程(?:总)?价款|造价",
        "技术资料交付时间": r"图纸|技术资料|竣工资料",
        "材料和设备供应责任": r"材料|设备供应",
        "拨款和结算": r"结算|进度款|工程款",
        "竣工验收": r"竣工验收|验收",
        "质量保修范围和质量保证期": r"保修|质量保证期|缺陷责任",
        "相互协作": (
            r"协作|配合|协助|双方(?:的)?(?:一般)?(?:权利|责任|义务|工作)|甲方(?:的)?(?:工作|责任|义务)"
            r"|发包人(?:的)?(?:工作|义务)"
        ),
    },
)

_elements("CLS-11", {"质量保修书或者保修范围、期限": r"质量保修书|保修(?:书|范围|期限?|责任)"})

_elements(
    "CLS-18",
    {
        "工程款支付担保": r"支付担保|工程款(?:支付)?(?:保函|担保)",
        "农民工工资专用账户": r"工资专用账户|工资专户|(?:农民工|工资)[^。;\n]{0,10}专(?:用账)?户",
        "实名制管理": r"实名(?:制|登记|管理)",
        "总承包单位代发工资": r"代发",
        "工资保证金": r"工资保证金",
    },
)

_elements("CLS-19", {"安全生产管理职责": r"安全(?:生产|文明|管理|责任|协议|施工|防护|措施|保卫|隐患|事故)|消防"})

_MEASURED = re.compile(r"计量|按月|每月|月进度|进度款")

_PROGRESS = re.compile(r"进度(?:款|结算|付款)|按(?:月|工程)?进度")

_WAGE_CYCLE = re.compile(
    r"(?:人工费(?:用)?|农民工工资)[^。;\n]{0,40}(?:按月|每月|每\s*(?P<n>\d+|[一二两三四五六])\s*个?月"
    r"|每(?P<long>季度?|半年|年)|(?P<other>季度|按季|半年))|(?:按月|每月)[^。;\n]{0,30}(?:人工费"
    r"|农民工工资)"
)


@rule("CLS-17")
def wages(case: Case) -> Iterator[Hit]:
    """A works contract names how work is measured, how it is paid as it goes, and wages at least monthly."""
    if not case.whole or not case.has(About.PAYMENT):
        return
    cycle = _WAGE_CYCLE.search(case.words)
    told = {
        "工程款计量周期": _MEASURED.search(case.words),
        "进度结算办法": _PROGRESS.search(case.words),
        "人工费用拨付周期": cycle,
    }
    if missing := [name for name, found in told.items() if not found]:
        yield Hit(None, {"what": "未约定" + "、".join(missing)})
    if cycle and (cycle["long"] or cycle["other"] or cycle["n"] not in {None, "1", "一"}):
        yield Hit(case.text.sentence(cycle.start()).at, {"what": "人工费用拨付周期超过1个月"})


_SUPERVISED = re.compile(r"监理(?:合同|单位|人|工程师|机构)")


@rule("CLS-16")
def supervision(case: Case) -> Iterator[Hit]:
    """Works that the law puts under supervision name the supervisor."""
    if case.context.supervision_required and not case.says(_SUPERVISED):
        yield Hit(None)
