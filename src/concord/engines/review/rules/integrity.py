"""STR: one contract and no other: names that belong here, copies that add up, and the text that was approved."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.document import Revision
from concord.engines.review.facts.nature import Mode, Nature
from concord.engines.review.facts.parties import plain
from concord.engines.review.numerals import integer
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At, folded

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


_COUNT = "[零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾\\d]+"
_COPIES = re.compile(rf"一式\s*({_COUNT})\s*份")
_HELD = re.compile(
    rf"(?P<who>[^,;。:\n]*?)(?P<each>各)?\s*(?:执|持有?|保存|留存|保留|存档|备案)\s*(?P<n>{_COUNT})\s*份"
)


@rule("STR-11")
def copies(case: Case) -> Iterator[Hit]:
    """The copies that each one holds are all the copies."""
    for found in case.text.find(_COPIES):
        line = case.text.paragraph(found.start())
        rest = re.split(r"。", case.words[found.end() : line.at.end])[0]
        held = [_copies(one) for one in _HELD.finditer(rest)]
        total, stated = sum(held), integer(found[1])
        if held and stated and total != stated and not re.search(r"其余|余下|剩余|若干|正本|副本|_", rest):
            yield Hit(
                At(found.start(), found.end() + len(rest)), {"stated": str(stated), "sum": str(total)}, numeric=True
            )


def _copies(found: re.Match[str]) -> int:
    who = found["who"]
    number = integer(found["n"]) or 0
    if not (found["each"] or who.rstrip().endswith("各")):
        return number
    several = {"三方": 3, "四方": 4, "双方": 2, "两方": 2, "甲乙": 2}
    for name, count in several.items():
        if name in who:
            extra = len(re.findall(r"[、和及与]", re.sub(r"甲、?乙", "", who)))
            return number * (count + extra)
    return number * max(len(re.split(r"[、和及与]", who)), 2)


@rule("STR-12")
def open_changes(case: Case) -> Iterator[Hit]:
    """Nothing is signed with tracked changes, comments or hidden words in it."""
    for block, begin in zip(case.text.blocks, case.text.starts, strict=True):
        for one in block.revisions:
            verb = "插入" if one.kind is Revision.INSERTED else "删除"
            end = max(one.end, min(one.start + 1, len(block.text)))
            yield Hit(At(begin + one.start, begin + end), {"what": f"未接受的修订：{verb}“{one.words[:30]}”"})
    for name, words in (("comments", "批注"), ("hidden", "隐藏文字")):
        count = case.document.properties.get(name, "0")
        if count not in {"", "0"}:
            yield Hit(None, {"what": f"{words}{count}处"})


@rule("STR-15")
def as_approved(case: Case) -> Iterator[Hit]:
    """What is signed is what was approved."""
    signed = case.context.signed
    if not signed or not signed.approved_sha256 or signed.approved_sha256 == case.document.sha256:
        return
    if not signed.approved_words:
        yield Hit(None, {"what": "文件哈希值与审定版不同"})
        return
    ours = re.sub(r"\s", "", case.words)
    theirs = re.sub(r"\s", "", folded(signed.approved_words))
    if ours != theirs:
        yield Hit(_difference(case, theirs), {"what": "正文与审定版不同"})


def _difference(case: Case, approved: str) -> At:
    """The line where the text first differs from the approved one."""
    place = 0
    for start, sign in enumerate(case.words):
        if not sign.isspace():
            if place >= len(approved) or sign != approved[place]:
                return case.text.paragraph(start).at
            place += 1
    return case.text.paragraph(len(case.words) - 1).at


@rule("STR-16")
def signatures(case: Case) -> Iterator[Hit]:
    """There is a place for signature, seal and day, and what is signed is signed."""
    if not case.whole:
        return
    block = case.signature
    told = [("签字", block.names), ("盖章", block.seals), ("日期", block.dated)]
    missing = [name for name, there in told if not there]
    if block.at is None or missing:
        yield Hit(block.at, {"what": "缺少" + "、".join(missing or ["签章栏"]) + "栏"})
    elif case.mode is Mode.FINAL and block.signed_on is None:
        yield Hit(block.at, {"what": "没有填写签订日期"})
    if case.context.signed and case.context.signed.verified is False:
        yield Hit(block.at, {"what": "电子签名未通过验证"})
