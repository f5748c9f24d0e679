"""A PDF as blocks; pages that are pictures are recognised where somebody can."""

import threading

import pypdfium2
from pypdfium2 import raw

from concord.engines.review.document import Document, Format
from concord.engines.review.reading.pages import Pages, blocks
from concord.engines.review.reading.scan import RECOGNISED, NeedsRecognition, Recognise, Recognition
from concord.engines.review.reading.sheet import Sheet
from concord.engines.review.refused import Refused

MOST_PAGES = 2_000
FEWEST_SIGNS, MOST_SIGNS = 8, 4_000_000
PICTURED = "Some pages are pictures, and their text was not recognised."
# The library behind may be used by one thread at a time.
ONE_AT_A_TIME = threading.Lock()


def read_pdf(content: bytes, sha256: str, recognise: Recognise | None = None) -> Document:
    """The document in a PDF. Refuses a locked or damaged file, more than 2,000 pages, and scans without `recognise`."""
    with ONE_AT_A_TIME:
        file = _opened(content)
        try:
            pages = _pages(file, recognise)
        except pypdfium2.PdfiumError as broken:
            raise Refused("The file is damaged: a page of it cannot be opened.") from broken
        finally:
            file.close()
    if pages.pictures and not pages.lines and not pages.tables and not pages.recognised:
        raise NeedsRecognition("The pages are pictures: their text has to be recognised first.")
    return Document(
        format=Format.SCAN if pages.recognised else Format.PDF,
        sha256=sha256,
        blocks=tuple(blocks(pages)),
        pages=len(pages.heights),
        recognised=pages.recognised,
        warnings=(RECOGNISED,) if pages.recognised else (PICTURED,) if pages.pictures else (),
    )


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        file = pypdfium2.PdfDocument(content)
        count = len(file)
    except pypdfium2.PdfiumError as wrong:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            raise Refused("The file is locked with a password; take the password away and send it again.") from wrong
        raise Refused("The file is damaged: it cannot be opened as a PDF.") from wrong
    if not 1 <= count <= MOST_PAGES:
        file.close()
        raise Refused("A PDF of {pages} pages is not read; it may have 1 to {most}.", pages=count, most=MOST_PAGES)
    return file


def _pages(file: pypdfium2.PdfDocument, recognise: Recognise | None) -> Pages:
    found, signs = Pages(), 0
    for number in range(1, len(file) + 1):
        page = file[number - 1]
        sheet = Sheet(page)
        glyphs, rules = sheet.glyphs(), sheet.rules()
        signs += len(glyphs)
        if signs > MOST_SIGNS:
            raise Refused("The text is longer than {most} million characters.", most=MOST_SIGNS // 1_000_000)
        if len(glyphs) < FEWEST_SIGNS and sheet.pictured():
            found.pictures += 1
            if recognise is not None:
                picture, scale = sheet.picture()
                glyphs, rules = Recognition(picture, scale).read(recognise)
                found.recognised = True
        found.add(number, sheet.height, glyphs, rules)
        page.close()
    return found
