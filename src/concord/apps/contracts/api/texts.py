"""What is answered about versions of a text: its screening, and how it compares."""

from datetime import datetime
from decimal import Decimal

from ninja import Schema

from concord.apps.contracts.models import Version


class VersionShown(Schema):
    """A version: its file (`/api/papers/{paper}/content`), how far its screening is, and what it took it for."""

    number: int
    paper: int
    sha256: str
    note: str
    added_at: datetime
    state: str
    trouble: str
    format: str
    pages: int | None
    pages_read: int
    recognised: bool
    warnings: list[str]
    recognised_nature: str
    mode: str
    seconds: Decimal | None


class SpanShown(Schema):
    """Characters of a block, from 0, the end not included."""

    block: str
    start: int
    end: int


class ArticleShown(Schema):
    """An article by name, in its own words; empty where no official text is at hand."""

    name: str
    words: str


class ContractFindingShown(Schema):
    """A finding; `since` says whether the version before had it (new, still), `same` whether on the same words."""

    id: int
    rule: str
    severity: str
    verdict: str
    spans: list[SpanShown]
    quote: str
    reason: str
    articles: list[ArticleShown]
    proposal: str
    since: str
    same: bool
    answer: str
    answer_reason: str
    answered_by: str
    answered_at: datetime | None
    wording: str


class BlockShown(Schema):
    """A piece of the text in reading order; `row` and `column` where it is a cell of a table."""

    id: str
    kind: str
    text: str
    number: str = ""
    row: int | None = None
    column: int | None = None


class VersionWhole(VersionShown):
    """A version with its text, its findings, and those of the version before that are gone."""

    blocks: list[BlockShown]
    findings: list[ContractFindingShown]
    gone: list[ContractFindingShown]


class PieceShown(Schema):
    """Words that stayed (same), came (added) or went (removed)."""

    kind: str
    words: str


class MeaningShown(Schema):
    """A fact that became another: amount, percent, day or length."""

    kind: str
    before: str
    after: str


class ClauseShown(Schema):
    """A clause that is not the same in both texts."""

    difference: str
    title: str
    about: str
    pieces: list[PieceShown]
    meanings: list[MeaningShown]


class AwardRowShown(Schema):
    """One thing that was awarded beside what the text says; `agrees` is null where a person has to look."""

    what: str
    awarded: str
    said: str
    agrees: bool | None


class ContractCompared(Schema):
    """Two texts held against each other; `trouble` says why they could not be."""

    before: str
    after: str
    clauses: list[ClauseShown]
    award: list[AwardRowShown]
    trouble: str


def version_facts(one: Version) -> dict[str, object]:
    """A version without its text."""
    names = ["number", "note", "added_at", "state", "trouble", "format", "pages", "pages_read", "recognised"]
    told: dict[str, object] = {name: getattr(one, name) for name in names}
    return told | {
        "paper": one.paper_id,
        "sha256": one.paper.sha256,
        "warnings": one.warnings,
        "recognised_nature": one.nature,
        "mode": one.mode,
        "seconds": one.seconds,
    }
