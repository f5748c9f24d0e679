"""STR: references that lead to what they name, and annexes that are there."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.kinds import SIGNS, About
from concord.engines.review.outline import Style
from concord.engines.review.registry import Hit, rule

_SEVERAL_PARTS = re.compile(r"(?:通用|专用|协议)(?:合同)?条款")


@rule("STR-03")
def dangling(case: Case) -> Iterator[Hit]:
    """A reference leads to a clause that is there."""
    numbers = case.outline.numbers
    if len(numbers) < 4 or min(numbers) != 1 or case.says(_SEVERAL_PARTS):
        return
    articles = case.outline.style is Style.ARTICLE
    for one in case.clause_references:
        if one.number > max(numbers) + 40:
            continue
        if one.number > max(numbers) or (articles and one.number not in numbers):
            yield Hit(one.at, {"number": str(one.number), "last": str(max(numbers))})


_TOPICS = {
    About.LIABILITY: "违约责任|违约条款|违约金",
    About.ACCEPTANCE: "验收",
    About.PAYMENT: "付款|支付方式",
    About.SECRECY: "保密",
    About.DISPUTE: "争议解决|争议",
    About.WARRANTY: "质保|保修",
    About.ENDING: "解除合同|合同解除|解除",
    About.FORCE_MAJEURE: "不可抗力",
}


@rule("STR-04")
def right_topic(case: Case) -> Iterator[Hit]:
    """A reference that says what its clause is about leads to a clause about that."""
    titles = {clause.number: clause.title for clause in case.outline.clauses}
    for one in case.clause_references:
        after = case.words[one.at.end : one.at.end + 14]
        for about, words in _TOPICS.items():
            named = re.match(rf"[\"“「(]?(?:约定的?|规定的?|所述的?|的|之)?[\"“「(]?(?:{words})", after)
            heading = SIGNS[about].heading
            title = titles.get(one.number, "")
            if (
                named
                and title
                and not heading.search(title)
                and any(heading.search(other) for other in titles.values())
            ):
                yield Hit(one.at, {"number": str(one.number), "title": title, "topic": named[0]})
                break


@rule("STR-05")
def annexes(case: Case) -> Iterator[Hit]:
    """Every annex that the text names is in the list, and in the file."""
    listed = {one.number for one in case.annexes_listed} | _numbered_in_clause(case)
    places = {one.at.start for one in case.annexes_listed}
    for one in case.annex_references:
        if listed and one.number not in listed and one.at.start not in places:
            yield Hit(one.at, {"what": f"正文引用的附件{one.number}不在附件清单中"})
    present = case.context.annexes_present
    for one in case.annexes_listed if present is not None else ():
        if present is not None and one.number not in present:
            yield Hit(one.at, {"what": f"清单所列附件{one.number}没有随合同提交"})


def _numbered_in_clause(case: Case) -> set[int]:
    """Annexes that a clause headed so lists by number alone."""
    found = set()
    for clause in case.clauses.of(About.ANNEXES):
        words = case.words[clause.at.start : clause.at.end]
        found |= {int(number) for number in re.findall(r"(?:^|[\n:;、。,])\s*\(?(\d{1,2})[.)、](?!\d)", words)}
    return found
