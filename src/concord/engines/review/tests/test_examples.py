"""Each rule finds what its examples say it finds, and leaves alone what they say is right."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from concord.engines.review.document import Document, Finding
from concord.engines.review.registry import LOOKS, rules
from concord.engines.review.screen import screen
from concord.engines.review.statutes import DATA, loaded
from concord.engines.review.tests.texts import example
from tests.bench.contracts.composing import NATURES, clean, document


@cache
def examples() -> dict[str, dict[str, list[object]]]:
    found: dict[str, dict[str, list[object]]] = {}
    for path in sorted((DATA / "examples").iterdir(), key=lambda one: one.name):
        found |= loaded(path)
    return found


def found_in(told: object) -> set[str]:
    return {one.rule for one in screen(*example(told)).findings}


def test_every_rule_of_the_catalogue_has_a_function_and_examples_of_both_kinds() -> None:
    assert set(rules()) == set(LOOKS) == set(examples())
    assert len(rules()) == 153
    assert [name for name, one in examples().items() if not one["wrong"] or not one["right"]] == []


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_finds_what_is_wrong_and_leaves_alone_what_is_right(name: str) -> None:
    assert [told for told in examples()[name]["wrong"] if name not in found_in(told)] == []
    assert [told for told in examples()[name]["right"] if name in found_in(told)] == []


def applied(read: Document, one: Finding) -> Document:
    """The document with a finding's words in the place of what was found."""
    span = one.spans[0]
    return replace(
        read,
        blocks=tuple(
            replace(block, text=block.text[: span.start] + one.replacement + block.text[span.end :])
            if block.id == span.block
            else block
            for block in read.blocks
        ),
    )


def test_words_put_in_the_place_of_what_was_found_mend_it_and_spoil_nothing_else() -> None:
    mended = set()
    for told in [one for name in examples() for one in examples()[name]["wrong"]]:
        read, context = example(told)
        found = screen(read, context).findings
        before = Counter(one.rule for one in found)
        for one in (one for one in found if one.replacement):
            after = Counter(other.rule for other in screen(applied(read, one), context).findings)
            assert after[one.rule] < before[one.rule], (one.rule, one.quote, one.replacement)
            assert after <= before, (one.rule, one.quote, one.replacement)
            mended.add(one.rule)
    assert {name for name, one in rules().items() if one.wording} <= mended


@pytest.mark.parametrize("nature", NATURES)
def test_nothing_is_found_in_a_clean_contract(nature: str) -> None:
    for seed in (1, 2, 3):
        review = screen(document(clean(nature, seed).words()))
        assert review.nature == nature
        assert {one.rule for one in review.findings} <= {"PRC-06"}
