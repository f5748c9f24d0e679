"""What kind of contract it is, and how far it is: told by title, words and parties."""

import re
from enum import StrEnum

from concord.engines.review.text import Text


class Nature(StrEnum):
    """Kinds of contracts for which rules differ."""

    WORKS = "works"
    GOODS = "goods"
    SERVICES = "services"
    SOFTWARE = "software"
    LEASE = "lease"
    LAND = "land"
    PROPERTY = "property"
    DESIGN = "design"
    TRANSFER = "transfer"
    ADMINISTRATIVE = "administrative"
    GUARANTEE = "guarantee"
    OTHER = "other"


class Mode(StrEnum):
    """A model form that waits for a deal, a draft of a deal, or the text that is to be signed."""

    TEMPLATE = "template"
    DRAFT = "draft"
    FINAL = "final"


_TITLES = [
    (Nature.OTHER, r"融资租赁|技术转让|专利(?:权|申请权|实施许可)?转让|技术秘密转让"),
    (
        Nature.ADMINISTRATIVE,
        (
            r"特许经营|征收补偿|征收与补偿|政府与社会资本|PPP|安置补偿|土地(?:使用权)?出让|保障性住房|公租房"
            r"|招商引资|行政协议"
        ),
    ),
    (Nature.LAND, r"土地(?:承包)?经营权|土地承包|农村土地|林地"),
    (Nature.GUARANTEE, r"保证合同|担保合同|抵押合同|质押合同|担保书"),
    (Nature.DESIGN, r"设计|勘察|咨询|监理|造价|评估|鉴定|审图|可行性研究|检测"),
    (
        Nature.SOFTWARE,
        (
            r"软件|信息化|系统(?:开发|建设|集成|运维|优化|升级)|平台(?:开发|建设|运维)|技术开发|开发合同|数据"
            r"|网络(?:建设|安全)|信息系统"
        ),
    ),
    (Nature.PROPERTY, r"物业"),
    (Nature.WORKS, r"施工|建设工程|工程承包|安装工程|装饰|装修工程|改造工程|修缮|工程合同"),
    (Nature.TRANSFER, r"资产转让|产权转让|股权转让|转让合同|转让协议|资产处置|房屋买卖|车辆转让"),
    (Nature.LEASE, r"租赁|出租|承租|招租"),
    (Nature.GOODS, r"采购合同|买卖|购销|供货|货物|设备采购|订货"),
    (Nature.SERVICES, r"服务|委托|运维|驻场|保洁|保安|餐饮|培训|运输|保险|法律顾问|聘请"),
]
_KINDS = [(nature, re.compile(pattern)) for nature, pattern in _TITLES]
_TITLE = re.compile(r"[^\n。:]{2,40}(?:合同|协议|契约|合同书|协议书)(?:书|\([^)\n]*\))?(?:文本)?$")
_WORDS = [
    (Nature.WORKS, re.compile(r"发包人|承包人|工程款|竣工验收|施工"), 6),
    (Nature.LEASE, re.compile(r"租金|出租|承租"), 6),
    (Nature.PROPERTY, re.compile(r"物业"), 8),
    (Nature.SOFTWARE, re.compile(r"软件|(?<!电力)系统|源代码|信息化"), 6),
    (Nature.GOODS, re.compile(r"货物|设备|供货|到货|交货"), 5),
    (Nature.SERVICES, re.compile(r"服务"), 5),
]


def nature_of(text: Text) -> Nature:
    """The kind of contract: by its title, else by the words that it uses most."""
    for line in text.words[:1500].split("\n")[:20]:
        told = line.strip().replace(" ", "")
        if _TITLE.fullmatch(told) or re.match(r"(?:项目|工程|合同)名称:", told):
            for kind, pattern in _KINDS:
                if pattern.search(told):
                    return kind
    for kind, pattern, least in _WORDS:
        if len(pattern.findall(text.words)) >= least:
            return kind
    return Nature.OTHER


_FORM = re.compile(r"示范文本|合同范本|使用说明|填写说明|供[^\n。]{2,20}参照使用|甲种本|标准条件|GF-\d{4}-\d+")


def mode_of(text: Text, blanks: int, *, named: bool) -> Mode:
    """A model form where blanks abound and the parties are not named; otherwise a draft."""
    many = blanks >= 8 or (blanks >= 3 and (bool(_FORM.search(text.words)) or blanks * 300 > len(text)))
    return Mode.DRAFT if named or not many else Mode.TEMPLATE
