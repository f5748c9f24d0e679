"""The Word file as it comes back: with a comment at each finding, or with the new wordings as tracked changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.contracts.models import Finding, Version
from concord.apps.contracts.reading import sentence_of
from concord.apps.contracts.stored import spans_of
from concord.core.papers import store
from concord.core.refusals import Refusal
from concord.engines.review import document as engine
from concord.engines.review.document import Format
from concord.engines.review.refused import Refused
from concord.engines.review.writing.comments import Author, commented, words_of
from concord.engines.review.writing.redline import Change, redlined

COMMENTED, REDLINED = "comments", "changes"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AUTHOR = "和衡 Concord"


@dataclass(frozen=True, slots=True)
class Returned:
    """A file and what it is called."""

    content: bytes
    filename: str


def returned(version: Version, way: str) -> Returned:
    """The Word file of a version with comments (what was rejected is left out), or with tracked changes.

    Refuses what is no Word file (docx), and tracked changes where nobody wrote a new wording.
    """
    if version.state != Version.State.SCREENED:
        raise Refusal(_("This version is not screened."))
    if version.format != Format.DOCX:
        raise Refusal(_("Comments and tracked changes go into Word files (docx); this version is none."))
    try:
        return _written(version, way)
    except Refused as why:
        raise Refusal(sentence_of(why)) from why


def _written(version: Version, way: str) -> Returned:
    content, author = store.get(version.paper.sha256), Author(AUTHOR, timezone.now())
    findings = version.findings.exclude(answer=Finding.Answer.REJECTED).order_by("order")
    if way == COMMENTED:
        made = commented(content, [_engine(one) for one in findings], author, _words)
        return Returned(made, _named(version, _("commented")))
    changes = list(_changes(findings))
    if not changes:
        raise Refusal(_("Nobody has written a new wording yet: accept a finding and write the words to put there."))
    return Returned(redlined(content, changes, author).content, _named(version, _("with changes")))


def _named(version: Version, what: str) -> str:
    stem = PurePath(version.paper.filename).stem
    return f"{stem}-v{version.number}-{what}.docx"


def _engine(one: Finding) -> engine.Finding:
    return engine.Finding(
        rule=one.rule,
        severity=engine.Severity(one.severity),
        verdict=engine.Verdict(one.verdict),
        spans=spans_of(one.spans),
        quote=one.quote,
        reason=one.reason,
        articles=tuple(one.articles),
        proposal=one.proposal,
        replacement=one.replacement,
        key=one.key,
    )


def _words(one: engine.Finding) -> str:
    lines = [words_of(one)]
    if one.replacement:
        lines.append(_("New wording: %(words)s") % {"words": one.replacement})
    return "\n".join(lines)


def _changes(findings: Iterable[Finding]) -> Iterable[Change]:
    for one in findings:
        if one.replacement and one.answer == Finding.Answer.ACCEPTED and len(one.spans) == 1:
            yield Change(spans_of(one.spans)[0], one.replacement)
