"""Contracts for tests: a text as a document, and the examples of the rules made into documents and contexts."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from concord.engines.review.case import Case
from concord.engines.review.context import Context
from concord.engines.review.document import Block, Cell, Document, Format, Kind, Revised, Revision
from tests.bench.contracts.composing import Contract, clean, document


def case(words: str, context: Context | None = None) -> Case:
    """A text under review."""
    return Case(document(words), context or Context())


def table(rows: list[list[str]]) -> Document:
    """A document that is one table."""
    blocks = [
        Block(f"c{row}-{column}", Kind.CELL, words, cell=Cell(0, row, column))
        for row, line in enumerate(rows)
        for column, words in enumerate(line)
    ]
    return Document(Format.TEXT, "", tuple(blocks))


def example(told: object) -> tuple[Document, Context]:
    """What an entry of the examples says, as a document and what is given beside it."""
    if isinstance(told, str):
        return document(told), Context()
    context = given(Context, told.get("context", {}))
    if "table" in told:
        return table(told["table"]), context
    if "text" in told:
        return _inserted(document(told["text"]), told.get("inserted")), context
    return document(_changed(clean(told["form"]), told).words()), context


def _changed(contract: Contract, told: dict) -> Contract:
    for key in told.get("without", []):
        contract = contract.without(key)
    for key, old, new in told.get("put", []):
        contract = contract.with_text(key, old, new)
    if "line" in told:
        contract = contract.with_line(*told["line"])
    for part in ("head", "foot"):
        if part in told:
            old, new = told[part]
            assert old in getattr(contract, part)
            contract = replace(contract, **{part: getattr(contract, part).replace(old, new)})
    for key, title in told.get("titles", {}).items():
        clauses = tuple(replace(one, title=title) if one.key == key else one for one in contract.clauses)
        contract = replace(contract, clauses=clauses)
    return contract.with_slots(**told.get("slots", {}))


def _inserted(read: Document, span: list[int] | None) -> Document:
    if not span:
        return read
    block = read.blocks[0]
    change = Revised(Revision.INSERTED, *span, words=block.text[span[0] : span[1]])
    return Document(Format.DOCX, read.sha256, (replace(block, revisions=(change,)), *read.blocks[1:]))


def given(kind: object, raw: object) -> object:
    """A value of a shape of the context, from what YAML says."""
    inner = get_args(kind)
    if isinstance(kind, UnionType):
        return given(inner[0], raw)
    if get_origin(kind) is tuple:
        return tuple(given(inner[0], one) for one in raw)
    if get_origin(kind) is frozenset:
        return frozenset(raw)
    if kind is Decimal:
        return Decimal(raw)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        assert set(raw) <= {one.name for one in fields(kind)}, raw
        return kind(**{name: given(hints[name], value) for name, value in raw.items()})
    return kind(raw) if isinstance(raw, str) and isinstance(kind, type) and kind is not str else raw
