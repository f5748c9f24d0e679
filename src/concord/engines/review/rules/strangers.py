"""STR: names that do not belong here, and parties with several names."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.facts.parties import plain
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

_COMPANY = re.compile(r"(?<![一-龥_])[一-龥()]{3,30}?(?:有限责任公司|股份有限公司|有限公司|集团公司)")

_OTHERS = re.compile(
    r"银行|保险|担保|制造商|生产(?:厂|商)|品牌|原厂|分包|监理|代理|设计单位|检测|评估|开户|总公司|母公司"
    r"|股东|厂家|产地|型号|招标|物业|审计|事务所|第三方|联合体|运营商|产权"
)

_LEAD = re.compile(
    r"^(?:根据|按照|由|与|向|经|和|及|对|为|将|请|交|如|若|因|在|从|以|让|使|当|则|应|但|并|或|至|给|凡|该"
    r"|本|同意|委托|授权|通知|要求|提交|支付)"
)

_PROJECT = re.compile(r"(?:项目|工程|采购项目)名称\s*[:\t]\s*([^\n\t,;。]{4,40})")


@rule("STR-09")
def strangers(case: Case) -> Iterator[Hit]:
    """Companies and projects of another contract were left behind when this one was made from it."""
    known = {plain(party.name) for party in (*case.parties, *case.signing) if party.name}
    if not known:
        return
    for found in case.text.find(_COMPANY):
        name = _LEAD.sub("", plain(found[0]))
        sentence = case.text.sentence(found.start()).words
        if len(name) > 6 and not _belongs(name, known) and not _OTHERS.search(sentence):
            yield Hit(At(*found.span()), {"what": f"“{name}”不是本合同当事人"})
    yield from _projects(case)


def _belongs(name: str, known: set[str]) -> bool:
    return any(name in one or one in name for one in known)


def _projects(case: Case) -> Iterator[Hit]:
    named = [(found[1].strip(), At(*found.span(1))) for found in case.text.find(_PROJECT)]
    for name, at in named[1:]:
        if "_" not in name and plain(name) not in plain(named[0][0]) and plain(named[0][0]) not in plain(name):
            yield Hit(at, {"what": f"“{name}”与本合同项目“{named[0][0]}”不同"})


_PAIRS = [
    ("买方", "卖方"),
    ("发包人", "承包人"),
    ("发包方", "承包方"),
    ("出租方", "承租方"),
    ("出租人", "承租人"),
    ("供方", "需方"),
    ("转让方", "受让方"),
]


@rule("STR-10")
def roles(case: Case) -> Iterator[Hit]:
    """A party has one name throughout, or the others are explained."""
    own = {party.role for party in case.parties}
    if not own:
        return
    for pair in _PAIRS:
        for role in pair:
            if role in own or role not in case.words:
                continue
            found = re.search(rf"(?<![一-龥]){role}|[,。;、由向对]{role}", case.words)
            explained = re.search(
                (
                    rf"(?:甲|乙)方?\s*[\(（/][^)）\n]{{0,12}}{role}|{role}\s*[\(（][^)）\n]{{0,12}}(?:甲|乙)方"
                    rf"|{role}\s*[:：]"
                ),
                case.words,
            )
            if (
                found
                and case.nature is not Nature.LAND
                and role not in own
                and not explained
                and own & {"甲方", "乙方"}
            ):
                place = found.end() - len(role)
                yield Hit(At(place, found.end()), {"role": role, "own": "、".join(sorted(own))})
                return
