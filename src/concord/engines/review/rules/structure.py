"""STR: the text itself: numbers that follow, references that lead somewhere, blanks that are filled."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.document import Kind, Severity
from concord.engines.review.facts.nature import Mode
from concord.engines.review.kinds import SIGNS, About
from concord.engines.review.outline import Heading, Style
from concord.engines.review.registry import Hit, phrase, rule
from concord.engines.review.text import At

_BELOW = {style: list(Style)[place + 1 :] for place, style in enumerate(Style)}
_RUNS_ON = {(Style.CHAPTER, Style.ARTICLE)}


def _steps(case: Case) -> Iterator[tuple[Heading, Heading]]:
    """Each heading with the one before it that it is numbered after."""
    last: dict[Style, Heading] = {}
    cells = {block.id for block in case.text.blocks if block.kind is Kind.CELL}
    for one in case.outline.headings:
        if case.text.blocks[case.text.index(one.at.start)].id in cells:
            continue
        before = last.get(one.style)
        if before and before.number[:-1] == one.number[:-1]:
            yield before, one
        last[one.style] = one
        for style in _BELOW[one.style]:
            if (one.style, style) not in _RUNS_ON:
                last.pop(style, None)


@rule("STR-01")
def gaps(case: Case) -> Iterator[Hit]:
    """Numbers of clauses follow each other."""
    for before, one in _steps(case):
        if before.number[-1] + 1 < one.number[-1] <= before.number[-1] + 3:
            missing = "、".join(str(number) for number in range(before.number[-1] + 1, one.number[-1]))
            yield Hit(one.at, {"missing": missing})


@rule("STR-02")
def doubles(case: Case) -> Iterator[Hit]:
    """No number stands twice."""
    for before, one in _steps(case):
        if before.number == one.number and one.style is not Style.POINT:
            yield Hit(one.at, {"number": ".".join(map(str, one.number))})


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


_CHOICE = re.compile(r"第\s*(?:_[_\s]*|\s{2,}|【\s*】)\s*[种项款]")


@rule("STR-06")
def blanks(case: Case) -> Iterator[Hit]:
    """What is to be signed has no blanks, but for signature, seal and the day of both."""
    for one in case.blanks:
        sentence = case.text.sentence(one.at.start)
        if not one.signing and not _CHOICE.search(sentence.words):
            severity = None if case.mode is Mode.FINAL or case.whole else Severity.MEDIUM
            yield Hit(_trimmed(case, sentence.at), severity=severity)


def _trimmed(case: Case, at: At) -> At:
    words = case.words[at.start : at.end]
    start = at.start + len(words) - len(words.lstrip())
    return At(start, max(start + 1, at.start + len(words.rstrip())))


@rule("STR-07")
def choices(case: Case) -> Iterator[Hit]:
    """Of options one is chosen."""
    for one in case.boxes:
        if one.count >= 2 and one.ticked == 0:
            yield Hit(one.at, {"what": "选项都没有勾选"})
        elif one.count == 2 and one.ticked == 2:
            yield Hit(one.at, {"what": "两个互斥的选项都被勾选"})
    for found in case.text.find(_CHOICE):
        yield Hit(case.text.sentence(found.start()).at, {"what": "没有写明选用哪一种"})
    if not case.boxes:
        for settling in case.settlings:
            if (
                settling.open
                and settling.arbitration
                and settling.court
                and not _CHOICE.search(settling.words)
                and _unchosen(settling.words)
            ):
                yield Hit(settling.at, {"what": "仲裁与诉讼并列，没有选定"})


def _unchosen(words: str) -> bool:
    return not re.search(r"第\s*[\(（]?\s*[一二12①②]\s*[\)）]?\s*[种项]", words)


phrase(
    "STR-08",
    (
        r"填写说明|使用说明|此处填写|请(?:在此)?填写|\((?:根据|按)[^)\n]{0,20}填写[^)\n]{0,10}\)|填写要求"
        r"|\((?:注|说明|提示):[^)\n]{2,60}\)|(?:本条|此条|此项)(?:可)?(?:根据|视)[^。;\n]{0,20}(?:选用|删除"
        r"|填写)|选择性条款|示范文本供"
    ),
)
_LANGUAGES = re.compile(
    r"(?:中|汉)文?[^。;\n]{0,10}(?:和|及|、|与)\s*(?:英|外|法|俄|日|德|藏|维吾尔|哈萨克)[文语]|中英文"
    r"|(?:双|两种|多种)(?:语|文字|语言)"
)


@rule("STR-13")
def language(case: Case) -> Iterator[Hit]:
    """A text in two languages says which one counts."""
    found = next(case.sentences(_LANGUAGES), None)
    if found and not re.search(
        r"以(?:中|汉)文[^。;\n]{0,10}为准|(?:中|汉)文[^。;\n]{0,8}(?:优先|为准)|为准", case.words
    ):
        yield Hit(found.at)


_PAPERS = re.compile(
    r"(?:组成|构成)(?:本)?合同(?:的)?(?:组成)?(?:部分|文件)|合同文件(?:的)?(?:组成|构成|包括)|(?:下列|以下"
    r"|上述)文件[^。;\n]{0,20}(?:组成|构成)"
)
_PRECEDENCE = re.compile(r"优先|解释顺序|先后顺序|次序|顺序在前|为准|依次")


@rule("STR-14")
def precedence(case: Case) -> Iterator[Hit]:
    """Where a contract is made of several papers, it says which one counts when they differ."""
    found = next(case.sentences(_PAPERS), None)
    if found and not case.says(_PRECEDENCE):
        yield Hit(found.at)
