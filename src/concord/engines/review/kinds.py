"""What clauses are about: each kind told by its heading, or by words that only such a clause has."""

import re
from dataclasses import dataclass
from enum import StrEnum

from concord.engines.review.outline import Clause, Outline


class About(StrEnum):
    """What a contract has to settle."""

    SUBJECT = "subject"
    QUANTITY = "quantity"
    QUALITY = "quality"
    PRICE = "price"
    PAYMENT = "payment"
    PERFORMANCE = "performance"
    ACCEPTANCE = "acceptance"
    WARRANTY = "warranty"
    LIABILITY = "liability"
    DISPUTE = "dispute"
    SECRECY = "secrecy"
    RESULTS = "results"
    CHANGE = "change"
    ENDING = "ending"
    FORCE_MAJEURE = "force_majeure"
    ANNEXES = "annexes"
    INTEGRITY = "integrity"
    NOTICE = "notice"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a kind is known: by words of a heading, or by words anywhere in the text."""

    heading: re.Pattern[str]
    words: re.Pattern[str]


def _sign(heading: str, words: str) -> Sign:
    return Sign(re.compile(heading), re.compile(words))


SIGNS = {
    About.SUBJECT: _sign(
        "标的|内容|范围|概况|租赁物|租赁房屋|房屋(?:的)?(?:坐落|基本|情况)|物业(?:的)?基本"
        "|转让(?:的)?资产|项目名称|货物|采购|供货|服务事项|委托(?:管理)?事项"
        "|设备|工程名称|产品|出租土地|总则|技术",
        r"标的(?:名称|物|为|:)|项目名称:|工程名称:|(?:服务|工程|承包|委托|采购)(?:内容|范围|事项)(?:为"
        r"|包括|:)|租赁物(?:为|:)"
        r"|品名|品种|货物名称|产品名称|(?:委托|聘请).{2,40}(?:担任|进行|提供|承担)|将.{2,40}(?:出租|转让)给",
    ),
    About.QUANTITY: _sign(
        "数量|面积|工程量|清单",
        (
            r"数量|面积(?:为|约|共|:)?|工程量清单|\d\s*(?:台|套|件|辆|亩|平方米|㎡|m2|吨|个(?!工作|月|自然"
            r"|日历|小时)|批|部|株|公斤|千克|只|册|份货)"
        ),
    ),
    About.QUALITY: _sign(
        "质量|标准|技术要求|技术指标|服务要求",
        (
            r"质量(?:标准|要求|等级|应|符合|目标)|(?:国家|行业|技术|服务|地方)(?:的)?(?:标准|规范|指标)"
            r"|技术(?:参数|指标|要求)"
        ),
    ),
    About.PRICE: _sign(
        "价款|价格|金额|合同价|租金|报酬|费用|服务费|造价|经费|总价",
        (
            r"(?:合同|转让|成交|工程)?(?:总价|价款|金额|总额|单价|造价|租金|报酬|费用|服务费|设计费|监理费"
            r"|经费)[^。\n]{0,20}(?:人民币|元|¥|\d)|收费标准|计价方式"
        ),
    ),
    About.PAYMENT: _sign("付款|支付|结算", r"(?:支付|付清|付至|结算|付款)[^。\n]{0,30}(?:元|%|日内|天内|款|费|租金)"),
    About.PERFORMANCE: _sign(
        "期限|工期|交货|交付|履行|进度|时间|服务期|租赁期|日期|交割",
        r"(?:工期|租期|租赁期限?|服务期限?(?!满)|履行期限|委托期限|合同期限|交货(?:时间|日期|期)|有效期"
        r"|交付(?:时间|日期|期限))|自.{0,20}(?:起至|至).{0,20}止"
        r"|\d+\s*(?:个)?(?:工作日|日历天|日|天|月)内.{0,12}(?:交付|交货|完成|竣工)",
    ),
    About.ACCEPTANCE: _sign(
        "验收|检验|评审|交接",
        (
            r"(?:验收|检验)(?:标准|程序|方法|方式|期限|合格|由|时|应)|(?:进行|组织|办理|予以|通过|竣工)验收"
            r"|(?:组织|通过|进行).{0,10}评审"
        ),
    ),
    About.WARRANTY: _sign("质保|保修|售后|维护", r"质保期|保修期|质量保证期|质量保修书|缺陷责任期|三包"),
    About.LIABILITY: _sign(
        "违约|责任与赔偿|赔偿责任|罚则|(?<!缺陷)(?<!保修)(?<!安全)责任$",
        r"违约金|违约责任|滞纳金|(?:赔偿|承担)[^。\n]{0,16}(?:损失|损害)|(?:赔偿|承担)(?:全部|相应|一切)?(?:赔偿)?责任",
    ),
    About.DISPUTE: _sign("争议|纠纷|仲裁|管辖|诉讼", r"(?<!权属)争议|纠纷|仲裁委员会|人民法院|提起诉讼"),
    About.SECRECY: _sign("保密|商业秘密", r"保密|不得(?:向[^。\n]{0,10})?(?:泄露|泄漏|透露|披露)|商业秘密"),
    About.RESULTS: _sign(
        "知识产权|成果(?:的)?(?:归属|权)|著作权|权利归属",
        r"(?:知识产权|著作权|版权|专利(?:申请)?权|所有权|成果|使用权)[^。\n]{0,24}(?:归|属于|享有|共有|归属)",
    ),
    About.CHANGE: _sign(
        "变更|修改|补充",
        (
            r"(?:合同|协议|条款|内容|设计|工程)(?:的)?变更|变更(?:本)?(?:合同|协议|条款|内容|设计)|补充(?:协议"
            r"|合同)|(?:修改|补充)[^。\n]{0,20}书面"
        ),
    ),
    About.ENDING: _sign(
        "解除|终止",
        r"(?:解除|终止)(?:本)?(?:合同|协议|租赁)(?!后)|(?:合同|协议)(?:的)?(?:变更、|变更和|变更与|变更及)?(?:解除|终止)(?!后)",
    ),
    About.FORCE_MAJEURE: _sign("不可抗力|免责", r"不可抗(?:力|拒)|自然灾害"),
    About.ANNEXES: _sign("附件", r"附件"),
    About.INTEGRITY: _sign("廉洁|廉政|反商业贿赂", r"廉洁|廉政|商业贿赂|行贿"),
    About.NOTICE: _sign(
        "通知|送达|联系", r"送达|通讯地址|联系(?:人|地址|方式)|(?:书面)?通知[^。\n]{0,10}(?:寄|发送|地址)"
    ),
    About.SAFETY: _sign("安全", r"安全(?:生产|文明|管理|责任|协议|施工|防护|措施|保卫|事故)|消防"),
}


def _sign_of(about: About) -> Sign:
    return SIGNS[about]


class Clauses:
    """The clauses of a contract by what they are about."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._known: dict[About, bool] = {}

    def of(self, about: About) -> tuple[Clause, ...]:
        """The clauses whose heading says that they are about this."""
        return self.outline.about(SIGNS[about].heading)

    def has(self, about: About) -> bool:
        """Whether the contract settles this at all, in a clause of its own or somewhere else."""
        if about not in self._known:
            words = self.outline.text.words
            self._known[about] = bool(self.of(about)) or bool(SIGNS[about].words.search(words))
        return self._known[about]

    @property
    def settled(self) -> int:
        """How many kinds the contract has a heading for: a whole contract has many, an extract few."""
        return sum(bool(self.of(about)) for about in About)
