"""A Word file is read whole: what is inserted, boxed, nested, merged, numbered, hidden or remarked."""

import pytest

from concord.engines.review.document import Cell, Kind, Revised, Revision
from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests.office import NAMES, cell, docx, paragraph, run, table

BOX = f"<w:txbxContent>{paragraph('合同编号2026-001')}</w:txbxContent>"


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(docx(body, **parts)).blocks]


def test_an_open_insertion_is_in_the_text_and_an_open_deletion_is_not() -> None:
    body = paragraph(
        "总价为",
        f'<w:ins w:author="乙方">{run("壹佰")}{run("万元")}</w:ins>',
        '<w:del w:author="甲方"><w:r><w:delText>贰佰万元</w:delText></w:r></w:del>',
        "。",
    )
    (block,) = read(docx(body)).blocks
    assert block.text == "总价为壹佰万元。"
    assert block.revisions == (
        Revised(Revision.INSERTED, 3, 7, "壹佰万元", "乙方"),
        Revised(Revision.DELETED, 7, 7, "贰佰万元", "甲方"),
    )


def test_what_was_inserted_and_deleted_again_is_deleted() -> None:
    body = paragraph(f"<w:ins><w:del><w:r><w:delText>甲</w:delText></w:r></w:del>{run('乙')}</w:ins>")
    (block,) = read(docx(body)).blocks
    assert (block.text, [one.kind for one in block.revisions]) == ("乙", ["deleted", "inserted"])


def test_content_controls_are_read_around_paragraphs_and_within_them() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert texts(control.format(control.format(paragraph("甲方")))) == ["甲方"]
    assert texts(paragraph("价款", control.format(run("100元")), "整")) == ["价款100元整"]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format(f"<w:tr>{cell('一')}{control.format(cell('二'))}</w:tr>")
    assert texts(f"<w:tbl>{row}</w:tbl>") == ["一", "二"]


