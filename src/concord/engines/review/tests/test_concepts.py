"""Concepts and their combinations: what is written is used, and a wording stays within its sentence."""

import re

import pytest
import yaml

from concord.engines.review.concepts import combinations, combining, concept
from concord.engines.review.registry import rules
from concord.engines.review.statutes import DATA
from concord.engines.review.text import At, Sentence

CONCEPTS = yaml.safe_load((DATA / "concepts.yaml").read_text(encoding="utf-8"))
COMBINED = yaml.safe_load((DATA / "combinations.yaml").read_text(encoding="utf-8"))


def said(words: str) -> Sentence:
    return Sentence(At(0, len(words)), words)


def test_every_combination_belongs_to_a_rule_and_can_be_read() -> None:
    assert set(combining()) <= set(rules())
    assert all(combinations(name) for name in combining())


def test_every_concept_is_used() -> None:
    named = {name.removeprefix("-") for told in COMBINED.values() for row in told["any"] for name in row}
    named |= {name for told in COMBINED.values() for name in told.get("unless", [])}
    named |= {name for words in CONCEPTS.values() for name in re.findall(r"<([^<>=!]+)>", words)}
    assert named == set(CONCEPTS)


def test_no_wording_is_written_twice() -> None:
    for name, words in CONCEPTS.items():
        assert len(words.split()) == len(set(words.split())), name


def test_a_concept_that_nobody_defined_is_an_error() -> None:
    with pytest.raises(TypeError, match="has no wordings called 天上掉钱"):
        concept("天上掉钱")


def test_a_gap_does_not_reach_into_the_next_sentence() -> None:
    assert concept("第三方款").search("业主拨来工程款")
    assert not concept("第三方款").search("通知业主。甲方付款")


def test_who_is_a_party_is_no_third_party() -> None:
    waits = said("收到业主支付的款项后10日内付款")
    assert any(one.fits(waits) for one in combinations("PAY-09"))
    assert not any(one.fits(waits) for one in combinations("PAY-09", frozenset({"业主"})))


def test_what_the_law_allows_silences_a_rule() -> None:
    assert any(one.fits(said("乙方可以将全部工作分包")) for one in combinations("UNF-05"))
    assert not any(one.fits(said("乙方不得将全部工作分包，也不可以转包")) for one in combinations("UNF-05"))
