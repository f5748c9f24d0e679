"""What people of the demo county say: reports from the invented corpus, and talk around them."""

import json
import random
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FIRMS = [
    "恒远",
    "嘉禾",
    "瑞丰",
    "天一",
    "锦程",
    "绿野",
    "新澜",
    "启明",
    "万和",
    "东篱",
    "众合",
    "悦居",
    "博文",
    "顺达",
    "禾木",
]
TRADES = {
    "C07": "贸易有限公司", "C08": "建筑劳务有限公司", "C11": "物业服务有限公司", "C12": "健身服务有限公司",
    "C17": "房地产开发有限公司", "C18": "教育培训有限公司", "C05": "机械制造有限公司", "C16": "餐饮管理有限公司",
    "C10": "口腔门诊部", "C19": "财富管理有限公司", "C09": "物流有限公司", "C20": "网络科技有限公司",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An invented report and the item that its author meant."""

    words: str
    item: str


@cache
def corpus() -> tuple[Told, ...]:
    """All invented reports that are disputes."""
    folder = files("concord") / "data/text/corpus"
    lines = [
        line
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    told = [Told(one["text"], one["item"]) for one in map(json.loads, lines)]
    return tuple(one for one in told if one.item != "none" and len(one.words) >= 16)


def respondent(dice: random.Random, item: str, person: str) -> str:
    """Who the other side is: a firm of the trade, or a person."""
    trade = TRADES.get(item.split("-", maxsplit=1)[0])
    if trade is None or dice.random() < 0.2:
        return person
    return f"杭州{dice.choice(FIRMS)}{trade}"


OPENINGS = [
    "您好，我是调解员{mediator}，这件事由我来跟进。先请双方各自说说经过和想法。",
    "我是{mediator}，刚看完材料。想先听听您最在意的是什么。",
    "大家好，我是{mediator}。今天先把事实对一对，谈不拢也没关系，慢慢来。",
    "收到材料了，我下午给双方各打一个电话，先了解清楚再约时间。——{mediator}",
]
APPLICANT_SAYS = [
    "事情就是我写的那样，凭据我都拍照传上来了。",
    "我也不想闹，只要把该给的给我就行。",
    "拖了两个多月了，每次都说下周，我实在等不起。",
    "可以商量，但得有个准日子，不能再口头答应。",
    "孩子马上开学，家里等着用钱，麻烦您多催催。",
    "我要求不高，把话说清楚、道个歉，剩下的都好谈。",
]
RESPONDENT_SAYS = [
    "情况属实，但金额对不上，我们这边有记录，回头发您看。",
    "不是不给，最近资金确实紧张，能不能分两次？",
    "我们也有难处，愿意配合调解。",
    "之前的经办人离职了，我刚接手，今天内核实完答复。",
    "他说的有一半不对，不过为了邻里和气，我愿意让一步。",
    "同意见面谈，周三下午可以。",
]
MEDIATOR_SAYS = [
    "我核对了双方的凭据，差额主要在最后一个月，建议各让一步。",
    "法律上怎么规定我发给双方看了，大家心里都有数，再谈就容易些。",
    "分期可以，但每一期要写明日子，写进协议里。",
    "今天谈到这儿很好，方案我整理一下发上来，请双方看看同意不同意。",
]
ANSWERS = [
    "经现场核查，反映情况属实。已责令责任单位于三日内整改，本周五我局将复查，结果会再告知您。",
    "接件后我们与您通了电话，并到现场看过。该处由市政统一改造，工期到下月中旬，期间已设置临时围挡和夜间照明。",
    "您反映的问题已核实，责任单位已当面说明并更正，相关费用按规定退还，预计五个工作日内到账。",
    "经查，对方确有违规行为，我局已依法立案处理。您的损失部分建议继续通过调解协商，我们会配合提供材料。",
    "该事项涉及两个部门，我们已联合到场处理完毕，现场恢复正常。若再出现，请直接拨打我科室电话。",
]
TERMS = [
    "一、双方确认争议款项为人民币{amount}元。\n二、{respondent}分{count}期付清，按下列日期支付至申请人指定账户。\n三、款项付清后，双方就本纠纷再无其他争议。",
    "一、{respondent}向申请人支付{amount}元，作为本次纠纷的一次性了结。\n二、申请人收到款项后，不再就同一事实提出主张。\n三、双方今后以礼相待，遇事先沟通。",
    "一、经核对，{respondent}应付{amount}元，申请人自愿放弃其余部分。\n二、付款分{count}期，任何一期逾期超过五日，申请人可就全部余款申请司法确认后强制执行。\n三、本协议一式三份，双方和调解委员会各执一份。",
]
PRAISE = [
    "调解员很耐心，来回跑了好几趟。",
    "处理得比想象中快。",
    "流程看得见，心里踏实。",
    "",
    "态度好，讲得明白。",
    "钱拿到了，谢谢。",
]
COMPLAINTS = ["时间拖得有点长。", "没有人主动联系我，都是我自己查的。", "结果一般，但也算有个说法。"]
OBJECTIONS = [
    "答复里说已经整改，可我今天去看还是老样子，请再查一次。",
    "对方并没有按说好的做，怎么就算办完了？",
    "我的诉求有两条，只回了一条。",
]
DECLINES = ["对方负责人是我的亲戚，应当回避。", "手上有两件快到期，怕耽误当事人。"]
CONTESTS = [
    "现场在小区红线以内，属于物业管理范围，建议由住建部门牵头。",
    "该路段尚未移交，仍由建设单位养护，不属我局职责。",
]
