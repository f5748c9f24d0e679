"""DIS: courts that may be chosen, and those that may not."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.disputes import Settling
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.arbitration import _VAGUE, _closed

_COURT_OF_PARTY = re.compile(
    r"(?:甲方|乙方|原告|被告|发包[人方]|承包[人方]|出租[人方]|承租[人方]|守约方|起诉方|一方|合同签订地?"
    r"|签约)(?:[^。;\n、,]{0,6})(?:住所地|所在地|注册地|地)?(?:的)?(?:有管辖权的)?(?:人民)?法院|(?:甲方"
    r"|乙方|原告|被告|出租[人方]|承租[人方]|发包[人方]|承包[人方])[^。;\n]{0,4}(?:住所地|所在地|注册地)"
)

_HIGH = re.compile(r"最高人民法院|高级人民法院|(?<![一-龥])高院")

_HOUSE = re.compile(r"房屋|商铺|门面|用房|厂房|场地|办公楼|写字楼|店面|摊位|房产")

_NAMED = re.compile(r"([一-龥]{2,8}?[省市区县旗])?([一-龥]{2,8}?)[市区县旗](?:中级)?人民法院")

_AT_PLACE = re.compile(r"(?:工程|项目|房屋|不动产|租赁物|土地|标的物|建设)[^。;\n]{0,6}(?:所在地|坐落地)")


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


@rule("DIS-09")
def administrative_path(case: Case) -> Iterator[Hit]:
    """Disputes over an administrative agreement are administrative litigation."""
    for one in case.settlings:
        if one.court and not one.arbitration and not re.search(r"行政(?:诉讼|复议)", one.words):
            yield Hit(one.at)
