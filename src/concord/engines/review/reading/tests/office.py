"""Small Word files for tests, written by hand: a body, and what other parts it needs."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def run(words: str, properties: str = "") -> str:
    """A run of text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*parts: str, properties: str = "") -> str:
    """A paragraph; what is no XML becomes a run."""
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inside}{''.join(one if one.startswith('<') else run(one) for one in parts)}</w:p>"


def listed(words: str, num_id: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return paragraph(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def cell(*content: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    inside = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{inside}{''.join(one if one.startswith('<') else paragraph(one) for one in content)}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def _cell(content: str) -> str:
    return content if content.startswith("<") else cell(content)


def level(form: str, text: str, depth: int = 0, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str, nums: str = "") -> str:
    """Lists, of which number n is used as number n from 1; `nums` adds further uses."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{count}">{levels}</w:abstractNum>' for count, levels in enumerate(lists, 1)
    )
    uses = "".join(
        f'<w:num w:numId="{count}"><w:abstractNumId w:val="{count}"/></w:num>' for count in range(1, len(lists) + 1)
    )
    return f"<w:numbering {NAMES}>{abstract}{uses}{nums}</w:numbering>"


def docx(body: str, **parts: str) -> bytes:
    """A Word file: `parts` are further parts by their name in the folder word ("header1", "numbering")."""
    related = {"document": "officeDocument"}
    kinds = {name: name.rstrip("0123456789") for name in parts}
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations({"word/document.xml": related["document"]}),
        "word/document.xml": f"{HEAD}<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({f"{name}.xml": kind for name, kind in kinds.items()}),
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    """A package of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations(targets: dict[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId_{target.split(".")[0].split("/")[-1]}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for target, kind in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{each}</Relationships>'
