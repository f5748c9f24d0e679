"""A document as rows keep it: the pieces of its text, from which screening and comparison begin without the file."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from concord.apps.contracts.models import Version
from concord.engines.review.document import Block, Cell, Document, Format, Kind, Span

Stored = dict[str, object]


def stored(document: Document) -> list[Stored]:
    """The blocks as plain values; what is empty is left out."""
    return [_stored(one) for one in document.blocks]


def _stored(block: Block) -> Stored:
    told: Stored = {"id": block.id, "kind": block.kind.value, "text": block.text}
    if block.number:
        told["number"] = block.number
    if block.level is not None:
        told["level"] = block.level
    if block.page is not None:
        told["page"] = block.page
    if block.cell is not None:
        told["cell"] = asdict(block.cell)
    return told


def document_of(version: Version) -> Document:
    """The text of a version as the engine reads it; open changes, comments and hidden words are not kept."""
    return Document(
        format=Format(version.format),
        sha256=version.paper.sha256,
        blocks=tuple(_block(one) for one in version.blocks),
        pages=version.pages,
        recognised=version.recognised,
        warnings=tuple(version.warnings),
    )


def _block(told: dict[str, object]) -> Block:
    cell = told.get("cell")
    level, page = told.get("level"), told.get("page")
    return Block(
        id=str(told["id"]),
        kind=Kind(str(told["kind"])),
        text=str(told["text"]),
        number=str(told.get("number", "")),
        level=level if isinstance(level, int) else None,
        page=page if isinstance(page, int) else None,
        cell=Cell(**cell) if isinstance(cell, dict) else None,
    )


def plain_spans(spans: Iterable[Span]) -> list[list[object]]:
    """Places as rows keep them: [block, start, end]."""
    return [[one.block, one.start, one.end] for one in spans]


def spans_of(told: Sequence[Sequence[object]]) -> tuple[Span, ...]:
    """Places as the engine reads them."""
    return tuple(Span(str(block), int(str(start)), int(str(end))) for block, start, end in told)
