"""Look into PDFs: whether they open, and a small picture of their first page."""

from threading import Lock

import pypdfium2
from django.utils.translation import gettext as _

from concord.core.papers.images import PREVIEW_SIDE, encoded
from concord.core.refusals import Refusal

# PDFium is not made for threads: one at a time.
_alone = Lock()
LONGEST_RENDERED = 960


def preview_of_pdf(content: bytes) -> bytes:
    """The first page as a small JPEG; empty for a file that needs a password. Refuses what is damaged or empty."""
    with _alone:
        try:
            return _first_page(content)
        except (pypdfium2.PdfiumError, IndexError) as broken:
            if "password" in str(broken).lower():
                return b""
            raise Refusal(_("This PDF is damaged: it cannot be opened. Save it again and send that.")) from broken


def _first_page(content: bytes) -> bytes:
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0]
        scale = min(2.0, LONGEST_RENDERED / max(*page.get_size(), 1.0))
        return encoded(page.render(scale=scale).to_pil().convert("RGB"), PREVIEW_SIDE, 78)
    finally:
        document.close()
