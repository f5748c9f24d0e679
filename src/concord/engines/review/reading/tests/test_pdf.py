"""A PDF, a scan or a photo is read in paragraphs and cells: what the page broke is whole again."""

import pytest
from PIL import Image, ImageDraw

from concord.engines.review.document import Cell, Format, Kind
from concord.engines.review.reading.read import read
from concord.engines.review.reading.scan import NeedsRecognition, Recognised
from concord.engines.review.reading.tests.printed import pdf
from concord.engines.review.refused import Refused

CLAUSE = (
    "乙方应当在合同签订之日起三十日内向甲方提交完整的实施方案，经甲方书面确认之后方可进场施工，由此造成的损失由其承担。"
)


def test_broken_lines_become_one_paragraph() -> None:
    blocks = read(pdf(f"第一条 方案\n\n{CLAUSE}\n\n第二条 价款\n\n{CLAUSE}")).blocks
    assert [block.text for block in blocks] == ["第一条方案", CLAUSE, "第二条价款", CLAUSE]
    assert len(blocks[1].boxes) > 1
    assert [(block.page, block.id) for block in blocks] == [(1, "p1"), (1, "p2"), (1, "p3"), (1, "p4")]


def test_a_line_that_is_short_because_the_next_begins_with_a_whole_amount_goes_on() -> None:
    clause = "每季考核合格后十五日内支付，计￥88,375.00元；其余各期的金额与此相同。"
    assert [block.text for block in read(pdf(f"{clause}\n\n下一条。")).blocks] == [clause, "下一条。"]


def test_a_clause_that_goes_over_the_page_is_whole() -> None:
    long = CLAUSE * 12
    document = read(pdf(long))
    assert document.pages == 2
    assert [block.text for block in document.blocks] == [long]


def test_headers_and_page_numbers_are_told_once() -> None:
    page = 'header: [合同编号：X-1], footer: context [第 #counter(page).display() 页], numbering: "1"'
    blocks = read(pdf("\n#pagebreak()\n".join(["甲"] * 4), page)).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.HEADER, "合同编号：X-1"), *[(Kind.PARAGRAPH, "甲")] * 4, (Kind.FOOTER, "第1页"),
    ]  # fmt: skip


def test_a_ruled_table_is_read_cell_by_cell_with_merged_cells() -> None:
    cells = "[名称], [数量], [合价], [水泥], [10], [12345.00], table.cell(colspan: 2)[合计], [12345.00]"
    table = f"#table(columns: (60pt, 50pt, 60pt), {cells})"
    blocks = read(pdf(f"清单如下：\n\n{table}\n\n以上为全部。")).blocks
    assert [block.text for block in blocks if block.cell is None] == ["清单如下：", "以上为全部。"]
    assert [(one.text, one.cell) for one in blocks if one.cell] == [
        ("名称", Cell(0, 0, 0)), ("数量", Cell(0, 0, 1)), ("合价", Cell(0, 0, 2)),
        ("水泥", Cell(0, 1, 0)), ("10", Cell(0, 1, 1)), ("12345.00", Cell(0, 1, 2)),
        ("合计", Cell(0, 2, 0, 1, 2)), ("12345.00", Cell(0, 2, 2)),
    ]  # fmt: skip


def test_a_number_that_wraps_in_its_cell_is_one_number() -> None:
    table = "#table(columns: (80pt, 50pt), [合价], [111105.0#linebreak()0], [备注], [甲#linebreak()乙])"
    assert [block.text for block in read(pdf(table)).blocks] == ["合价", "111105.00", "备注", "甲\n乙"]


def test_a_table_that_goes_on_over_the_page_is_one_table() -> None:
    rows = "".join(f"[项{count}], [{count}]," for count in range(30))
    blocks = read(pdf(f"#table(columns: 2, table.header([名称], [数量]), {rows})")).blocks
    assert [block.text for block in blocks if block.cell and block.cell.column == 1] == [
        "数量", *(str(count) for count in range(30)),
    ]  # fmt: skip
    assert {block.cell.table for block in blocks if block.cell} == {0}
    assert len({block.id for block in blocks}) == len(blocks)


def test_a_line_under_a_word_and_a_frame_are_no_table() -> None:
    blocks = read(pdf("合同编号：#underline[X-1]\n\n#rect(width: 100pt)[特别约定]")).blocks
    assert [(block.text, block.cell) for block in blocks] == [("合同编号：X-1", None), ("特别约定", None)]


def test_latin_words_keep_their_spaces_and_wide_gaps_stay_wide() -> None:
    blocks = read(pdf("OpenStack Nova 平台 3 套#h(60pt)单价 100 元")).blocks
    assert blocks[0].text == "OpenStack Nova平台3套  单价100元"


def scanned(pages: int = 1) -> bytes:
    from io import BytesIO

    out = BytesIO()
    pictures = [Image.new("RGB", (600, 800), "white") for _page in range(pages)]
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def stand_in(picture: Image.Image) -> list[Recognised]:
    """Recognises two lines at the same places of each picture."""
    return [
        Recognised("合同价款：", (picture.width * 0.1, 100, picture.width * 0.3, 130), 0.9),
        Recognised("100元", (picture.width * 0.5, 102, picture.width * 0.7, 131), 0.9),
        Recognised("第二条", (picture.width * 0.1, 300, picture.width * 0.3, 330), 0.9),
    ]


def test_a_scan_is_refused_until_somebody_can_recognise_it() -> None:
    with pytest.raises(NeedsRecognition):
        read(scanned())
    document = read(scanned(), recognise=stand_in)
    assert (document.format, document.recognised, len(document.warnings)) == (Format.SCAN, True, 1)
    assert [block.text for block in document.blocks] == ["合同价款：  100元", "第二条"]


def ruled_page() -> bytes:
    """A picture of a table of two columns and two rows."""
    from io import BytesIO

    picture = Image.new("RGB", (600, 800), "white")
    draw = ImageDraw.Draw(picture)
    for y in (100, 160, 240):
        draw.line((50, y, 350, y), fill="black", width=2)
    for x in (50, 200, 350):
        draw.line((x, 100, x, 240), fill="black", width=2)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_a_table_in_a_picture_is_found_by_its_lines() -> None:
    told = [
        Recognised("合价", (60, 115, 110, 140), 0.9), Recognised("数量", (210, 115, 260, 140), 0.9),
        Recognised("111105.0", (58, 170, 192, 195), 0.9), Recognised("10", (210, 170, 235, 195), 0.9),
        Recognised("0", (58, 205, 72, 230), 0.9), Recognised("以上为全部。", (50, 300, 200, 325), 0.9),
    ]  # fmt: skip
    blocks = read(ruled_page(), recognise=lambda _picture: told).blocks
    assert [(one.id, one.text) for one in blocks] == [
        ("t0r0c0", "合价"), ("t0r0c1", "数量"), ("t0r1c0", "111105.00"), ("t0r1c1", "10"), ("p1", "以上为全部。"),
    ]  # fmt: skip


def test_a_photo_of_a_page_is_a_scan() -> None:
    from io import BytesIO

    out = BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PNG")
    with pytest.raises(NeedsRecognition):
        read(out.getvalue(), "合同.docx")
    assert read(out.getvalue(), recognise=stand_in).recognised


def test_a_pdf_without_any_text_or_picture_has_no_blocks() -> None:
    assert read(pdf("")).blocks == ()


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(Refused, match="2001 pages"):
        read(pdf("#pagebreak()\n" * 2000))
