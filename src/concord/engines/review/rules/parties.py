"""SUB: who concludes the contract, and whether they are who they say (names, codes, agents, recording of size)."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.parties import Side, plain
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

_FIELDS = {
    "住所": re.compile(r"(?:住所|地址|住址)(?:地)?\s*[:\t]\s*[^\s_]"),
    "统一社会信用代码": re.compile(r"信用代码|身份证|组织机构代码"),
    "法定代表人或负责人": re.compile(r"法定代表人|负责人|法人代表|经营者"),
}
_INNER = re.compile(
    r"(?:指挥部|专班|工作组|领导小组|筹备组|筹建处|项目部|临时党委)$|局[一-龥]{0,8}[科股]$"
    r"|[^政]府[一-龥]{0,6}[科股]$|[科股]室?$"
)
_AUTHORITY = re.compile(r"授权委托书|委托授权书|授权书")
_SIZE = re.compile(r"中小企业|小微企业|中型企业|小型企业|微型企业|大型企业|企业规模")


@rule("SUB-01")
def identity(case: Case) -> Iterator[Hit]:
    """Each side needs an address, a code and a person who speaks for it."""
    if not case.whole:
        return
    for party in case.parties:
        part = _about(case, party.side)
        missing = [name for name, pattern in _FIELDS.items() if not pattern.search(part)]
        if missing and party.name:
            yield Hit(party.at, {"party": party.role, "what": "、".join(missing)})


def _about(case: Case, side: Side) -> str:
    """The lines of a side: from its name to the other's, at most 800 characters, and where it signs."""
    party, other = case.party(side), case.party(Side.SECOND if side is Side.FIRST else Side.FIRST)
    start = party.at.start if party else 0
    end = min(start + 800, other.at.start if other and other.at.start > start else start + 800)
    block = case.signature.at
    signed = case.words[block.start : block.end] if block else ""
    return case.words[start:end] + "\n" + (signed if len(_FIELDS["住所"].findall(signed)) >= 2 else "")


@rule("SUB-02")
def code(case: Case) -> Iterator[Hit]:
    """A unified social credit code checks itself."""
    yield from (Hit(one.at, {"code": one.words, "fault": one.fault}) for one in case.codes if one.fault)


@rule("SUB-03")
def same_name(case: Case) -> Iterator[Hit]:
    """Who is named at the head is who signs."""
    for signer in case.signing:
        party = case.party(signer.side)
        if party and party.name and signer.name and plain(party.name) != plain(signer.name):
            yield Hit(signer.at, {"role": signer.role, "head": party.name, "foot": signer.name})


@rule("SUB-04")
def own_person(case: Case) -> Iterator[Hit]:
    """A section, a headquarters or a task force of a body is no legal person."""
    first = case.party(Side.FIRST)
    if first and _INNER.search(plain(first.name)):
        yield Hit(first.at, {"name": first.name})


@rule("SUB-10")
def authority(case: Case) -> Iterator[Hit]:
    """An agent signs on a written authority, which belongs to the contract."""
    agent = case.signature.agent
    if agent and not case.says(_AUTHORITY):
        yield Hit(agent)


@rule("SUB-13")
def size(case: Case) -> Iterator[Hit]:
    """Whether the supplier is a small or medium enterprise decides by when it must be paid."""
    told = case.context.company and case.context.company.small is not None
    if case.whole and case.buys and case.public_buyer and not told and not case.says(_SIZE):
        second = case.party(Side.SECOND)
        yield Hit(second.at if second else None)


@rule("SUB-14")
def joint(case: Case) -> Iterator[Hit]:
    """Bidders who won together sign together, with their agreement annexed."""
    tender = case.context.tender
    if tender and tender.joint and not re.search(r"联合体(?:共同)?(?:投标)?协议|共同投标协议", case.words):
        second = case.party(Side.SECOND)
        yield Hit(second.at if second else At(0, 0))
