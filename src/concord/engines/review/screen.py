"""Screen a contract: every rule that applies looks at it, and what they find comes back in the order of the text."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from concord.engines.review.case import Case
from concord.engines.review.context import Context
from concord.engines.review.document import Document, Finding, Severity, Verdict
from concord.engines.review.facts.nature import Mode, Nature
from concord.engines.review.outline import NUMBERED
from concord.engines.review.registry import Hit, Rule, in_force, rules
from concord.engines.review.rules import LOOKS
from concord.engines.review.stated import Stated, stated

_LOWER = dict(zip(Severity, [*list(Severity)[1:], Severity.NOTE], strict=True))
_SPACES = re.compile(r"[\s,，.。:：;；_]+")


@dataclass(frozen=True, slots=True)
class Review:
    """What screening says of a document: findings by place, facts by place, and what was taken for granted.

    `seconds` holds the time of reading facts and of each rule, where a clock was given.
    """

    findings: tuple[Finding, ...]
    facts: tuple[Stated, ...]
    nature: Nature
    mode: Mode
    whole: bool
    seconds: dict[str, float]


def screen(document: Document, context: Context | None = None, clock: Callable[[], float] | None = None) -> Review:
    """The findings and facts of a document. `clock` gives seconds, where timings are wanted."""
    tick = clock or (lambda: 0.0)
    begun = tick()
    case = Case(document, context or Context())
    facts = stated(case)
    seconds = {"facts": tick() - begun}
    found: list[tuple[int, Finding]] = []
    for one in rules().values():
        begun = tick()
        if one.applies(case):
            found += _findings(case, one)
        seconds[one.id] = tick() - begun
    findings = tuple(finding for _place, finding in sorted(found, key=lambda pair: pair[0]))
    return Review(findings, facts, case.nature, case.mode, case.whole, seconds)


def _findings(case: Case, one: Rule) -> Iterator[tuple[int, Finding]]:
    """The findings of one rule, each with its place; the same words again have a key of their own."""
    times: Counter[str] = Counter()
    for hit in LOOKS[one.id](case):
        finding = _finding(case, one, hit)
        times[finding.key] += 1
        if times[finding.key] > 1:
            finding = replace(finding, key=f"{finding.key}-{times[finding.key]}")
        yield (hit.at.start if hit.at else len(case.text)), finding


def _finding(case: Case, one: Rule, hit: Hit) -> Finding:
    severity = hit.severity or one.severity
    verdict = hit.verdict or one.verdict
    if hit.numeric and case.document.recognised:
        severity, verdict = _LOWER[severity], Verdict.CHECK
    articles = in_force(one.cited(hit), case.signed_on)
    if verdict is Verdict.WRONG and (not articles or articles != one.cited(hit)):
        verdict = Verdict.CHECK
    quote = case.text.quote(hit.at) if hit.at else ""
    reason = one.reason.format(**hit.said)
    return Finding(
        rule=one.id,
        severity=severity,
        verdict=verdict,
        spans=case.text.spans(hit.at) if hit.at else (),
        quote=quote,
        reason=reason,
        articles=articles,
        proposal=one.proposal.format(**hit.said),
        replacement=_replacement(case, one, hit),
        key=finding_key(one.id, quote or reason),
    )


def _replacement(case: Case, one: Rule, hit: Hit) -> str:
    """The very words for the place found: the same with a part swapped, or the rule's wording behind the number."""
    if hit.at is None or len(case.text.spans(hit.at)) != 1:
        return ""
    written = case.text.written[hit.at.start : hit.at.end]
    if hit.swap:
        at, words = hit.swap
        return written[: at.start - hit.at.start] + words + written[at.end - hit.at.start :]
    numbered = NUMBERED.match(case.words, hit.at.start, hit.at.end)
    return written[: numbered.end() - hit.at.start] + case.addressed(one.wording) if one.wording and numbered else ""


def finding_key(rule_id: str, words: str) -> str:
    """The same for the same rule and the same words, wherever they stand and however they are spaced."""
    return hashlib.sha256(f"{rule_id}\n{_SPACES.sub('', words)}".encode()).hexdigest()[:16]
