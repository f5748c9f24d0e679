"""LAW: laws no longer in force, articles that do not exist, and powers that a contract cannot trade."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from concord.engines.review.case import Case
from concord.engines.review.facts.citations import Citation
from concord.engines.review.registry import Hit, phrase, rule
from concord.engines.review.statutes import DATA, loaded, statutes
from concord.engines.review.text import At

_HISTORY = re.compile(r"原《|原[^,。;]{0,2}$|废止|失效|曾|当时|施行前|政府采购合同适用合同法|旧")


@dataclass(frozen=True, slots=True)
class Repealed:
    """A law or document that ended: its last day, what stands in its place; `code` where the Civil Code ended it."""

    title: str
    last: date
    instead: str
    code: bool


@cache
def repealed() -> tuple[Repealed, ...]:
    """What is no longer in force, among the data."""
    rows = loaded(DATA / "repealed.yaml")
    if not isinstance(rows, list):
        raise TypeError("repealed.yaml is a list")
    return tuple(Repealed(row["title"], row["last"], row["instead"], row.get("code", False)) for row in rows)


def _cited(case: Case, *, code: bool) -> Iterator[Hit]:
    for one in repealed():
        if one.code != code or (case.signed_on and case.signed_on <= one.last):
            continue
        pattern = re.compile(
            (
                rf"(?:《(?:中华人民共和国)?|中华人民共和国){re.escape(one.title)}》?"
                rf"|(?<=[据照用《]){re.escape(one.title)}(?![一-龥])"
            )
            if code
            else re.escape(one.title)
        )
        for found in case.text.find(pattern):
            sentence = case.text.sentence(found.start())
            before = case.words[max(0, found.start() - 6) : found.start()]
            if not _HISTORY.search(sentence.words) and "原" not in before:
                yield Hit(At(*found.span()), {"title": one.title, "last": one.last.isoformat(), "instead": one.instead})


@rule("LAW-01")
def before_the_code(case: Case) -> Iterator[Hit]:
    """The Civil Code ended nine laws."""
    yield from _cited(case, code=True)


@rule("LAW-02")
def no_longer(case: Case) -> Iterator[Hit]:
    """Regulations, documents and numbers of articles that were replaced."""
    yield from _cited(case, code=False)
    if case.signed_on and case.signed_on < date(2026, 3, 1):
        return
    for one in case.citations:
        if one.title == "仲裁法" and one.article in {16, 18}:
            said = {
                "title": f"仲裁法第{one.article}条",
                "last": "2026-02-28",
                "instead": "2025年修订的仲裁法第27条、第29条",
            }
            yield Hit(one.at, said)


@rule("LAW-03")
def article_exists(case: Case) -> Iterator[Hit]:
    """An article that is cited exists, and says what it is said to say."""
    names = {name: one for one in statutes().values() for name in (one.name, one.title.removeprefix("中华人民共和国"))}
    for one in case.citations:
        law = names.get(one.title)
        if not law or not one.article:
            continue
        if law.last and one.article > law.last:
            yield Hit(one.at, {"what": f"{law.title}共{law.last}条，没有第{one.article}条"})
        elif (words := law.articles.get(str(one.article))) and (told := _quoted(case, one)) and not _alike(told, words):
            yield Hit(one.at, {"what": f"所引文字与第{one.article}条原文不符"})


def _quoted(case: Case, one: Citation) -> str:
    """The words in quotation marks behind a citation, where there are at least ten."""
    found = re.match(r"[^。;\n“\"「]{0,12}[“\"「]([^”\"」\n]{10,200})[”\"」]", case.words[one.at.end :])
    return found[1] if found else ""


def _alike(told: str, words: str) -> bool:
    blocks = difflib.SequenceMatcher(None, told, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= 0.6 * len(told)


_STATE = r"(?:甲方|政府|管委会|采购人|财政|税务|本级|乡镇|街道|县|区|市)"
phrase(
    "LAW-04",
    (
        r"(?:税收|税费|所得税|增值税|地方留成|税款|纳税)[^。;\n]{0,30}(?:返还|减免|奖励|先征后返|退还|返回"
        r"|返给|补贴)|(?:低价|零地价|优惠价|低于[^。;\n]{0,10}价)[^。;\n]{0,14}(?:供地|出让|供应"
        r"|提供[^。;\n]{0,6}土地|土地)|土地[^。;\n]{0,20}(?:低于|零地价|优惠价)|(?:免除|免于|免予"
        r"|不(?:再)?(?:予|进行|实施|开展)?)[^。;\n]{0,12}(?:监管|监督检查|行政检查|处罚|执法检查|环评"
        r"|审批手续)|(?:授予|给予|保证|承诺|享有)[^。;\n]{0,20}(?:独家|唯一|排他|垄断)[^。;\n]{0,14}(?:经营"
        r"|供应|特许|服务|供货|权)"
    ),
    _STATE,
    unless=(
        r"依法(?:享受|减免|予以)|按(?:照)?(?:国家)?[^。;]{0,8}规定(?:享受|减免)|不得|禁止|不(?:承诺|给予"
        r"|予返还)|出口退税|软件产品[^。;]{0,10}即征即退"
    ),
)
_LOCAL = r"(?:本地|本市|本县|本区|本省|当地|市内|县内|辖区|域内|省内|所在地|我市|我县)"
phrase(
    "LAW-05",
    (
        rf"{_LOCAL}[^。;\n]{{0,14}}(?:产品|品牌|企业|公司|供应商|分公司|子公司|劳务|厂家|工厂|材料|商品)"
        rf"|{_LOCAL}[^。;\n]{{0,12}}(?:注册|登记|纳税|设立|生产|制造|采购|购买)|外地[^。;\n]{{0,8}}(?:企业|产品"
        rf"|供应商|材料)|注册地[^。;\n]{{0,12}}{_LOCAL}"
    ),
    r"必须|应当?|须|只能|仅限?|不得|优先|限于|一律|需",
    unless=(
        r"当地(?:法规|法律|政府|有关|环保|公安|交通|主管|部门|村民|规定|习惯)|市场价|产业规划|粮食|法院|仲裁"
        r"|不得限制|不限于|住所|所在地(?:的)?(?:人民)?(?:政府|公安|主管|有关|行政)|纳税人|登记机关|备案|保密"
        r"|人民银行"
    ),
)
