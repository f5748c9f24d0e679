"""A contract as the screening sees it: blocks in reading order, each with its text and where it stands.

Every offset counts characters (code points) of a block's own text, from 0, the end not included. A block's `id` is the
same each time the same file is read, so that a finding keeps its place.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text_box"
    FOOTNOTE = "footnote"


class Revision(StrEnum):
    """Whether a piece of text is an open tracked change."""

    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in a table: table, row and column from 0; a merged cell stands once, with its spans.

    `inside` is the id of the block in whose cell a nested table lies.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Revised:
    """An open tracked change: what, who, and the characters; deleted words are not in the text, but in `words`."""

    kind: Revision
    start: int
    end: int
    words: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document that is read on its own: a paragraph, or one cell of a table.

    `number` is what an automatic list prints before it ("第三条", "3.1"), which is not part of `text`; `level` is its
    depth from 0. `page` counts from 1 where the format has pages. `path` finds the place in the file (an XPath).
    `hidden` are characters that Word neither shows nor prints. `boxes` are the lines of the block on its `page`: left,
    top, right and bottom in points from the upper left corner.
    """

    id: str
    kind: Kind
    text: str
    number: str = ""
    level: int | None = None
    style: str = ""
    cell: Cell | None = None
    page: int | None = None
    path: str = ""
    part: str = ""
    revisions: tuple[Revised, ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()
    boxes: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def shown(self) -> str:
        """The text with its automatic number, as a reader sees it."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that somebody left in the file, and the characters of a block that it is about; no block, no words."""

    block: str
    start: int
    end: int
    words: str
    author: str = ""


class Format(StrEnum):
    """What kind of file a document was read from."""

    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    TEXT = "txt"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read; `sha256` is of the file's bytes, `warnings` say what is missing or uncertain.

    `recognised` is true where the text was recognised from pictures: numbers in it are to be checked by eye.
    """

    format: Format
    sha256: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    recognised: bool = False
    warnings: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)

    def block(self, block_id: str) -> Block:
        """The block with this id. Raises KeyError."""
        for one in self.blocks:
            if one.id == block_id:
                return one
        raise KeyError(block_id)


class Severity(StrEnum):
    """How grave a finding is; `block` keeps a contract from being sent to sign without a named person's override."""

    BLOCK = "block"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"


class Verdict(StrEnum):
    """What a finding says: something is wrong, something is missing, or a person has to look."""

    WRONG = "wrong"
    MISSING = "missing"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one block."""

    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where (empty: in the document as a whole), the words, why, the law, and a proposed wording.

    `key` is the same as long as the rule and the words are the same, so that a second run tells what is new. `proposal`
    is advice; `replacement`, where a rule knows them, are the very words to put in the place of the span.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    spans: tuple[Span, ...]
    quote: str
    reason: str
    articles: tuple[str, ...] = ()
    proposal: str = ""
    replacement: str = ""
    key: str = ""
