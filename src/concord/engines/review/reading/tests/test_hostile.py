"""Files made to harm, and files broken on the way, end in a sentence for people, soon and in little memory."""

import resource
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.review.reading.package import MOST_PARTS
from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests.binary_office import doc, locked
from concord.engines.review.reading.tests.office import HEAD, NAMES, TYPES, docx, numbering, paragraph, table, zipped
from concord.engines.review.reading.tests.printed import pdf
from concord.engines.review.refused import Refused

BOMB = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)
GOOD = docx(paragraph("甲方") + table(["一", "二"]), numbering=numbering())


def with_document(content: str) -> bytes:
    with zipfile.ZipFile(BytesIO(GOOD)) as package:
        files = {name: package.read(name).decode() for name in package.namelist()}
    return zipped({**files, "word/document.xml": content})


def nested(deep: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * deep + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * deep


def unpacking_to_much() -> bytes:
    return with_document(f"{HEAD}<w:document {NAMES}><w:body>{' ' * 60_000_000}</w:body></w:document>")


def many_paragraphs() -> bytes:
    return with_document(f"<w:document {NAMES}><w:body>{'<w:p/>' * 2_600_000}</w:body></w:document>")


def many_parts() -> bytes:
    return zipped({str(number): "" for number in range(MOST_PARTS + 1)})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        GOOD[: len(GOOD) // 2],
        zipped({"a.txt": "no Word file"}),
        zipped({"[Content_Types].xml": TYPES, "_rels/.rels": "<a/>"}),
        with_document(BOMB),
        with_document(OUTSIDE),
        with_document("<w:document"),
        with_document(f"<w:document {NAMES}/>"),
        with_document(f"<w:document {NAMES}><w:body>{nested(40)}</w:body></w:document>"),
        with_document(f"<w:document {NAMES}><w:body>{'<w:sdt>' * 5000}"),
        b"%PDF-1.7\nnothing",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        doc(["甲方"])[:1500],
        locked(),
        b"{\\rtf1 hello}",
        b"\x89PNG\r\n\x1a\n broken",
    ],
)
def test_a_broken_or_hostile_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read(content, "合同.docx")
    assert str(refused.value).endswith((".", "1 to 2000."))


@pytest.mark.parametrize("made", [unpacking_to_much, many_paragraphs, many_parts])
def test_a_file_that_unpacks_to_much_is_refused_in_bounded_time_and_memory(made: object) -> None:
    assert callable(made)
    content = made()
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(Refused):
        read(content)
    assert time.process_time() - begun < 8
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000


def test_a_locked_pdf_is_refused_as_locked() -> None:
    import pypdfium2
    from pypdfium2 import raw

    assert raw.FPDF_ERR_PASSWORD
    assert pypdfium2.PdfDocument(pdf("甲"))
    with pytest.raises(Refused, match="locked"):
        read(LOCKED_PDF)


LOCKED_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF\n"
)

SEEDS = {"docx": GOOD, "pdf": pdf("甲方#table(columns: 2, [一], [二])"), "doc": doc(["甲方", "乙方"])}


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_file_with_changed_bytes_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    content = bytearray(SEEDS[kind])
    places = st.integers(0, len(content) - 1)
    for at, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=30)):
        content[at] = byte
    kept = bytes(content[: data.draw(st.one_of(st.just(len(content)), places))])
    try:
        document = read(kept, "合同")
    except Refused:
        return
    assert len({block.id for block in document.blocks}) == len(document.blocks)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_changed_xml_is_read_or_refused(data: st.DataObject) -> None:
    pieces = st.sampled_from(
        ["<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:r>", "</w:r>", "甲",
         "<w:t>", "</w:t>", "<w:fldChar w:fldCharType='begin'/>", "<w:numPr/>", "<w:gridSpan w:val='9999999999'/>",
         "<w:sdt>", "</w:sdt>", "<mc:AlternateContent/>", "<w:sym w:char='zz'/>", "<!-- -->", "<?x?>", "<w:vMerge/>",
         "<w:tcPr>", "</w:tcPr>", "<w:sym w:font='Wingdings' w:char='FFFFFFFF'/>"]
    )  # fmt: skip
    body = "".join(data.draw(st.lists(pieces, max_size=25)))
    try:
        read(with_document(f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"))
    except Refused:
        return
