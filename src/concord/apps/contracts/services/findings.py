"""Keep what screening found, matched with the version before."""

from collections.abc import Sequence

from concord.apps.contracts.models import Finding, Version
from concord.apps.contracts.stored import plain_spans
from concord.engines.review import document as engine
from concord.engines.review.matching import Seen, matched

CARRIED = ("answer", "answer_reason", "answered_by_id", "answered_at", "replacement")


def write_findings(version: Version, found: Sequence[engine.Finding]) -> tuple[int, list[int]]:
    """Keep the findings of a screening: how many are new, and which of the version before are gone.

    A finding on unchanged words keeps the answer that it has; screened again, a version is matched with itself too.
    """
    own = list(version.findings.order_by("order"))
    earlier = _earlier(version)
    pairs = matched([_seen(one) for one in earlier], [Seen(one.rule, one.key, one.quote) for one in found])
    again = {one.key: one for one in own}
    rows = []
    for order, (one, place, same) in enumerate(zip(found, pairs.before, pairs.same, strict=True)):
        row = _row(version, order, one)
        row.pk = again[one.key].pk if one.key in again else None
        before = None if place is None else earlier[place]
        row.before, row.same = before, same
        _carry(row, again.get(one.key) or (before if same else None))
        rows.append(row)
    version.findings.all().delete()
    Finding.objects.bulk_create(rows)
    gone = [earlier[place].pk for place in pairs.gone(len(earlier))]
    return sum(row.before is None for row in rows), gone


def _earlier(version: Version) -> list[Finding]:
    """The findings of the newest screened version before this one."""
    screened = Version.objects.filter(contract=version.contract_id, state=Version.State.SCREENED)
    before = screened.filter(number__lt=version.number).order_by("-number").first()
    return list(before.findings.order_by("order")) if before else []


def _seen(one: Finding) -> Seen:
    return Seen(one.rule, one.key, one.quote)


def _row(version: Version, order: int, one: engine.Finding) -> Finding:
    return Finding(
        version=version,
        order=order,
        rule=one.rule,
        severity=one.severity.value,
        verdict=one.verdict.value,
        spans=plain_spans(one.spans),
        quote=one.quote,
        reason=one.reason,
        articles=list(one.articles),
        proposal=one.proposal,
        replacement=one.replacement,
        key=one.key,
    )


def _carry(row: Finding, answered: Finding | None) -> None:
    if answered is not None and answered.answer != Finding.Answer.OPEN:
        for name in CARRIED:
            setattr(row, name, getattr(answered, name))
