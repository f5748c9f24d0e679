"""CLS: what the Civil Code and other laws ask of one kind of contract: elements, each known by its words."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
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
