"""Findings come back in the same Word file: at their very characters, with everything else as it was."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.review.document import Document, Finding, Revision, Severity, Span, Verdict
from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests.office import NAMES, cell, docx, paragraph, run, table
from concord.engines.review.writing.comments import Author, commented
from concord.engines.review.writing.redline import Change, changes, redlined

COUNSEL = Author("法务", datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
RICH = (
    paragraph("付款期限为", run("九十日", "<w:b/>"), "内。")
    + table([cell(paragraph("金额：100元"), paragraph("税率：13%")), "乙"])
    + paragraph("总价", f'<w:ins w:id="3" w:author="乙方">{run("壹佰万元")}</w:ins>', "整")
    + f"<w:sdt><w:sdtContent>{paragraph('控件中的价款')}</w:sdtContent></w:sdt>"
    + paragraph("按第", FIELD.format("begin"), "<w:r><w:instrText>REF</w:instrText></w:r>", FIELD.format("separate"),
                "五", FIELD.format("end"), "条", "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>")
)  # fmt: skip


def finding(*spans: tuple[str, int, int], quote: str = "", replacement: str = "") -> Finding:
    return Finding(
        "PAY-07", Severity.HIGH, Verdict.WRONG, tuple(Span(*span) for span in spans), quote, "付款期限超过60日。",
        ("中小企业款项条例9",), "改为60日以内。", replacement,
    )  # fmt: skip


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.id, block.text) for block in document.blocks]


def place(document: Document, words: str) -> tuple[str, int, int]:
    block = next(one for one in document.blocks if words in one.text)
    start = block.text.index(words)
    return block.id, start, start + len(words)


@pytest.mark.parametrize(
    "words", ["期限为九", "九十日", "十", "00元\n税", "佰万", "价壹佰万元整", "件中的", "五条甲\t", "\t乙"]
)
def test_a_comment_stands_at_its_very_characters(words: str) -> None:
    content = docx(RICH)
    before = read(content)
    after = read(commented(content, [finding(place(before, words))], COUNSEL))
    (comment,) = after.comments
    assert shape(after) == shape(before)
    assert (comment.block, comment.start, comment.end) == place(before, words)
    assert comment.words == "【PAY-07】付款期限超过60日。\n依据：中小企业款项条例9\n建议：改为60日以内。"


def test_only_the_parts_that_must_change_do() -> None:
    content = docx(RICH, styles=f"<w:styles {NAMES}/>", header1=f"<w:hdr {NAMES}>{paragraph('页眉')}</w:hdr>")
    before, after = parts(content), parts(commented(content, [finding(("p1", 0, 2))], COUNSEL))
    assert {name for name in after if after[name] != before.get(name)} == {
        "word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
    }  # fmt: skip
    assert list(before) == [name for name in after if name in before]


def test_comments_that_are_there_stay() -> None:
    first = commented(docx(RICH), [finding(("p1", 0, 2)), finding(("p1", 1, 4))], COUNSEL)
    second = read(commented(first, [finding(("p1", 1, 3))], COUNSEL))
    assert sorted((one.start, one.end) for one in second.comments) == [(0, 2), (1, 3), (1, 4)]


def test_where_word_takes_no_comments_the_nearest_place_says_what_is_meant() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('框内的话')}</w:txbxContent></v:textbox></w:pict></w:r>"
    body = paragraph("正文") + paragraph("旁边", box) + '<w:sectPr><w:headerReference r:id="rId_header1"/></w:sectPr>'
    content = docx(body, header1=f"<w:hdr {NAMES}>{paragraph('页眉的话')}</w:hdr>")
    boxed = finding(place(read(content), "框内"), quote="框内")
    header = finding(place(read(content), "页眉"), quote="页眉")
    comments = read(commented(content, [boxed, header, finding()], COUNSEL)).comments
    assert [(one.block, one.words[:10]) for one in comments] == [
        ("p2", "（文本框“框内”）【"), ("p1", "（页眉“页眉”）【P"), ("p1", "【PAY-07】付款"),
    ]  # fmt: skip


def test_a_comment_on_a_box_in_an_otherwise_empty_paragraph_makes_no_block() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('框内')}</w:txbxContent></v:textbox></w:pict></w:r>"
    content = docx(paragraph(box))
    before = read(content)
    after = read(commented(content, [finding(place(before, "框内"), quote="框内")], COUNSEL))
    assert shape(after) == shape(before)
    assert [(one.block, one.words[:9]) for one in after.comments] == [("", "（文本框“框内”）")]


def test_an_empty_cell_can_be_commented() -> None:
    content = docx(table(["金额", ""]))
    (comment,) = read(commented(content, [finding(("t0r0c1", 0, 0))], COUNSEL)).comments
    assert comment.block == "t0r0c1"


@pytest.mark.parametrize(
    ("words", "new"),
    [
        ("九十日", "六十日"),
        ("限为九", "不超过九"),
        ("00元", ""),
        ("佰万", "仟万"),
        ("总价壹", "合计贰"),
        ("五", "六"),
        ("甲\t", "丙"),
    ],
)
def test_a_change_is_tracked_and_can_be_taken_back(words: str, new: str) -> None:
    content = docx(RICH)
    before = read(content)
    name, start, end = place(before, words)
    made = redlined(content, [Change(Span(name, start, end), new)], COUNSEL)
    block = read(made.content).block(name)
    old = before.block(name)
    assert made.left == ()
    assert block.text == old.text[:start] + new + old.text[end:]
    ours = [one for one in block.revisions if one.author == "法务"]
    assert "".join(one.words for one in ours if one.kind is Revision.DELETED) == words
    assert "".join(one.words for one in ours if one.kind is Revision.INSERTED) == new


@pytest.mark.parametrize("at", [0, 3, 9])
def test_words_are_inserted_where_nothing_is_struck_out(at: int) -> None:
    content = docx(RICH)
    old = read(content).block("p1").text
    made = redlined(content, [Change(Span("p1", at, at), "【新】")], COUNSEL)
    assert read(made.content).block("p1").text == old[:at] + "【新】" + old[at:]


def test_changes_that_overlap_or_name_no_place_are_left_out_and_told() -> None:
    proposed = [Change(Span("p1", 0, 4), "甲"), Change(Span("p1", 2, 6), "乙"), Change(Span("p99", 0, 1), "丙"),
                Change(Span("t0r0c0", 0, 12), "丁"), Change(Span("p1", 6, 7), "戊")]  # fmt: skip
    made = redlined(docx(RICH), proposed, COUNSEL)
    assert {change.words for change in made.left} == {"甲", "丙", "丁"}
    assert read(made.content).block("p1").text == "付款乙戊日内。"


@pytest.mark.parametrize(
    ("old", "new", "least"),
    [
        ("应于九十日内付清", "应于六十日内付清", Change(Span("p1", 2, 4), "六十")),
        ("合同额的12%", "合同额的10%", Change(Span("p1", 4, 7), "10%")),
        ("3.最终解释权归甲方", "3.由双方协商", Change(Span("p1", 2, 10), "由双方协商")),
    ],
)
def test_only_the_words_that_differ_are_changed(old: str, new: str, least: Change) -> None:
    assert changes([finding(("p1", 0, len(old)), quote=old, replacement=new)]) == [least]


def test_only_findings_that_know_the_very_words_become_changes() -> None:
    exact, advice = finding(("p1", 5, 8), replacement="六十日"), finding(("p1", 5, 8))
    assert changes([exact, advice, finding(replacement="六十日")]) == [Change(Span("p1", 5, 8), "六十日")]


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_spans_of_any_text_are_commented_without_changing_it(data: st.DataObject) -> None:
    runs = data.draw(st.lists(st.text("甲乙 9元", min_size=1, max_size=5), min_size=1, max_size=5))
    wrap = data.draw(st.sampled_from(["{}", "<w:ins w:author='乙'>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>"]))
    content = docx(paragraph(*(wrap.format(run(words)) for words in runs)))
    before = read(content)
    length = len(before.blocks[0].text)
    spans = [(min(start, length - 1), min(end, length)) for start, end in data.draw(SPANS)]
    spans = [(start, max(end, start + 1)) for start, end in spans]
    after = read(commented(content, [finding(("p1", *span)) for span in spans], COUNSEL))
    assert shape(after) == shape(before)
    assert [(one.start, one.end) for one in after.comments] == spans
    change = Change(Span("p1", *spans[0]), data.draw(st.text("新字", max_size=3)))
    (block,) = read(redlined(content, [change], COUNSEL).content).blocks or before.blocks
    text = before.blocks[0].text
    assert block.text == text[: spans[0][0]] + change.words + text[spans[0][1] :]
