"""Defects put into clean contracts, one at a time: what is changed, which rule should find it, and at which words."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from concord.engines.review.context import Asset, Company, Concluded, Context, Licence, Signed, Tender, Tie
from concord.engines.review.numerals import upper
from tests.bench.contracts.composing import NATURES, Contract, money

Change = Callable[[Contract, random.Random], Contract]
BUYING = ("works", "goods", "services", "software", "property", "design")
PARTED = ("goods", "services", "software", "design")


@dataclass(frozen=True)
class Mutation:
    """A defect: the rule that should find it, the words it should mark ('' for none), what else follows from it."""

    rule: str
    change: Change
    marks: str = ""
    natures: tuple[str, ...] = NATURES
    also: frozenset[str] = frozenset()
    context: Context = field(default_factory=Context)
    name: str = ""


def _slots(contract: Contract, key: str) -> Decimal:
    return Decimal(contract.slots[key].replace(",", ""))


def drop(rule: str, key: str, *natures: str, also: str = "", marks: str = "") -> Mutation:
    """A clause left out."""
    told = natures or NATURES
    return Mutation(rule, lambda one, _dice: one.without(key), marks, told, frozenset(also.split()), name=f"drop {key}")


def put(rule: str, key: str, old: str, new: str, *natures: str, also: str = "", marks: str = "") -> Mutation:
    """Words of a clause put in place of others."""
    told = natures or NATURES
    change: Change = lambda one, _dice: one.with_text(key, old, new)  # noqa: E731
    return Mutation(rule, change, marks or new, told, frozenset(also.split()), name=f"{old} > {new}")


def line(rule: str, key: str, words: str, *natures: str, also: str = "", marks: str = "") -> Mutation:
    """A line more at the end of a clause."""
    told = natures or NATURES
    return Mutation(
        rule, lambda one, _dice: one.with_line(key, words), marks or words, told, frozenset(also.split()), name=words
    )


def slots(rule: str, *natures: str, also: str = "", marks: str = "", **told: str) -> Mutation:
    """Slots filled otherwise."""
    change: Change = lambda one, _dice: one.with_slots(**told)  # noqa: E731
    return Mutation(rule, change, marks, natures or NATURES, frozenset(also.split()), name=str(told))


def part(rule: str, where: str, old: str, new: str, *natures: str, also: str = "", marks: str = "") -> Mutation:
    """Words at the head or the foot put in place of others."""

    def change(one: Contract, _dice: random.Random) -> Contract:
        words = getattr(one, where)
        assert old in words
        return replace(one, **{where: words.replace(old, new)})

    return Mutation(rule, change, marks, natures or NATURES, frozenset(also.split()), name=f"{where}: {old} > {new}")


def known(rule: str, context: Context, *natures: str, also: str = "", marks: str = "") -> Mutation:
    """The same text, with something known beside it."""
    told = natures or ("goods",)
    return Mutation(rule, lambda one, _dice: one, marks, told, frozenset(also.split()), context, name="context")


def _other_upper(one: Contract, dice: random.Random) -> Contract:
    return one.with_slots(price_upper=upper(_slots(one, "price") + dice.choice([1000, 20_000, 300])))


def _other_lower(one: Contract, dice: random.Random) -> Contract:
    value = money(_slots(one, "price") + dice.choice([1000, 20_000, 300]))
    return one.with_text("price", "{price}", value)


def _misread(one: Contract, _dice: random.Random) -> Contract:
    return one.with_slots(
        price_upper=one.slots["price_upper"].replace("仟", "任").replace("叁", "叄").replace("贰", "弍")
    )


def _more_tax(one: Contract, dice: random.Random) -> Contract:
    return one.with_slots(tax=money(_slots(one, "tax") + dice.choice([100, 1000])))


def _five_points(one: Contract, _dice: random.Random) -> Contract:
    return one.with_slots(s1=str(int(one.slots["s1"]) + 5))


def _shifted_shares(one: Contract, _dice: random.Random) -> Contract:
    return one.with_slots(s1=str(int(one.slots["s1"]) + 5), s2=str(int(one.slots["s2"]) - 5))


def _one_percent(one: Contract, _dice: random.Random) -> Contract:
    return one.with_slots(p1=money((_slots(one, "p1") * Decimal("1.01")).quantize(Decimal("0.01"))))


def _digit(one: Contract, dice: random.Random) -> Contract:
    code = one.slots["b_code"]
    place = dice.randrange(8, 16)
    other = dice.choice([sign for sign in "0123456789" if sign != code[place]])
    return one.with_slots(b_code=code[:place] + other + code[place + 1 :])


def _headless(one: Contract, _dice: random.Random) -> Contract:
    """A clause loses its heading, so that its number is missing."""
    return replace(one, extra={"cut": "通知与送达"})


def _doubled(one: Contract, _dice: random.Random) -> Contract:
    return replace(one, extra={"double": "通知与送达"})


def _no_warranty(one: Contract, _dice: random.Random) -> Contract:
    return one.without("warranty").with_slots(annex_2="施工方案")


def _swapped_days(one: Contract, _dice: random.Random) -> Contract:
    return one.with_slots(start=one.slots["end"], end=one.slots["start"])


def _years_longer(years: int, words: str) -> Change:
    def change(one: Contract, _dice: random.Random) -> Contract:
        year, rest = one.slots["start"].split("年", 1)
        return one.with_slots(end=f"{int(year) + years}年{rest}", years=words)

    return change


def _rewritten(key: str, text: str) -> Change:
    def change(one: Contract, _dice: random.Random) -> Contract:
        told = next(clause for clause in one.clauses if clause.key == key)
        return replace(
            one, clauses=tuple(replace(told, text=text) if clause is told else clause for clause in one.clauses)
        )

    return change


def dispute(rule: str, sentence: str, *natures: str, also: str = "") -> Mutation:
    """The clause on disputes in other words."""
    return Mutation(
        rule,
        _rewritten("dispute", sentence),
        sentence,
        natures or ("goods", "services"),
        frozenset(also.split()),
        name=sentence,
    )


OTHER_FIRM = "暮云山衡泰实业有限公司"
CLAUSES = [
    drop("CLS-06", "acceptance", *PARTED, also="CLS-09 CLS-15"),
    drop("CLS-07", "liability", *BUYING, also="PAY-11 LIA-02"),
    drop("CLS-08", "dispute"),
    drop("CLS-22", "secrecy", "design"),
    drop("CLS-23", "change"),
    drop("CLS-24", "ending"),
    drop("CLS-26", "force_majeure"),
    drop("CLS-25", "integrity", *BUYING),
    drop("CLS-18", "wages", "works"),
    Mutation("CLS-11", _no_warranty, "", ("works",), frozenset({"CLS-10", "STR-05"}), name="no warranty"),
    drop("CLS-14", "rooms", "property"),
    drop("CLS-13", "repair", "lease", also="CLS-19"),
    drop("CLS-15", "terms", "software"),
    drop("CLS-21", "data", "software", also="IPD-03"),
    drop("IPD-01", "results", "design", "software", also="IPD-02 CLS-15"),
    drop("IPD-02", "rights", "goods"),
    put("CLS-09", "delivery", "货物按出厂标准包装，包装应适合长途运输。", "", "goods"),
    put(
        "CLS-12",
        "papers",
        "甲方应在合同签订后7日内提供地形图、检测报告等基础资料",
        "甲方提供地形图、检测报告",
        "design",
    ),
    put("CLS-17", "payment", "其中人工费用每月拨付", "其中人工费用每季度拨付", "works"),
    put("CLS-20", "data", "期限为本合同履行期，方式为收集、存储和加工，", "", "software", marks="个人信息"),
]
FIGURES = [
    Mutation("AMT-01", _other_upper, "元", name="upper"),
    Mutation("AMT-01", _other_lower, "元", also=frozenset({"PAY-02", "PAY-03", "AMT-04"}), name="lower"),
    Mutation("AMT-03", _misread, "元", name="misread"),
    Mutation("AMT-04", _more_tax, "￥", ("goods", "software"), name="tax"),
    line("AMT-05", "price", "乙方开具发票适用的增值税税率为17%。", *BUYING, also="AMT-06", marks="17%"),
    slots("AMT-06", "works", rate="13", marks="13%"),
    line(
        "AMT-08",
        "payment",
        "预付款不超过合同总价的百分之三十（20%）。",
        "goods",
        "services",
        also="PAY-01 PAY-03",
        marks="百分之三十",
    ),
    put(
        "AMT-11",
        "price",
        "￥{price}元",
        "￥{price}万元",
        "works",
        "goods",
        "lease",
        "property",
        also="PAY-02 PAY-03 PRC-06 AMT-10 AMT-04",
    ),
    Mutation("PAY-01", _five_points, "支付", (*PARTED, "lease", "transfer"), frozenset({"PAY-03"}), name="+5"),
    Mutation(
        "PAY-02", _one_percent, "支付", (*PARTED, "lease", "transfer", "property"), frozenset({"PAY-03"}), name="+1%"
    ),
    Mutation("PAY-03", _shifted_shares, "%", (*PARTED, "lease", "transfer"), name="shares"),
    put("PAY-04", "payment", "验收合格后30日内", "验收合格后", "goods", "services", "software"),
    put("PAY-05", "payment", "合同价款的{s1}%作为预付款", "合同价款的50%作为预付款", "works"),
    put("PAY-06", "payment", "已完成工程价款的80%", "已完成工程价款的60%", "works"),
    put("PAY-07", "payment", "验收合格后30日内", "验收合格后90日内", "goods", "services", "software"),
    put(
        "PAY-11",
        "liability",
        "每逾期一日按逾期金额的万分之五向乙方支付逾期利息",
        "按年利率1%向乙方支付逾期利息",
        *BUYING,
        also="LIA-02",
    ),
    put("PAY-14", "payment", "乙方收款户名：{b_name}", f"乙方收款户名：{OTHER_FIRM}", "goods", also="STR-09"),
    put(
        "PAY-15",
        "payment",
        "乙方在付款前开具增值税普通发票",
        "甲方在收到乙方提供的发票后付款",
        "property",
        also="CLS-15",
    ),
    Mutation(
        "PAY-16",
        _rewritten("payment", "合同签订后5日内甲方一次性付清全部价款。"),
        "一次性付清",
        ("goods", "software"),
        frozenset({"PAY-04"}),
        name="all at once",
    ),
    line("SEC-01", "bond", "乙方在签订后3日内交付定金，数额为合同总价的25%。", "goods", marks="25%"),
    slots("SEC-04", "goods", "works", bond="12", marks="12%"),
    put("SEC-05", "payment", "剩余3%作为质量保证金", "剩余5%作为质量保证金", "works", also="PAY-01"),
    put("SEC-07", "warranty", "缺陷责任期为24个月", "缺陷责任期为36个月", "works"),
    put("SEC-08", "payment", "，缺陷责任期满后14日内无息返还", "", "works", also="PAY-04", marks="质量保证金"),
    put(
        "LIA-01",
        "liability",
        "按合同总价的万分之五向甲方支付违约金，违约金累计不超过合同总价的百分之十",
        "按合同总价的百分之一向甲方支付违约金",
        *BUYING,
    ),
    put(
        "LIA-02",
        "liability",
        "\n甲方逾期付款的，每逾期一日按逾期金额的万分之五向乙方支付逾期利息。\n任何一方违反本合同其他约定，给对方造成损失的，应当赔偿损失。",
        "",
        *BUYING,
        also="PAY-11",
        marks="乙方逾期",
    ),
]
TIMES = [
    line("DAT-01", "change", "本条自2026年2月30日起适用。", marks="2026年2月30日"),
    Mutation(
        "DAT-02", _swapped_days, "年", ("works", "services", "property", "lease"), frozenset({"DAT-03"}), name="swapped"
    ),
    slots("DAT-02", "services", "property", "lease", signed="2027年12月1日", marks="年", also="SUB-12"),
    slots("DAT-03", "services", "property", years="三", marks="三年"),
    slots("DAT-03", "works", span="180", marks="180天"),
    Mutation("DAT-04", _years_longer(25, "二十五"), "年", ("lease",), frozenset({"DAT-03", "PRC-06"}), name="25 years"),
    Mutation("DAT-08", _years_longer(4, "四"), "年", ("services", "property"), frozenset({"DAT-03"}), name="4 years"),
    put("DAT-09", "warranty", "排水管道2年", "排水管道1年", "works"),
    line("DAT-10", "acceptance", "甲方应在收货后24小时内提出质量异议。", "goods"),
    line("DAT-11", "ending", "乙方应在5个工作日内答复，并在10日内整改。", "goods", "services"),
]
TEXT = [
    Mutation("STR-01", _headless, "争议解决", name="gap", natures=("goods", "services", "works")),
    Mutation("STR-02", _doubled, "通知与送达", name="double", also=frozenset({"STR-01", "STR-03"})),
    line("STR-03", "ending", "合同解除后的结算按第三十条办理。", marks="第三十条"),
    line("STR-04", "ending", "解除合同的，按第{n:acceptance}条违约责任办理。", "goods", "services", marks="第"),
    put(
        "STR-05", "annexes", "\n附件2：{annex_2}", "", "goods", "services", "works", "lease", "property", marks="附件2"
    ),
    slots("STR-06", place="________", marks="________"),
    line("STR-07", "change", "是否允许分包：□是　□否", marks="□是"),
    line("STR-09", "change", f"合同变更后由{OTHER_FIRM}继续履行。", marks=OTHER_FIRM),
    line("STR-10", "change", "卖方应配合办理变更手续。", "services", "software", "lease", marks="卖方"),
    put("STR-11", "effect", "一式肆份，甲乙双方各执贰份", "一式伍份，甲乙双方各执贰份", marks="一式"),
    part("STR-16", "foot", "签订日期：{signed}", ""),
    part("LAW-01", "head", "《中华人民共和国民法典》", "《中华人民共和国合同法》", marks="合同法"),
    line("LAW-02", "price", "税款按《中华人民共和国增值税暂行条例》缴纳。", *BUYING, marks="增值税暂行条例"),
    line("LAW-03", "effect", "其他事项适用《中华人民共和国民法典》第一千三百条。", marks="民法典"),
    dispute("DIS-03", "发生争议协商不成的，提交杭州仲裁委员会或者宁波仲裁委员会仲裁。", also="DIS-01"),
    dispute("DIS-05", "协商不成的，向海曙区人民法院提起诉讼。"),
    dispute("DIS-06", "协商不成的，向甲方住所地人民法院提起诉讼。", "works", "lease"),
    dispute("DIS-06", "协商不成的，由省高级人民法院管辖，向该法院起诉。", "goods", "services"),
    dispute("DIS-07", "协商不成的，向甲方所在地或者乙方所在地人民法院起诉。"),
]
_FIRM = "某公司"
PARTIES = [
    part("SUB-01", "head", "统一社会信用代码：{b_code}\n", "", marks=""),
    Mutation("SUB-02", _digit, "", name="digit"),
    part("SUB-03", "foot", "乙方（盖章）：{b_name}", f"乙方（盖章）：{OTHER_FIRM}", marks=OTHER_FIRM, also="STR-09"),
    slots("SUB-04", a_name="松江口区旧城改造指挥部", marks="指挥部", also="PAY-11 SUB-13"),
    part("SUB-10", "foot", "乙方（盖章）：{b_name}", "乙方（盖章）：{b_name}\n委托代理人：周正", marks="委托代理人"),
    part("SUB-13", "head", "，乙方声明其为{size}", "", *BUYING),
    known("SUB-05", Context(company=Company(_FIRM, status="吊销"))),
    known("SUB-06", Context(company=Company(_FIRM, licences=(Licence("安全生产许可证", date(2025, 1, 1)),))), "works"),
    known("SUB-07", Context(company=Company(_FIRM)), "works"),
    known("SUB-08", Context(company=Company(_FIRM, listed=("失信被执行人名单",)))),
    known("SUB-09", Context(ties=(Tie("经办人", "乙方股东", "配偶"),))),
    known(
        "SUB-12",
        Context(category="设备", concluded=(Concluded("A-1", _FIRM, "设备", Decimal(490_000), date(2026, 6, 1)),)),
    ),
    known("AMT-07", Context(tender=Tender(award=Decimal(10_000)))),
    known("PRC-01", Context(tender=Tender(subject="云平台建设"))),
    known("PRC-02", Context(tender=Tender(winner=OTHER_FIRM))),
    known("PRC-03", Context(tender=Tender(team=("林向晚",))), "works"),
    known("PRC-04", Context(asset=Asset(approved=True)), "lease", "transfer"),
    known(
        "PRC-05",
        Context(asset=Asset(floor=Decimal(10_000_000), approved=True, traded=True, appraised=Decimal(10_000_000))),
        "lease",
    ),
    known("STR-15", Context(signed=Signed("other", "别的正文"))),
]
MUTATIONS = [*CLAUSES, *FIGURES, *TIMES, *TEXT, *PARTIES]
