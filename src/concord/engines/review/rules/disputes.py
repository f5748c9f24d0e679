"""DIS: who decides a dispute, and whether that can be done so."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.disputes import Settling
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, rule

_EXEMPT = re.compile(r"农村土地承包(?:纠纷)?仲裁|土地承包(?:经营)?(?:纠纷)?仲裁|劳动(?:争议|人事)|人事争议|承包仲裁")
_SECOND_INSTANCE = re.compile(r"不服[^。;\n]{0,16}(?:起诉|诉讼|法院)")
_NOT_BOTH = re.compile(r"(?:申请|强制)(?:法院)?(?:强制)?执行|财产保全|撤销(?:仲裁)?裁决")
_VAGUE = re.compile(r"所在地|当地|有关|相关|所属|本地|上级|有管辖权|辖区|主管|工程地|签订地|履行地")
_COURT_OF_PARTY = re.compile(
    r"(?:甲方|乙方|原告|被告|发包[人方]|承包[人方]|出租[人方]|承租[人方]|守约方|起诉方|一方|合同签订地?"
    r"|签约)(?:[^。;\n、,]{0,6})(?:住所地|所在地|注册地|地)?(?:的)?(?:有管辖权的)?(?:人民)?法院|(?:甲方"
    r"|乙方|原告|被告|出租[人方]|承租[人方]|发包[人方]|承包[人方])[^。;\n]{0,4}(?:住所地|所在地|注册地)"
)
_HIGH = re.compile(r"最高人民法院|高级人民法院|(?<![一-龥])高院")
_HOUSE = re.compile(r"房屋|商铺|门面|用房|厂房|场地|办公楼|写字楼|店面|摊位|房产")
_NAMED = re.compile(r"([一-龥]{2,8}?[省市区县旗])?([一-龥]{2,8}?)[市区县旗](?:中级)?人民法院")


_BLANK_NAME = re.compile(r"(?:_{2,}|【\s*】)\s*仲裁")
_AT_PLACE = re.compile(r"(?:工程|项目|房屋|不动产|租赁物|土地|标的物|建设)[^。;\n]{0,6}(?:所在地|坐落地)")


def _closed(case: Case) -> Iterator[Settling]:
    """What is settled, without options still open: those are boxes to tick, not a choice of both."""
    yield from (one for one in case.settlings if not one.open)


@rule("DIS-01")
def either(case: Case) -> Iterator[Hit]:
    """Arbitration or court, not both; for rural land and for labour the law allows both."""
    for one in _closed(case):
        exempt = case.nature is Nature.LAND or _EXEMPT.search(one.words)
        both = one.arbitration and one.court and not _NOT_BOTH.search(one.words)
        if both and not exempt and (one.either or _SECOND_INSTANCE.search(one.words)):
            yield Hit(one.at)


def _exact(one: Settling) -> tuple[str, ...]:
    return tuple(name for name in one.institutions if not _VAGUE.search(name) and "__" not in name and len(name) > 5)


@rule("DIS-02")
def institution(case: Case) -> Iterator[Hit]:
    """Who wants arbitration names the institution."""
    for one in _closed(case):
        named = _exact(one) or _BLANK_NAME.search(one.words) or _EXEMPT.search(one.words)
        if one.arbitration and not one.either and not named:
            yield Hit(one.at)


@rule("DIS-03")
def two_institutions(case: Case) -> Iterator[Hit]:
    """One institution, not two."""
    for one in _closed(case):
        if len(_exact(one)) > 1:
            yield Hit(one.at, {"names": "、".join(_exact(one))})


@rule("DIS-04")
def known_institution(case: Case) -> Iterator[Hit]:
    """The institution exists under this name."""
    for one in _closed(case):
        for name in _exact(one):
            if case.context.institutions and name not in case.context.institutions:
                yield Hit(one.at, {"name": name})


def _exclusive(case: Case) -> bool:
    """Whether disputes belong to the court of the place where the property lies."""
    return case.nature in {Nature.WORKS, Nature.LAND} or (case.nature is Nature.LEASE and case.says(_HOUSE))


@rule("DIS-05")
def connected_court(case: Case) -> Iterator[Hit]:
    """A court agreed upon has to do with the dispute: its place is named elsewhere in the contract."""
    for one in () if _exclusive(case) else _closed(case):
        for found in _NAMED.finditer(one.words):
            place = re.sub(r"^.*[向由至到在依法起诉]", "", found[2]) or found[2]
            rest = case.words[: one.at.start] + case.words[one.at.end :]
            if len(place) >= 2 and place not in rest and not _VAGUE.search(found[0]):
                yield Hit(one.at, {"court": found[0]})


def _of_a_party(one: Settling) -> bool:
    """Whether the court chosen is that of a party's place, not of where the property lies."""
    return bool(_COURT_OF_PARTY.search(one.words)) and not _AT_PLACE.search(one.words)


@rule("DIS-06")
def exclusive_court(case: Case) -> Iterator[Hit]:
    """Works, leases of houses and rural land belong to the court of the place; no contract chooses a high court."""
    for one in _closed(case):
        if _HIGH.search(one.words):
            yield Hit(one.at, {"what": "约定由高级人民法院或者最高人民法院管辖，违反级别管辖"})
        elif one.court and not one.arbitration and _exclusive(case) and _of_a_party(one):
            yield Hit(one.at, {"what": "此类纠纷由不动产所在地法院专属管辖，不能约定其他法院"})


_SEVERAL = re.compile(
    r"(?:甲方|原告|发包[人方]|出租[人方])[^。;\n]{0,8}(?:或者?|、|和|及)[^。;\n]{0,4}(?:乙方|被告"
    r"|承包[人方]|承租[人方])[^。;\n]{0,8}(?:所在地|住所地|法院)|各自(?:所在地|住所地)"
    r"|任[何一](?:一)?方(?:所在地|住所地)?[^。;\n]{0,4}(?:所在地|住所地)|双方所在地"
)


@rule("DIS-07")
def several_courts(case: Case) -> Iterator[Hit]:
    """Courts in two places are allowed, and invite a race."""
    for one in _closed(case):
        if one.court and not one.arbitration and not _exclusive(case) and _SEVERAL.search(one.words):
            yield Hit(one.at)


@rule("DIS-08")
def administrative(case: Case) -> Iterator[Hit]:
    """An administrative agreement is not arbitrated."""
    yield from (Hit(one.at) for one in case.settlings if one.arbitration and not _EXEMPT.search(one.words))


@rule("DIS-09")
def administrative_path(case: Case) -> Iterator[Hit]:
    """Disputes over an administrative agreement are administrative litigation."""
    for one in case.settlings:
        if one.court and not one.arbitration and not re.search(r"行政(?:诉讼|复议)", one.words):
            yield Hit(one.at)
