"""Read a contract's file: what is quick at once, what needs recognition or an office program in the worker.

Which program turns an old Word file into a new one, the wiring says (`converters`); without one, .doc files are read by
the engine's own reader.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from PIL import Image

from concord.engines.review.document import Document
from concord.engines.review.reading.compound import Compound
from concord.engines.review.reading.read import ToDocx, read
from concord.engines.review.reading.scan import NeedsRecognition, Recognise, Recognised, recogniser
from concord.engines.review.refused import Refused


@dataclass(slots=True)
class Converters:
    """What the outside lends to reading; filled by the wiring."""

    to_docx: ToDocx | None = None
    to_pdf: Callable[[bytes], bytes] | None = None


converters = Converters()


def read_now(content: bytes, name: str) -> Document | None:
    """The document of a file; None where reading takes longer than a page may: pictures, scans, older Word files.

    Raises `Refused` for what cannot be read at all.
    """
    if content.startswith(Compound.MAGIC):
        return None
    try:
        return read(content, name)
    except NeedsRecognition:
        return None


def read_in_worker(content: bytes, name: str, page_read: Callable[[], None]) -> Document:
    """The document of any file; `page_read` is called after each page that was recognised. Raises `Refused`."""
    found = recogniser()
    recognise = _counted(found, page_read) if found else None
    try:
        return read(content, name, to_docx=converters.to_docx, recognise=recognise)
    except Refused:
        if converters.to_docx is None or not content.startswith(Compound.MAGIC):
            raise
        return read(content, name)  # what the office program cannot open, the engine's own reader may


def _counted(recognise: Recognise, page_read: Callable[[], None]) -> Recognise:
    def counted(picture: Image.Image) -> Sequence[Recognised]:
        told = recognise(picture)
        page_read()
        return told

    return counted


def sentence_of(why: Refused) -> str:
    """Why a file is not read, in the reader's language."""
    return gettext(why.form).format(**why.names)
