"""Plain text as blocks: a paragraph for each line; in UTF-8, GB 18030 or, with its mark, UTF-16."""

import re

from concord.engines.review.document import Block, Document, Format, Kind
from concord.engines.review.refused import Refused

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MOST = 10_000_000
# Bytes that no text has; more than a few make it something else.
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def read_text(content: bytes, sha256: str) -> Document:
    """The document in a text file. Refuses what is no text, and more than 10 MB."""
    if len(content) > MOST:
        raise Refused("The text is longer than {most} MB.", most=MOST // 1_000_000)
    return Document(Format.TEXT, sha256, paragraphs(decoded(content)))


def decoded(content: bytes) -> str:
    """The text that these bytes say. Refuses bytes that are no text in any encoding known here."""
    marked = next((encoding for mark, encoding in MARKS.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(NOT_TEXT.findall(text)) <= len(text) // 1000:
            return text
    raise Refused("The file is neither a document of a known kind nor plain text.")


def paragraphs(text: str) -> tuple[Block, ...]:
    """A block for each line that says something; the id counts all lines from 1."""
    lines = enumerate(BREAKS.split(text), start=1)
    return tuple(
        Block(f"p{count}", Kind.PARAGRAPH, line.rstrip(), path=str(count)) for count, line in lines if line.strip()
    )
