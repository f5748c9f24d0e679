"""What hangs together is one matter, unless a chain of weak links alone holds it."""

from hypothesis import given
from hypothesis import strategies as st

from concord.engines.linkage.clusters import MOST_TOGETHER, Pair, clusters
from concord.engines.linkage.model import Bars

BARS = Bars(match=20, possible=10, sure=30)
RECORDS = st.sampled_from("abcdefgh")
PAIRS = st.lists(st.builds(Pair, RECORDS, RECORDS, st.sampled_from([5.0, 15.0, 22.0, 25.0, 31.0, 40.0])), max_size=20)


def test_two_that_match_are_joined() -> None:
    (found,) = clusters([Pair("a", "b", 21), Pair("b", "c", 15)], BARS)
    assert (found.records, found.weakest, found.safe) == (("a", "b"), 21, True)


def test_a_chain_with_a_weak_link_is_put_before_a_person() -> None:
    (chained,) = clusters([Pair("a", "b", 40), Pair("b", "c", 22)], BARS)
    assert (chained.records, chained.weakest, chained.safe) == (("a", "b", "c"), 22, False)


def test_a_weak_link_does_no_harm_where_strong_ones_hold() -> None:
    (held,) = clusters([Pair("a", "b", 40), Pair("b", "c", 22), Pair("a", "c", 35)], BARS)
    assert (held.weakest, held.safe) == (35, True)


def test_very_many_at_once_are_looked_at_by_a_person() -> None:
    star = [Pair("0", str(other), 50) for other in range(1, MOST_TOGETHER + 1)]
    assert [(len(one.records), one.safe) for one in clusters(star, BARS)] == [(MOST_TOGETHER + 1, False)]


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_pairs_does_not_matter(pairs: list[Pair], chance: object) -> None:
    mixed = sorted(pairs, key=lambda _pair: chance.random())  # type: ignore[attr-defined]
    assert clusters(mixed, BARS) == clusters(pairs, BARS)


@given(PAIRS)
def test_every_match_lies_within_one_cluster_and_no_record_in_two(pairs: list[Pair]) -> None:
    found = clusters(pairs, BARS)
    of = {record: at for at, one in enumerate(found) for record in one.records}
    assert len(of) == sum(len(one.records) for one in found)
    matches = [pair for pair in pairs if pair.weight >= BARS.match and pair.left != pair.right]
    assert [pair for pair in matches if of[pair.left] != of[pair.right]] == []
