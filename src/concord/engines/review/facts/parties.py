"""Who concludes the contract: the names behind 甲方, 乙方 and their like, at the head and where they sign."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from concord.engines.review.text import At, Text


class Side(StrEnum):
    """First party (who orders, buys, lets out), second party (who supplies, sells, rents)."""

    FIRST = "first"
    SECOND = "second"


FIRST = (
    "甲方",
    "发包人",
    "发包方",
    "采购人",
    "采购单位",
    "买方",
    "出租方",
    "出租人",
    "委托方",
    "委托人",
    "转让方",
    "需方",
    "购货方",
    "业主",
    "建设单位",
    "招标人",
    "出让方",
)
SECOND = (
    "乙方",
    "承包人",
    "承包方",
    "供应商",
    "卖方",
    "承租方",
    "承租人",
    "受托方",
    "受托人",
    "受让方",
    "供方",
    "销货方",
    "施工单位",
    "服务方",
    "设计人",
    "监理人",
    "中标人",
    "成交供应商",
)
_ROLES = {**dict.fromkeys(FIRST, Side.FIRST), **dict.fromkeys(SECOND, Side.SECOND)}
_ROLE = "|".join(sorted(_ROLES, key=len, reverse=True))
_LINE = re.compile(
    rf"(?:^|\n|\t)\s*(?P<role>{_ROLE})(?:名称)?(?P<notes>(?:[ ]*\([^()\n]{{1,20}}\))*)[ ]*(?:名称"
    rf"|\(公章\))?[ ]*[:\t](?:\s*(?:单位)?名称\s*[:\t])?[ \t]*(?P<name>[^\n\t,;。]*)"
)
_SIGNING = re.compile(
    rf"(?P<role>{_ROLE})\s*(?:\((?:公章|盖章|签章|签字|单位公章|盖单位章|加盖公章|盖章、?签字)\)|盖章"
    rf"|签章)\s*:?[ \t]*(?P<name>[^\n\t,;。]*)"
)
_NAME_ENDS = re.compile(
    rf"\(以下|\(下称|\(简称|\(盖章|\(公章|\(签|\s{{2,}}|(?:{_ROLE})\s*(?:\(|:)|法定代表人|住所|地址"
    rf"|合同编号|签[订约](?:时间|地点|日期)|统一社会"
)
_PROSE = re.compile(r"(?:应|是|指|按|须|负责|可以|有权|提供|承担|根据|对|已|同意|在)|.*(?:的权利|的义务|责任|应当)")
_EMPTY = re.compile(r"(?:[_\s×/\\【】\[\].─—-]|[Xx×]{2})*$|[×Xx]{2}|\(?[甲乙]方\)?[_\s]*$")
ACCOUNT = re.compile(
    r"(?:(?P<side>[甲乙]方)[^\n\t。;]{0,8})?(?:户名|账户名称|账户名|开户名称?|收款(?:单位|人)(?:名称)?"
    r"|账户户名)\s*[:\t]\s*(?P<name>[^\n\t,;。]+)"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party by name: '' where the name is left blank."""

    role: str
    side: Side
    name: str
    at: At


def plain(name: str) -> str:
    """A name for comparing: without spaces, brackets in one form."""
    return re.sub(r"[\s_]", "", name).replace("[", "(").replace("]", ")").rstrip("(:、")


def _party(text: Text, found: re.Match[str]) -> Party:
    name = found["name"]
    if ends := _NAME_ENDS.search(name):
        name = name[: ends.start()]
    start = found.start("name")
    told = "" if _EMPTY.match(name) else name.strip(" _")
    at = (
        At(start, start + len(name.rstrip()))
        if told
        else At(found.start("role"), max(found.end("name"), found.end("role")))
    )
    return Party(found["role"], _ROLES[found["role"]], told, at)


def named(text: Text) -> tuple[Party, ...]:
    """The parties at the head: the first line for each side."""
    first: dict[Side, Party] = {}
    for found in text.find(_LINE):
        if not re.search(r"盖章|签|公章", found["notes"]):
            party = _party(text, found)
            if party.side not in first and len(party.name) <= 40 and not _PROSE.match(party.name):
                first[party.side] = party
    return tuple(first.values())


def signing(text: Text) -> Iterator[Party]:
    """The parties where they sign: the name that stands behind 盖章."""
    for found in text.find(_SIGNING):
        yield _party(text, found)


def accounts(text: Text) -> Iterator[tuple[str, Party]]:
    """The holders of the accounts that are named: which side's, where that is said, and the name."""
    for found in text.find(ACCOUNT):
        name = found["name"].strip()
        if not _EMPTY.match(name):
            before = text.words[max(0, found.start() - 120) : found.end("name")]
            sides = re.findall(r"[甲乙]方", found["side"] or before)
            yield (sides[-1] if sides else ""), Party("收款人", Side.SECOND, name, At(*found.span("name")))


_PUBLIC = re.compile(
    r"(?:政府|委员会|[厅局办](?:机关)?|署|法院|检察院|党校|街道办事处|办事处|管理处|服务中心|中心|研究院"
    r"|研究所|大学|学院|[中小]学|医院|幼儿园|[一-龥]馆|机关|[支总大]队|站|所|学校|海关)$"
)
_FIRM = re.compile(r"公司$|\(?分公司\)?$|合伙\)?$|企业$|厂$|合作社$|经营部$|商行$|事务所$")


def public(name: str) -> bool:
    """Whether a name is a public body's: an authority or an institution; companies, the state's too, are not."""
    return bool(_PUBLIC.search(plain(name))) and not _FIRM.search(plain(name))
