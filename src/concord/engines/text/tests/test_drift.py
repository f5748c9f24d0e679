"""A watch rings when something changed, and by chance only as often as it says."""

import random
from collections import Counter

import pytest

from concord.engines.text.drift import RUN, grown, threshold_for, watch_agreement, watch_shares, wilson


def answers(dice: random.Random, share: float, number: int) -> list[bool]:
    return [dice.random() < share for _ in range(number)]


def test_wilsons_interval_is_that_of_the_books() -> None:
    found = wilson(15, 20)  # Newcombe 1998 gives such cases to four places
    assert (round(found.low, 3), round(found.high, 3)) == (0.531, 0.888)
    assert wilson(0, 0).high == 1.0
    assert wilson(20, 20).high == pytest.approx(1.0)
    assert wilson(20, 20).low < 0.9


@pytest.mark.parametrize("expected", [0.65, 0.8, 0.9])
def test_by_chance_it_rings_about_once_in_two_thousand_answers(expected: float) -> None:
    dice = random.Random(7)
    lengths = []
    for _ in range(120):
        told = answers(dice, expected, 12_000)
        found = _first_ring(told, expected)
        lengths.append(found)
    mean = sum(lengths) / len(lengths)
    assert RUN * 0.7 < mean < RUN * 1.5


def _first_ring(told: list[bool], expected: float) -> int:
    from concord.engines.text.drift import _steps

    agrees, differs = _steps(expected)
    statistic, threshold = 0.0, threshold_for(expected)
    for at, agreed in enumerate(told, 1):
        statistic = max(0.0, statistic + (agrees if agreed else differs))
        if statistic > threshold:
            return at
    return len(told)


def test_a_fall_of_agreement_rings_soon_and_says_since_when() -> None:
    dice = random.Random(3)
    steady = [watch_agreement(answers(dice, 0.85, 200), 0.85).rings for _ in range(100)]
    fallen = [watch_agreement(answers(dice, 0.85, 100) + answers(dice, 0.6, 150), 0.85) for _ in range(100)]
    assert sum(steady) < 20
    assert sum(one.rings for one in fallen) > 95
    since = sorted(one.since for one in fallen if one.rings)
    assert 80 < since[len(since) // 2] < 120


def test_the_mix_of_categories_rings_when_it_changed_and_seldom_by_chance() -> None:
    dice, names = random.Random(5), [f"C{at:02}" for at in range(1, 22)]
    weights = [1 / at for at in range(1, 22)]
    before = Counter(dice.choices(names, weights, k=900))
    rings = sum(watch_shares(before, Counter(dice.choices(names, weights, k=300))).rings for _ in range(300))
    assert rings <= 8
    other = Counter(dice.choices(names, weights[::-1], k=300))
    assert watch_shares(before, other).rings
    assert grown(before, other)[0][0] in {"C01", "C21"}


def test_without_texts_nothing_rings() -> None:
    assert not watch_shares({}, {"C01": 40}).rings
    assert not watch_shares({"C01": 3}, {"C01": 2}).rings
    assert not watch_agreement([], 0.8).rings
