"""LAW: laws no longer in force, and articles that do not exist or say something else."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from concord.engines.review.case import Case
from concord.engines.review.facts.citations import Citation
from concord.engines.review.registry import Hit, rule
from concord.engines.review.statutes import DATA, loaded, statutes
from concord.engines.review.text import At

_ARTICLE = re.compile(r"\s*第")
_HISTORY = re.compile(r"原《|原[^,。;]{0,2}$|废止|失效|曾|当时|施行前|政府采购合同适用合同法|旧")


@dataclass(frozen=True, slots=True)
class Repealed:
    """A law or document that ended: its last day, what stands in its place, and the article that ended it, if known.

    `code` where the Civil Code stands in its place.
    """

    title: str
    last: date
    instead: str
    by: tuple[str, ...]
    code: bool


@cache
def repealed() -> tuple[Repealed, ...]:
    """What is no longer in force, among the data."""
    rows = loaded(DATA / "repealed.yaml")
    if not isinstance(rows, list):
        raise TypeError("repealed.yaml is a list")
    return tuple(_repealed(row) for row in rows)


def _repealed(row: dict[str, object]) -> Repealed:
    last, by = row["last"], row.get("by")
    if not isinstance(last, date):
        raise TypeError(f"{row['title']}: the last day is a date")
    return Repealed(
        str(row["title"]), last, str(row["instead"]), (str(by),) if by else (), code=bool(row.get("code", False))
    )


def _cited(case: Case, *, code: bool) -> Iterator[Hit]:
    for one in repealed():
        if one.title not in case.words or one.code != code or (case.signed_on and case.signed_on <= one.last):
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
                at = At(*found.span())
                said = {"title": one.title, "last": one.last.isoformat(), "instead": one.instead}
                whole = "《中华人民共和国民法典》" if code and not _ARTICLE.match(case.words, at.end) else ""
                yield Hit(at, said, swap=(at, whole) if whole else None, articles=one.by)


@rule("LAW-01")
def before_the_code(case: Case) -> Iterator[Hit]:
    """The Civil Code ended nine laws; others had ended before, and their matter is now in it."""
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
            yield Hit(one.at, said, articles=())


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
