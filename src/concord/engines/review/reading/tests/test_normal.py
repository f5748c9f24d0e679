"""Folding changes widths and look-alike glyphs only, and tells the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.review.reading.normal import folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１２，０００．００元", "12,000.00元"),
        ("第⑴款", "第⑴款"),
        ("⽅⻓", "方长"),
        ("Ａ·Ｂ", "A·B"),
        ("肆万贰任", "肆万贰任"),
        ("㎡", "m2"),
        ("百\u200b元", "百元"),
        ("（甲方）：", "(甲方):"),
    ],
)
def test_width_is_folded_and_mistakes_stay(text: str, plain: str) -> None:
    assert folded(text).text == plain


def test_a_place_in_the_folded_text_leads_back() -> None:
    found = folded("共１０\u200b０㎡整")
    start = found.text.index("100m2")
    assert found.text == "共100m2整"
    assert found.span(start, start + 5) == (1, 6)
    assert found.span(0, 0) == (0, 0)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_each_folded_sign_comes_from_one_place_in_order(text: str) -> None:
    found = folded(text)
    assert len(found.back) == len(found.text) + 1
    assert list(found.back) == sorted(found.back)
    assert found.back[-1] == len(text)
    assert folded(found.text).text == found.text or text != found.text
