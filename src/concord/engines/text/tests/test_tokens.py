"""Search tokens: whatever stands in a text is found, and no query can break out of its quotes."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from concord.engines.text.tokens import query_bigrams, runs_of, search_bigrams

HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x4E40), min_size=2, max_size=30)


def matches(index: str, query: str) -> bool:
    """What PostgreSQL does with this small grammar: & of phrases, prefixes and words over positions."""
    words = index.split()

    def holds(term: str) -> bool:
        lexemes = re.findall(r"'([^']*)'(:\*)?", term)
        heads = range(len(words) - len(lexemes) + 1)
        pairs = [(text, bool(prefix)) for text, prefix in lexemes]
        return any(
            all(words[at + step].startswith(text) if prefix else words[at + step] == text
                for step, (text, prefix) in enumerate(pairs))
            for at in heads
        )  # fmt: skip

    return all(holds(term) for term in query.split(" & "))


@given(HAN, st.data())
def test_any_part_of_two_characters_or_more_is_found(text, data):
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    assert matches(search_bigrams(f"前面。{text}，after 12"), query_bigrams(text[start:end]))


@given(HAN, HAN)
def test_what_does_not_stand_there_is_not_found(text, other):
    assume(other not in text)
    assert not matches(search_bigrams(text), query_bigrams(other))


@pytest.mark.parametrize(
    ("text", "words"), [("争议", "争"), ("争议", "议"), ("合同 HT-2026-01", "ht 2026"), ("ＡＢＣ公司", "abc")]
)
def test_single_characters_words_and_numbers_are_found(text, words):
    assert matches(search_bigrams(text), query_bigrams(words))


@given(st.text(max_size=80))
def test_a_query_is_made_of_safe_pieces_or_refused(words):
    if not runs_of(words):
        with pytest.raises(ValueError, match="Type a word"):
            query_bigrams(words)
        return
    piece = r"'[^'\\\s&|!<>:()*]+'"
    term = rf"(?:{piece}:\*|\({piece}(?: <-> {piece})*\))"
    assert re.fullmatch(rf"{term}(?: & {term})*", query_bigrams(words))


def test_a_word_too_long_for_the_database_is_cut():
    assert max(len(lexeme) for lexeme in re.findall(r"'([^']+)'", query_bigrams("x" * 5_000))) <= 255
