"""The screening of a version: its text with every finding at its place, and the law behind each finding (P2)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from django.http import QueryDict

from concord.apps.contracts.models import Finding, Version
from concord.engines.review.statutes import article

GRAVITY = list(Finding.Severity.values)


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a block that a finding is about; `is_first` of its places."""

    start: int
    end: int
    finding: Finding
    is_first: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a block; `finding` is the gravest that is about them (0: none), `begins` those that begin here."""

    words: str
    finding: int = 0
    severity: str = ""
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as the screen shows it; `cells` holds the blocks of one row of a table."""

    id: str
    kind: str
    number: str = ""
    segments: tuple[Segment, ...] = ()
    cells: tuple["Paragraph", ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """An article by name, in its own words where an official text was read."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding with the articles it rests on, and what became of it since the version before."""

    finding: Finding
    laws: tuple[Law, ...]
    since: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which findings are shown: of one severity, of one answer, only what changed."""

    severity: str = ""
    answer: str = ""
    since: str = ""

    @property
    def any(self) -> bool:
        """Whether the findings are narrowed at all."""
        return bool(self.severity or self.answer or self.since)


def asked_from(address: QueryDict) -> Asked:
    """What an address asks for; what is not one of the values is left out."""
    severity, answer, since = (address.get(name, "") for name in ("severity", "answer", "since"))
    return Asked(
        severity=severity if severity in Finding.Severity.values else "",
        answer=answer if answer in Finding.Answer.values else "",
        since=since if since in {"new", "still"} else "",
    )


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """A screened version: its text, the findings asked for, those that are gone, and how many of each kind."""

    version: Version
    text: list[Paragraph]
    findings: list[FindingShown]
    gone: list[Finding]
    by_severity: list[tuple[str, str, int]] = field(default_factory=list)
    by_answer: list[tuple[str, str, int]] = field(default_factory=list)
    new: int = 0
    still: int = 0
    first: bool = True


def screen_page(version: Version, asked: Asked) -> ScreenPage:
    """The screening of a version, narrowed."""
    every = list(version.findings.select_related("answered_by").order_by("order"))
    shown = [one for one in every if _is_asked(one, asked)]
    severities = Counter(one.severity for one in every)
    answers = Counter(one.answer for one in every)
    new = sum(one.is_new for one in every)
    return ScreenPage(
        version=version,
        text=list(_text(version.blocks, shown)),
        findings=[shown_finding(one) for one in shown],
        gone=list(Finding.objects.filter(pk__in=version.gone).order_by("order")),
        by_severity=[
            (value, str(label), severities[value]) for value, label in Finding.Severity.choices if severities[value]
        ],
        by_answer=[(value, str(label), answers[value]) for value, label in Finding.Answer.choices if answers[value]],
        new=new,
        still=len(every) - new,
        first=version.number == 1,
    )


def _is_asked(one: Finding, asked: Asked) -> bool:
    return (
        asked.severity in {"", one.severity} and asked.answer in {"", one.answer} and asked.since in {"", _since(one)}
    )


def _since(one: Finding) -> str:
    return "new" if one.is_new else "still"


def shown_finding(one: Finding) -> FindingShown:
    """A finding with its articles quoted."""
    return FindingShown(one, tuple(law_of(name) for name in one.articles), _since(one))


def law_of(name: str) -> Law:
    """An article in its own words; without them where no official text was read."""
    try:
        return Law(name, article(name).words)
    except KeyError:
        return Law(name, "")


def _text(blocks: Sequence[dict[str, object]], findings: Sequence[Finding]) -> Iterator[Paragraph]:
    places: dict[str, list[Place]] = {}
    for one in findings:
        for number, (block, start, end) in enumerate(one.spans):
            places.setdefault(block, []).append(Place(start, end, one, number == 0))
    for row, group in groupby(blocks, key=_row_of):
        made = [_paragraph(one, places.get(str(one["id"]), [])) for one in group]
        if row is None:
            yield from made
        else:
            yield Paragraph(made[0].id, "row", cells=tuple(made))


def _row_of(block: dict[str, object]) -> tuple[object, ...] | None:
    cell = block.get("cell")
    return (cell["table"], cell["row"], cell["inside"]) if isinstance(cell, dict) else None


def _paragraph(block: dict[str, object], places: Sequence[Place]) -> Paragraph:
    words = str(block["text"])
    return Paragraph(
        str(block["id"]), str(block["kind"]), str(block.get("number", "")), tuple(_segments(words, places))
    )


def _segments(words: str, places: Sequence[Place]) -> Iterator[Segment]:
    """The words cut wherever a finding begins or ends; of findings that overlap the gravest gives the colour."""
    edges = sorted({0, len(words), *(edge for one in places for edge in (one.start, one.end))})
    for start, end in pairwise(edges):
        about = [one for one in places if one.start <= start and end <= one.end]
        gravest = min(about, key=lambda one: GRAVITY.index(one.finding.severity), default=None)
        begins = tuple(one.finding.pk for one in about if one.is_first and one.start == start)
        if gravest is None:
            yield Segment(words[start:end])
        else:
            yield Segment(words[start:end], gravest.finding.pk, gravest.finding.severity, begins)
