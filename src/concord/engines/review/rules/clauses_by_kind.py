"""CLS: what the Civil Code and other laws ask of one kind of contract: elements, each known by its words."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.kinds import About
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.roles import DAYS

Elements = dict[str, str]


def _elements(name: str, elements: Elements, spare: int = 0) -> None:
    """Register a rule that lists the elements that a whole contract lacks; `spare` may be lacking without a word."""
    patterns = {element: re.compile(words) for element, words in elements.items()}

    @rule(name)
    def look(case: Case) -> Iterator[Hit]:
        missing = [element for element, pattern in patterns.items() if not case.says(pattern)]
        if case.whole and len(missing) > spare:
            yield Hit(None, {"what": "、".join(missing)})


_elements(
    "CLS-09",
    {
        "包装方式": r"包装",
        "检验标准和方法": (
            r"(?:检验|验收)(?:的)?(?:标准|方法|方式)|按[^。;\n]{0,20}(?:标准|参数|要求"
            r"|清单)[^。;\n]{0,12}(?:验收|检验)|(?:验收|检验)[^。;\n]{0,30}标准"
        ),
        "结算方式": r"结算|支付方式|付款方式|付款条件|支付",
        "检验期限": rf"(?:检验|验收|异议)[^。;\n]{{0,30}}{DAYS}|{DAYS}[^。;\n]{{0,24}}(?:检验|验收|异议)",
    },
)
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
    "CLS-12",
    {
        "提交基础资料的期限": (
            rf"(?:基础|有关|相关|设计|技术)?资料[^。;\n]{{0,40}}(?:{DAYS}|期限|时间|\d月)"
            rf"|{DAYS}[^。;\n]{{0,30}}(?:提供|提交)[^。;\n]{{0,16}}资料|提交[^。;\n]{{0,20}}(?:时间|期限)"
        ),
        "质量要求": r"质量|深度要求|规范|标准",
        "费用": r"费用|报酬|设计费|服务费|咨询费|监理费|价款|金额",
        "协作条件": r"协作|配合|协助|提供(?:必要|工作|相应)[^。;\n]{0,8}(?:条件|便利|资料)",
    },
)
_elements(
    "CLS-13",
    {
        "租赁物名称": r"租赁物|租赁房屋|出租(?:的)?(?:房屋|土地|场地|设备|物)|房屋(?:的)?坐落|坐落于?|租赁标的",
        "数量": r"面积|数量|间|亩|\d\s*(?:台|套|件)",
        "用途": r"用途|用于|使用目的|作为[^。;\n]{0,12}使用",
        "租赁期限": r"租赁期|租期|租赁期限|起租",
        "租金及其支付期限和方式": r"租金[^。]{0,80}(?:支付|交纳|缴纳|付清|交付)|(?:支付|交纳|缴纳)[^。;\n]{0,20}租金",
        "租赁物维修": r"维修|修缮|修理|维护|保养",
    },
)
_elements(
    "CLS-14",
    {
        "服务事项": r"(?:服务|管理|委托(?:管理)?)(?:事项|内容|范围)|维修、养护|保洁|秩序维护",
        "服务质量": r"(?:服务|管理)?质量|服务(?:标准|等级)|考核",
        "服务费用": r"(?:物业|服务|管理)费",
        "维修资金使用": r"维修(?:资金|基金)|专项维修",
        "服务用房": r"(?:服务|管理|值班|办公)用房",
        "服务期限": r"(?:服务|管理|委托(?:管理)?|合同)期限?|自.{4,20}起至",
        "服务交接": r"交接|移交",
    },
)
_elements(
    "CLS-15",
    {
        "成果归属": r"(?:知识产权|著作权|版权|专利|成果|所有权|源代码)[^。;\n]{0,30}(?:归|属于|享有|共有|归属)",
        "验收标准和方法": r"验收",
        "保密": r"保密|泄露|泄漏",
        "名词和术语的解释": r"术语|(?:名词|词语|定义)(?:和|与|及)?(?:术语|定义|解释|含义)|是指|系指|定义",
    },
)
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
_WAGES = re.compile(r"人工费(?:用)?|(?:农民工|工人)工资")
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
