"""Automatic numbers are those that Word prints."""

import pytest

from concord.engines.review.reading.counting import written
from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests.office import NAMES, docx, level, listed, numbering, paragraph


def numbers(body: str, lists: str, **parts: str) -> list[str]:
    return [block.number for block in read(docx(body, numbering=lists, **parts)).blocks]


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 105, "一○五"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("ideographDigital", 10, "一〇"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalFullWidth", 12, "１２"),
        ("numberInDash", 3, "- 3 -"),
        ("ordinal", 22, "22nd"),
        ("none", 5, ""),
        ("never heard of", 5, "5"),
        ("ideographTraditional", 10**9, "1000000000"),
    ],
)
def test_each_number_format_is_written_as_word_writes_it(form: str, number: int, shown: str) -> None:
    assert written(number, form) == shown


def test_articles_and_their_items_are_counted() -> None:
    lists = numbering(level("chineseCountingThousand", "第%1条") + level("decimal", "%1.%2", 1, "<w:isLgl/>"))
    body = listed("甲", 1) + listed("乙", 1, 1) + listed("丙", 1, 1) + listed("丁", 1) + listed("戊", 1, 1)
    assert numbers(body, lists) == ["第一条", "1.1", "1.2", "第二条", "2.1"]


def test_a_list_that_never_restarts_counts_on() -> None:
    lists = numbering(level("decimal", "%1.") + level("decimal", "(%2)", 1, '<w:lvlRestart w:val="0"/>'))
    body = listed("甲", 1) + listed("乙", 1, 1) + listed("丙", 1) + listed("丁", 1, 1)
    assert numbers(body, lists) == ["1.", "(1)", "2.", "(2)"]


def test_a_second_use_of_a_list_counts_on_unless_it_starts_anew() -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    lists = numbering(level("decimal", "%1."), nums=again + anew)
    body = listed("甲", 1) + listed("乙", 2) + listed("丙", 3) + listed("丁", 3)
    assert numbers(body, lists) == ["1.", "2.", "5.", "6."]


def test_a_style_brings_its_list_and_a_zero_takes_it_away() -> None:
    styles = (
        f"<w:styles {NAMES}><w:style w:type='paragraph' w:styleId='tiao'><w:name w:val='条'/>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>"
    )
    lists = numbering(level("decimal", "%1") + level("chineseCounting", "第%2条", 1, '<w:pStyle w:val="tiao"/>'))
    named = "<w:pStyle w:val='tiao'/>"
    body = paragraph("甲", properties=named) + paragraph(
        "乙", properties=f"{named}<w:numPr><w:numId w:val='0'/></w:numPr>"
    )
    assert numbers(body, lists, styles=styles) == ["第一条", ""]


def test_a_bullet_is_no_number_but_a_box_to_tick_is_kept() -> None:
    lists = numbering(level("bullet", "•"), level("bullet", "□"))
    assert numbers(listed("甲", 1) + listed("乙", 2), lists) == ["", "□"]


def test_a_paragraph_that_an_open_change_deletes_is_not_counted() -> None:
    gone = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>"
    )
    lists = numbering(level("decimal", "%1."))
    assert numbers(listed("甲", 1) + gone + listed("丙", 1), lists) == ["1.", "", "2."]
