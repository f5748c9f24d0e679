"""Two versions side by side: clauses paired though others come between, words in pieces, and what became of facts."""

import pytest

from concord.engines.review.comparing import ClauseCompared, Difference, compared
from concord.engines.review.document import Document
from concord.engines.review.modelform import draft, forms
from concord.engines.review.reading.read import read
from concord.engines.review.writing.new import new_docx

GIVEN = {
    "a_name": "云溪区档案馆",
    "b_name": "恒测科技有限公司",
    "price": "100000.00",
    "days": "60",
    "signed": "2026-03-02",
}


def text(*changes: tuple[str, str], **given: str) -> Document:
    """The software form filled, with words put in place of others."""
    words = "\n".join(line.words for line in draft(forms()["software"], GIVEN | given))
    for old, new in changes:
        assert old in words
        words = words.replace(old, new, 1)
    return read(words.encode())


def differing(before: Document, after: Document) -> list[ClauseCompared]:
    return [one for one in compared(before, after) if one.difference is not Difference.SAME]


def test_the_same_text_differs_nowhere() -> None:
    assert differing(text(), text()) == []


def test_spaces_and_full_width_are_no_difference() -> None:
    assert differing(text(), text(("60日", "６０ 日"))) == []


def test_a_changed_length_of_time_is_named() -> None:
    (one,) = differing(text(), text(("60日", "90日")))
    assert one.title == "履行期限"
    assert [(fact.kind, fact.before, fact.after) for fact in one.meanings] == [("length", "60日", "90日")]
    assert [piece.words for piece in one.pieces if piece.kind is Difference.REMOVED] == ["60"]
    assert [piece.words for piece in one.pieces if piece.kind is Difference.ADDED] == ["90"]


def test_a_changed_price_is_named_with_its_tax_and_instalments() -> None:
    titles = {one.title for one in differing(text(), text(price="120000.00"))}
    assert titles == {"合同价款", "付款方式"}


def test_a_clause_that_was_put_in_leaves_those_below_it_alone() -> None:
    (one,) = differing(text(), text(("第三条　履行期限", "第三条　驻场人员\n乙方派驻三人。\n第三条　履行期限")))
    assert (one.difference, one.title) == (Difference.ADDED, "驻场人员")


def test_a_clause_that_was_taken_out_stands_where_it_stood() -> None:
    lines = [line.words for line in draft(forms()["software"], GIVEN)]
    at = lines.index("第六条　验收")
    shorter = read("\n".join(lines[:at] + lines[at + 2 :]).encode())
    found = compared(text(), shorter)
    gone = [place for place, one in enumerate(found) if one.difference is Difference.REMOVED]
    assert [found[place].title for place in gone] == ["验收"]
    assert found[gone[0] - 1].title == "付款方式"


def test_a_clause_with_another_heading_is_known_by_its_words() -> None:
    (one,) = differing(text(), text(("第六条　验收", "第六条　检验与接收")))
    assert (one.difference, one.title) == (Difference.CHANGED, "检验与接收")


@pytest.mark.parametrize("words", ["", "只有一句话。", "第一条　标的\n第二条　价款"])
def test_any_two_texts_can_be_compared(words: str) -> None:
    other = read((words or "　").encode())
    joined = compared(text(), other)
    assert joined
    assert all(one.pieces for one in joined)


def test_pieces_join_to_both_texts() -> None:
    (one,) = differing(text(), text(("15个工作日内组织验收", "三日内组织验收")))
    before = "".join(piece.words for piece in one.pieces if piece.kind is not Difference.ADDED)
    after = "".join(piece.words for piece in one.pieces if piece.kind is not Difference.REMOVED)
    assert "15个工作日内组织验收" in before
    assert "三日内组织验收" in after


def test_a_file_made_twice_is_the_same_file() -> None:
    lines = draft(forms()["lease"], GIVEN)
    assert new_docx(lines) == new_docx(lines)
    assert [block.text for block in read(new_docx(lines)).blocks] == [line.words for line in lines]
