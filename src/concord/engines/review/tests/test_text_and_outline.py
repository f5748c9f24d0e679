"""Places in the joined text lead back to blocks, and the outline is read as people number it."""

import pytest

from concord.engines.review.document import Block, Cell, Document, Format, Kind, Span
from concord.engines.review.kinds import About, Clauses
from concord.engines.review.outline import Outline, Style
from concord.engines.review.tests.texts import document
from concord.engines.review.text import At, Text, folded


def outline(words: str) -> Outline:
    return Outline(Text(document(words)))


def test_folding_makes_signs_plain_and_keeps_every_place() -> None:
    written = "第１条　总价（含税）：￥１，２００．００；①仲裁"
    assert folded(written) == "第1条 总价(含税):¥1,200.00;①仲裁"
    assert len(folded(written)) == len(written)
    assert folded("⽅⺠⻔⻋") == "方民门车"


def test_a_place_over_a_border_is_characters_of_both_blocks() -> None:
    text = Text(document("合同总价\n十万元"))
    assert text.spans(At(2, 7)) == (Span("b0", 2, 4), Span("b1", 0, 2))
    assert text.spans(At(5, 5)) == ()
    assert text.quote(At(0, 8)) == "合同总价\n十万元"


def test_cells_of_a_row_are_one_line_and_headers_are_left_out() -> None:
    cells = [
        Block(f"c{place}", Kind.CELL, words, cell=Cell(0, 0, place)) for place, words in enumerate(["甲方", "某局"])
    ]
    read = Document(Format.DOCX, "", (Block("h", Kind.HEADER, "页眉"), *cells, Block("p", Kind.PARAGRAPH, "正文")))
    assert Text(read).words == "甲方\t某局\n正文"


def test_a_sentence_ends_at_full_stops_and_semicolons() -> None:
    text = Text(document("甲方付款；乙方交货。\n其他"))
    assert [text.sentence(place).words for place in (0, 5, 11)] == ["甲方付款", "乙方交货", "其他"]


@pytest.mark.parametrize(
    ("line", "style", "number", "title"),
    [
        ("第二十一条　违约责任", Style.ARTICLE, (21,), "违约责任"),
        ("第3条 付款方式：分期", Style.ARTICLE, (3,), "付款方式"),
        ("十—、争议解决", Style.COMMA, (11,), "争议解决"),
        ("（三）验收", Style.BRACKET, (3,), "验收"),
        ("3.1.2 交货地点", Style.DECIMAL, (3, 1, 2), "交货地点"),
        ("４．提供技术资料", Style.POINT, (4,), "提供技术资料"),
        ("（2）采购清单", Style.SMALL, (2,), "采购清单"),
        ("第一百零三条 附则", Style.ARTICLE, (103,), "附则"),
    ],
)
def test_a_heading_is_read_as_it_is_numbered(line: str, style: Style, number: tuple[int, ...], title: str) -> None:
    (found,) = outline(line).headings
    assert (found.style, found.number, found.title) == (style, number, title)


@pytest.mark.parametrize("line", ["第八条约定的期限", "3.5%的违约金", "2026.3.1 签订", "第三方付款"])
def test_what_only_looks_like_a_heading_is_none(line: str) -> None:
    assert [one for one in outline(line).headings if one.style is Style.ARTICLE or line[0] != "2"] == []


def test_a_number_printed_by_word_heads_its_clause() -> None:
    blocks = tuple(
        Block(f"b{place}", Kind.PARAGRAPH, words, number=f"第{number}条")
        for place, (number, words) in enumerate([("一", "标的"), ("二", "验收")])
    )
    read = Outline(Text(Document(Format.DOCX, "", blocks)))
    assert [(clause.number, clause.title) for clause in read.clauses] == [(1, "标的"), (2, "验收")]


def test_a_clause_reaches_to_the_next_main_heading() -> None:
    read = outline("第一条 标的\n（一）范围\n第二条 验收\n验收期限为10日。")
    assert [read.text.quote(clause.at) for clause in read.clauses] == [
        "第一条 标的\n（一）范围",
        "第二条 验收\n验收期限为10日。",
    ]
    assert read.clause(3) == read.clauses[0]
    assert read.numbers == {1, 2}


def test_what_a_contract_settles_is_known_by_heading_or_by_words() -> None:
    clauses = Clauses(outline("一、标的\n二、其他\n因本合同发生争议的，向人民法院提起诉讼。"))
    assert clauses.has(About.SUBJECT)
    assert clauses.has(About.DISPUTE)
    assert not clauses.has(About.SECRECY)
