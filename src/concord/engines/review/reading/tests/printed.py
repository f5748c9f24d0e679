"""Small PDFs for tests, set by typst in the type that the papers of the platform use."""

from importlib.util import find_spec
from pathlib import Path

import typst

SETTING = '#set page(width: 300pt, height: 400pt, margin: 40pt, {page})\n#set text(font: "Noto Sans SC", size: 11pt)\n'


def pdf(markup: str, page: str = "") -> bytes:
    """A PDF of this typst markup; `page` sets headers and the like."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    assert spec is not None
    assert spec.origin is not None
    fonts = str(Path(spec.origin).parent)
    source = (SETTING.replace("{page}", page) + markup).encode()
    made = typst.compile(source, font_paths=[fonts], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made