@pytest.mark.parametrize(
    "drawing",
    [
        f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>",
        f"<w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing>",
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_a_text_box_is_read_once_however_it_is_drawn(drawing: str) -> None:
    blocks = read(docx(paragraph("正文", f"<w:r>{drawing}</w:r>"))).blocks
    assert [(block.text, block.kind) for block in blocks] == [
        ("正文", Kind.PARAGRAPH),
        ("合同编号2026-001", Kind.TEXT_BOX),
    ]


def test_headers_stand_before_the_text_and_notes_and_footers_behind() -> None:
    references = '<w:headerReference r:id="rId_header1"/><w:footerReference r:id="rId_footer1"/>'
    notes = f'<w:footnotes {NAMES}><w:footnote w:type="separator">{paragraph("—")}</w:footnote>'
    blocks = read(
        docx(
            paragraph("正文", "<w:r><w:footnoteReference w:id='1'/></w:r>") + f"<w:sectPr>{references}</w:sectPr>",
            header1=f"<w:hdr {NAMES}>{paragraph('页眉')}</w:hdr>",
            footer1=f"<w:ftr {NAMES}>{paragraph('页脚')}</w:ftr>",
            header2=f"<w:hdr {NAMES}>{paragraph('不用的页眉')}</w:hdr>",
            footnotes=f"{notes}<w:footnote w:id='1'>{paragraph('脚注')}</w:footnote></w:footnotes>",
        )
    ).blocks
    assert [(one.kind.value, one.text) for one in blocks] == [
        ("header", "页眉"), ("paragraph", "正文"), ("footnote", "脚注"), ("footer", "页脚"),
    ]  # fmt: skip


def test_a_merged_cell_is_told_once_with_its_spans() -> None:
    first = [cell("项目", properties='<w:vMerge w:val="restart"/>'), cell("金额", properties='<w:gridSpan w:val="2"/>')]
    second = [cell("", properties="<w:vMerge/>"), cell("1"), cell("2")]
    blocks = read(docx(table(first, second))).blocks
    assert [(one.text, one.cell) for one in blocks] == [
        ("项目", Cell(0, 0, 0, 2, 1)), ("金额", Cell(0, 0, 1, 1, 2)), ("1", Cell(0, 1, 1)), ("2", Cell(0, 1, 2)),
    ]  # fmt: skip


def test_a_table_in_a_cell_says_in_which() -> None:
    blocks = read(docx(table([cell("外", table(["内甲", "内乙"]), paragraph("后"))]))).blocks
    assert [(one.text, one.cell.inside if one.cell else None) for one in blocks] == [
        ("外\n后", ""), ("内甲", blocks[0].id), ("内乙", blocks[0].id),
    ]  # fmt: skip


def test_the_result_of_a_field_is_text_and_its_instruction_is_not() -> None:
    field = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    inner = field.format("begin") + "<w:r><w:instrText>QUOTE</w:instrText></w:r>" + field.format("end")
    body = paragraph(
        "第", field.format("begin"), "<w:r><w:instrText>REF _1</w:instrText></w:r>", inner, field.format("separate"),
        "五", field.format("end"), "条",
    )  # fmt: skip
    assert texts(body) == ["第五条"]


def test_boxes_to_tick_are_shown_as_they_are_ticked() -> None:
    control = (
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    ticked = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    form = f"<w:r><w:fldChar w:fldCharType='begin'>{ticked}</w:fldChar></w:r>"
    symbols = "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>"
    font = run("R£", "<w:rFonts w:ascii='Wingdings 2' w:hAnsi='Wingdings 2'/>")
    assert texts(paragraph(control.format(1, "☒"), control.format(0, "☐"))) == ["☑☐"]
    assert texts(paragraph(form)) == ["☑"]
    assert texts(paragraph(symbols)) == ["☑☐"]
    assert texts(paragraph(font)) == ["☑☐"]


def test_tabs_and_breaks_are_text_and_page_breaks_are_not() -> None:
    body = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type='page'/><w:noBreakHyphen/></w:r>"
    assert texts(paragraph(body)) == ["甲\t乙\n丙-"]


def test_hidden_words_are_marked() -> None:
    (block,) = read(docx(paragraph("明", run("暗一", "<w:vanish/>"), run("暗二", "<w:vanish/>"), "明"))).blocks
    assert (block.text, block.hidden) == ("明暗一暗二明", ((1, 5),))
    (block,) = read(docx(paragraph(run("明", "<w:vanish w:val='0'/>")))).blocks
    assert block.hidden == ()


def test_comments_in_the_file_keep_their_place() -> None:
    body = paragraph("付款", '<w:commentRangeStart w:id="7"/>', "九十日", '<w:commentRangeEnd w:id="7"/>', "内")
    remark = f'<w:comments {NAMES}><w:comment w:id="7" w:author="法务">{paragraph("太长")}</w:comment></w:comments>'
    (comment,) = read(docx(body, comments=remark)).comments
    assert (comment.block, comment.start, comment.end, comment.words, comment.author) == ("p1", 2, 5, "太长", "法务")


def test_headings_are_known_by_the_outline_that_their_style_inherits() -> None:
    styles = (
        f"<w:styles {NAMES}><w:style w:type='paragraph' w:styleId='a'><w:name w:val='heading 1'/>"
        "<w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style><w:style w:type='paragraph' w:styleId='b'>"
        "<w:name w:val='章'/><w:basedOn w:val='a'/></w:style></w:styles>"
    )
    blocks = read(
        docx(paragraph("第一章", properties="<w:pStyle w:val='b'/>") + paragraph("正文"), styles=styles)
    ).blocks
    assert [(one.kind, one.level, one.style) for one in blocks] == [(Kind.HEADING, 0, "章"), (Kind.PARAGRAPH, None, "")]


def test_a_paragraph_is_a_heading_by_its_own_outline() -> None:
    body = paragraph("第一章", properties="<w:outlineLvl w:val='0'/>") + paragraph(
        "正文", properties="<w:outlineLvl w:val='9'/>"
    )
    assert [(one.kind, one.level) for one in read(docx(body)).blocks] == [(Kind.HEADING, 0), (Kind.PARAGRAPH, None)]


def test_a_field_that_never_ends_does_not_swallow_the_text_behind_it() -> None:
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF</w:instrText></w:r>"
    assert texts(paragraph("按", field) + paragraph("付款")) == ["按", "付款"]


def test_the_strict_flavour_of_the_standard_is_read_the_same() -> None:
    content = docx(paragraph("甲方"))
    from concord.engines.review.reading.package import WORD, parsed

    strict = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    assert parsed(strict, "").tag == f"{{{WORD}}}document"
    assert read(content).blocks[0].text == "甲方"
