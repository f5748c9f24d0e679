"""STR: blanks that are filled, options that are chosen, and notes of a form that are gone."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.document import Severity
from concord.engines.review.facts.nature import Mode
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At

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
