"""Any file as a document: what it is, its content says, never its name."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from concord.engines.review.document import Document, Format
from concord.engines.review.reading.compound import Compound
from concord.engines.review.reading.doc import read_doc
from concord.engines.review.reading.docx import read_docx
from concord.engines.review.reading.pdf import read_pdf
from concord.engines.review.reading.scan import Recognise, read_picture
from concord.engines.review.reading.text import read_text
from concord.engines.review.refused import Refused

MOST = 100_000_000
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"BM")
ToDocx = Callable[[bytes, str], bytes]


def read(
    content: bytes, name: str = "", *, to_docx: ToDocx | None = None, recognise: Recognise | None = None
) -> Document:
    """The document in a file: Word (docx, doc), PDF, a picture or scan of pages, or plain text.

    `name` is only what people call the file. `to_docx` turns an older Word file into docx (an office program, a process
    of its own); without it the text of a .doc is read here, without its changes. `recognise` reads pictures of text;
    without it scans are refused with `NeedsRecognition`. Everything else that cannot be read ends in `Refused`.
    """
    if not content:
        raise Refused("The file is empty.")
    if len(content) > MOST:
        raise Refused("The file is larger than {most} MB.", most=MOST // 1_000_000)
    sha256 = hashlib.sha256(content).hexdigest()
    if content.startswith(b"PK\x03\x04"):
        return read_docx(content, sha256)
    if b"%PDF-" in content[:1024]:
        return read_pdf(content, sha256, recognise)
    if content.startswith(Compound.MAGIC) or content.lstrip()[:5] == b"{\\rtf":
        return _older(content, sha256, name, to_docx)
    if content.startswith(PICTURES) or content[8:12] == b"WEBP":
        return read_picture(content, sha256, recognise)
    return read_text(content, sha256)


def _older(content: bytes, sha256: str, name: str, to_docx: ToDocx | None) -> Document:
    """A file of Word before 2007, or rich text."""
    if content.startswith(Compound.MAGIC):
        Compound(content).refuse_if_locked()
    if to_docx is not None:
        return replace(read_docx(to_docx(content, name), sha256), format=Format.DOC)
    if not content.startswith(Compound.MAGIC):
        raise Refused("Rich text is read by an office program, which is not installed; save the file as .docx.")
    return read_doc(content, sha256)
