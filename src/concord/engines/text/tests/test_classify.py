"""What the classifier promises: right kind, readable reasons, any input, speed, and the card's figures."""

import re
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.text.card import held_out
from concord.engines.text.classify import classify, classify_many
from concord.engines.text.measure import figures, judge
from concord.engines.text.model import file_of, model
from concord.engines.text.taxonomy import taxonomy


@pytest.mark.parametrize(
    ("report", "item"),
    [
        ("包工头拖欠我们十几个农民工的工资，工地干完了人就跑了", "C08-1"),
        ("楼上漏水把我家天花板泡坏了，找他他不认", "C02-3"),
        ("工地半夜打桩，噪音扰民，孩子睡不着", "C16-1"),
        ("开发商逾期交房一年，售楼部不给说法", "C17-3"),
        ("城里主干道的路灯坏了两个月，路面坑洼积水", "C21-3"),
        ("老师周末违规补课还收费", "C18-3"),
        ("咨询一下，落户需要哪些材料？谢谢", "none"),
    ],
)
def test_plain_reports_find_their_item(report, item):
    said = classify(report)
    assert said.item == item
    assert said.category == item.partition("-")[0] == said.top3[0]


def test_reasons_are_words_of_the_text_where_they_stand():
    text = "尊敬的领导：楼上邻居家漏水，找了多次都不修。"
    reasons = classify(text).because
    assert reasons
    assert all(text[reason.start :].startswith(reason.word) for reason in reasons)
    assert any("漏水" in reason.word for reason in reasons)


def test_the_reasons_carry_the_proposal():
    """Without the words that were given as reasons the proposal loses its share: they are reasons, not ornament."""
    text = "我家楼上漏水，卫生间漏水一年多，天花板发霉，邻居不肯修。"
    said = classify(text)
    rest = text
    for reason in said.because:
        rest = rest.replace(reason.word, "，")
    assert classify(rest).scores.get(said.category, 0.0) < said.scores[said.category] / 2


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    said = classify(text)
    assert said.item == "none" or said.item in taxonomy().items
    assert sum(said.scores.values()) == pytest.approx(1.0, abs=0.02)
    assert said.top3[0] == said.category


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "\ud800", "😀" * 50, "Привет", "བོད", "1" * 50, "x" * 200_000])
def test_what_says_nothing_is_none(text):
    assert classify(text).item == "none"


def test_many_at_once_are_answered_as_one_by_one():
    texts = ["房东不退押金", "", "请问几点上班", "村里的账从来不公开", "😀"]
    assert [said.item for said in classify_many(texts)] == [classify(text).item for text in texts]
    assert classify_many([]) == []


def test_a_thousand_reports_take_less_than_two_seconds_of_cpu():
    texts = [one.text * 12 for one in held_out()] * 6
    started = time.process_time()
    classify_many(texts[:1_000])
    assert time.process_time() - started < 2.0


def test_the_card_states_what_the_committed_model_does():
    card = (files("concord") / "data/text/model/CARD.md").read_text(encoding="utf-8")
    found = figures(judge(held_out()))
    assert f"| category right | {found.first:.1%} | {found.counted_first:.1%} |" in card
    assert f"| category in the first three | {found.three:.1%} | {found.counted_three:.1%} |" in card
    assert found.first > found.counted_first + 0.2


def test_the_model_is_small_and_names_its_version():
    assert file_of().stat().st_size < 5_000_000
    assert classify("停水三天").model == model().version
    assert re.fullmatch(r"disputes-\d{4}\.\d{2}", model().version)


@pytest.mark.parametrize(
    ("report", "tag"),
    [
        ("他持刀威胁要杀我全家", "人身安全风险"),
        ("欠我货款 80 万元", "金额较大"),
        ("包工头欠薪", "农民工"),
        ("全体业主联名", "涉众"),
    ],
)
def test_tags_name_their_cues(report, tag):
    found = {one.id: one.cues for one in classify(report).tags}
    assert all(cue in report for cue in found[tag])
    assert tag not in {one.id for one in classify("今天去公园散步").tags}
