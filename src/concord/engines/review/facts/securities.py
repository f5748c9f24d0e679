"""Sums that secure a contract: deposit, performance bond, retention, and others; share, amount, and place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from concord.engines.review.facts.amounts import Amount, amounts
from concord.engines.review.facts.percents import percents
from concord.engines.review.text import At, Sentence, Text


class Secures(StrEnum):
    """What kind of security."""

    DEPOSIT = "deposit"
    PERFORMANCE = "performance"
    RETENTION = "retention"
    OTHER = "other"


_NAMES = re.compile(
    r"(?P<deposit>定金)|(?P<performance>履约(?:保证金|保函|担保))|(?P<retention>质量保证金|质保金|保修金|工程尾留款)"
    r"|(?P<other>(?:(?!履约|质量|质保|定金)[一-龥]){0,4}(?:保证金|押金|抵押金|风险金(?!额)))"
)
_PENALTY = re.compile(r"违约金|逾期|扣除|利率|向(?:乙方|供应商|承包)|到货|验收|支付合同")


@dataclass(frozen=True, slots=True)
class Security:
    """One sum: its kind and name as written, its share of the price in hundredths, or its amount."""

    kind: Secures
    name: str
    percent: Decimal | None
    amount: Amount | None
    sentence: Sentence
    at: At


def securities(text: Text) -> Iterator[Security]:
    """Each mention of a security, with the share or the amount that its sentence gives for it."""
    for found in text.find(_NAMES):
        sentence = text.sentence(found.start())
        after = At(found.end(), min(sentence.at.end, found.end() + 60))
        before = At(max(sentence.at.start, found.start() - 16), found.start())
        stop = _NAMES.search(text.words, after.start, after.end)
        after = At(after.start, stop.start() if stop else after.end)
        share = [*percents(text, after)] or [
            one
            for one in percents(text, before)
            if re.fullmatch(r"\s*(?:的|作为|为|\(|[^\n,。;%]{0,6})*", text.words[one.at.end : found.start()])
        ]
        share = [
            one
            for one in share
            if not _PENALTY.search(text.words[min(found.end(), one.at.start) : max(found.start(), one.at.end)])
        ]
        money = [*amounts(text, after)]
        kind = Secures(found.lastgroup or "other")
        at = (
            At(min(found.start(), share[0].at.start), max(found.end(), share[0].at.end)) if share else At(*found.span())
        )
        yield Security(kind, found[0], share[0].value if share else None, money[0] if money else None, sentence, at)
