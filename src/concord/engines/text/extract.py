"""Facts in a report, each with where it stands: people, organisations, amounts, dates, places, phones, numbers.

Rules of our own, because what is found here is shown as a proposal and must be explainable. Dates are only taken
when they name a day; "three months ago" is never turned into one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stdnum import luhn
from stdnum.cn import ric

from concord.engines.text.numbers import AMOUNT, amount_in

MOST_CHARACTERS = 20_000
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱严武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关"
    "兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
NAME = rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
ORGANISATION = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()]{2,22}?(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|公司|合作社|工厂|加工厂|服装厂|制造厂|"
    r"酒店|宾馆|饭店|医院|卫生院|门诊部|诊所|幼儿园|小学|中学|学校|学院|大学|培训中心|培训机构|健身房|健身会所|美容院|"
    r"物业(?!服务|管理|公司|费)|业委会|业主委员会|村委会|居委会|村民委员会|派出所|管委会|人社局|住建局|城管局|交警队|银行|保险公司|信用社|驾校|超市|旅行社|公证处|律师事务所)"
)
LEAD_IN = re.compile(
    r"^(?:本人|我们|我|他们|他|她|你们|在|是|给|向|与|和|跟|被|把|对|从|由|让|找|去|到|为|因|因为|于|该|这家|那家|这个|那个|一家|某|某某|"
    r"但是|但|而|并|经|就是|就|后来|现在|目前|投诉|反映|举报|关于|请问|请|要求|希望|联系|购买|买了|签了|入职|就职于|就读于|上班|工作|老板|的|了|，)+"
)
NOT_AN_ORGANISATION = frozenset({"有限公司", "公司", "物业", "学校", "医院", "银行", "超市", "酒店", "小学", "中学", "大学", "学院", "工厂"})
PERSON = re.compile(
    rf"(?:(?:我叫|本人|姓名[:：]?|名叫|叫做|老板|包工头|工头|房东|邻居|同事|经理|法人|法定代表人|负责人|店主|司机|医生|老师|丈夫|妻子|"
    rf"前夫|前妻|儿子|女儿|父亲|母亲|被告|对方|联系人|中介|房主|村民|业主|居民|市民|当事人|申请人)\s*[:：]?)"
    rf"(?P<named>{NAME})(?=[，。、,.;；:：\s（(）)]|在|于|与|和|向|因|说|的|给|拖|欠|把|将|不|到|也|又|电|住|是|承|拒|跟|同|称|要|借|从|对|已|未|$)"
    rf"|(?P<polite>[{SURNAMES}](?:某某|某|先生|女士|小姐|阿姨|大爷|大妈|师傅|老板|经理|总|医生|老师|书记|主任|律师|队长))"
)
DAY = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})\s*[日号]?|(?<![\d.])(?P<sm>\d{1,2})月(?P<sd>\d{1,2})[日号]"
)
PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}(?:省|自治区))?(?:[\u4e00-\u9fff]{2,6}市)?(?:[\u4e00-\u9fff]{1,5}(?:区|县))?"
    r"(?:[\u4e00-\u9fff]{2,8}?(?:街道|镇|乡|村|社区|小区|花园|公寓|家园|新村|大厦|广场|大道|路|街|巷|弄|苑|工业园|开发区))"
    r"(?:\d{1,5}[号弄幢栋])?(?:\d{1,4}(?:单元|室|楼|层|号楼))*"
)
PLACE_LEAD_IN = re.compile(r"^(?:我|我们|本人|家|住|住在|位于|在|是|到|去|从|的|这条|那条|门口|楼下|附近|每天|晚上|经常|有人|把|于|对|我家|本)+")
MOBILE = re.compile(r"(?<![\d])(?:\+?86[-\s]?)?(1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})(?!\d)")
LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[-\s]?\d{7,8}|400[-\s]?\d{3,4}[-\s]?\d{3,4})(?!\d)")
IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{16}[\dXx])(?![0-9A-Za-z])")
CARD = re.compile(r"(?<!\d)(\d{4}[\s-]?\d{4}[\s-]?\d{4}[\s-]?\d{4}(?:[\s-]?\d{1,3})?)(?!\d)")
ACCOUNT = re.compile(r"(?:微信号?|wx|WX|vx|VX|QQ号?|qq号?)\s*[:：是]?\s*([A-Za-z0-9][A-Za-z0-9_-]{4,19})")


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of the text: its words and where they begin and end."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount(Found):
    """A sum in yuan."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Day(Found):
    """A day; `value` is None where the year is not said."""

    value: date | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found, each kind in the order of the text."""

    people: tuple[Found, ...]
    organisations: tuple[Found, ...]
    amounts: tuple[Amount, ...]
    dates: tuple[Day, ...]
    places: tuple[Found, ...]
    phones: tuple[Found, ...]
    identity_numbers: tuple[Found, ...]
    bank_cards: tuple[Found, ...]
    accounts: tuple[Found, ...]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _group(pattern: re.Pattern[str], words: str, group: int = 1) -> list[Found]:
    return [Found(one.group(group), *one.span(group)) for one in pattern.finditer(words)]


def _shortened(found: Found, lead_in: re.Pattern[str]) -> Found:
    cut = lead_in.match(found.text)
    return Found(found.text[cut.end() :], found.start + cut.end(), found.end) if cut else found


def _organisations(words: str) -> Iterator[Found]:
    for match in ORGANISATION.finditer(words):
        found = _shortened(Found(match.group(), *match.span()), LEAD_IN)
        if found.text not in NOT_AN_ORGANISATION and len(found.text) >= 4:
            yield found


def _people(words: str) -> Iterator[Found]:
    for match in PERSON.finditer(words):
        name = "named" if match.group("named") else "polite"
        yield Found(match.group(name), *match.span(name))


def _places(words: str) -> Iterator[Found]:
    for match in PLACE.finditer(words):
        found = _shortened(Found(match.group(), *match.span()), PLACE_LEAD_IN)
        if len(found.text) >= 3:
            yield found


def _amounts(words: str) -> Iterator[Amount]:
    for match in AMOUNT.finditer(words):
        said = amount_in(match)
        if said is not None and said[2] > 0:
            start, end, value = said
            yield Amount(words[start:end], start, end, value)


def _days(words: str) -> Iterator[Day]:
    for match in DAY.finditer(words):
        year = int(match["y"]) if match["y"] else None
        month, day = int(match["m"] or match["sm"]), int(match["d"] or match["sd"])
        try:
            value = date(year or 2024, month, day)
        except ValueError:
            continue
        yield Day(match.group(), *match.span(), value if year else None, month, day)


def extract(words: str) -> Extracted:
    """The facts in a report; offsets count characters of `words` (of which the first 20,000 are read)."""
    text = _same_length_form(words[:MOST_CHARACTERS])
    identity = [one for one in _group(IDENTITY, text) if ric.is_valid(one.text.upper())]
    taken = {(one.start, one.end) for one in identity}
    cards = [one for one in _group(CARD, text) if luhn.is_valid(_digits(one.text)) and (one.start, one.end) not in taken]
    phones = sorted([*_group(MOBILE, text), *_group(LANDLINE, text)], key=lambda one: one.start)
    return Extracted(
        people=tuple(_people(text)),
        organisations=tuple(_organisations(text)),
        amounts=tuple(_amounts(text)),
        dates=tuple(_days(text)),
        places=tuple(_places(text)),
        phones=tuple(phones),
        identity_numbers=tuple(identity),
        bank_cards=tuple(cards),
        accounts=tuple(_group(ACCOUNT, text)),
    )


def _same_length_form(words: str) -> str:
    """Full-width letters and digits in half width, character by character, so that offsets stay."""
    forms = (unicodedata.normalize("NFKC", character) for character in words)
    return "".join(form if len(form) == 1 else character for form, character in zip(forms, words, strict=True))
