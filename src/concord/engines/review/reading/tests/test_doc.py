"""A Word file before 2007 is read without an office program, or by one where there is one."""

import pytest

from concord.engines.review.document import Cell, Format
from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests.binary_office import DELETED, INSERTED, compound, doc, locked
from concord.engines.review.reading.tests.office import docx, paragraph
from concord.engines.review.refused import Refused


def test_paragraphs_and_cells_are_read() -> None:
    document = read(doc(["合同", "项目\x07", "金额\x07", "\x07", "水泥\x07", "10\x07", "\x07", "签章"]), "合同.doc")
    assert document.format is Format.DOC
    assert [(block.id, block.text, block.cell) for block in document.blocks] == [
        ("p1", "合同", None),
        ("t0r0c0", "项目", Cell(0, 0, 0)),
        ("t0r0c1", "金额", Cell(0, 0, 1)),
        ("t0r1c0", "水泥", Cell(0, 1, 0)),
        ("t0r1c1", "10", Cell(0, 1, 1)),
        ("p8", "签章", None),
    ]


def test_open_changes_are_seen() -> None:
    (block,) = read(doc(["总价为一百万元二百万元整"], {"一百万元": INSERTED, "二百万元": DELETED})).blocks
    assert block.text == "总价为一百万元整"
    assert [(one.kind.value, one.start, one.end, one.words) for one in block.revisions] == [
        ("inserted", 3, 7, "一百万元"),
        ("deleted", 7, 7, "二百万元"),
    ]


def test_the_instruction_of_a_field_is_no_text() -> None:
    (block,) = read(doc(["第\x13 REF \x13 A \x14 1 \x15\x14五\x15条"])).blocks
    assert block.text == "第五条"


def test_what_is_not_seen_is_said() -> None:
    assert "automatic numbers" in read(doc(["甲"])).warnings[0]


def test_an_office_program_reads_it_better() -> None:
    document = read(doc(["甲"]), "合同.doc", to_docx=lambda _content, _name: docx(paragraph("乙")))
    assert (document.format, document.blocks[0].text, document.warnings) == (Format.DOC, "乙", ())


def test_rich_text_needs_the_office_program() -> None:
    with pytest.raises(Refused, match="office program"):
        read(b"{\\rtf1 hello}")
    assert read(b"{\\rtf1 hello}", to_docx=lambda _content, _name: docx(paragraph("乙"))).blocks[0].text == "乙"


@pytest.mark.parametrize(("content", "why"), [(locked(), "password"), (compound({"Workbook": b""}), "not a Word")])
def test_locked_files_and_other_office_files_are_refused(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(content)
