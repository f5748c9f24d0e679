"""Looks at the counts of a county, and at words that rise: found where planted, silent where usual (D7, G4)."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.risk.areas import Counts, look_at_areas, look_at_day, series_of
from concord.engines.risk.background import vocabulary
from concord.engines.risk.report import Report
from concord.engines.risk.severity import Scale
from concord.engines.risk.topics import rising
from concord.engines.risk.unusual import Unusual, alert_on
from concord.engines.risk.warning import Ground, Subject

DAYS = 120
TODAY = date(2026, 3, 4)
VILLAGES = [f"33102400{town}{village:03d}" for town in range(1, 4) for village in range(1, 6)]
NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


def is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def counts(seed: int = 1, *, more: dict[str, int] | None = None, days: int = DAYS) -> Counts:
    """A quiet county, about one report a day; `more` today in some villages."""
    chance = np.random.default_rng(seed)
    made = {place: [int(one) for one in chance.poisson(0.07, days)] for place in VILLAGES}
    for place, number in (more or {}).items():
        made[place][-1] += number
    start = TODAY - timedelta(days=days - 1)
    return Counts(start, {place: tuple(days) for place, days in made.items()})


def test_many_in_one_village_are_found_there() -> None:
    found = look_at_areas(counts(more={VILLAGES[3]: 7}), is_weekend, seed=1)
    assert found is not None
    assert found.place == VILLAGES[3]
    assert found.probability < 1e-4


def test_the_same_number_over_a_township_is_found_as_the_township() -> None:
    found = look_at_areas(counts(more=dict.fromkeys(VILLAGES[:5], 3)), is_weekend, seed=1)
    assert found is not None
    assert found.place == VILLAGES[0][:9]


@pytest.mark.parametrize("days", [30, 69])
def test_where_little_is_known_nothing_is_said(days: int) -> None:
    known = counts(more={VILLAGES[0]: 9}, days=days)
    assert look_at_areas(known, is_weekend, seed=1) is None
    assert look_at_day(known, VILLAGES[0][:6], is_weekend) is None


def test_fewer_than_five_are_no_cluster() -> None:
    known = Counts(TODAY - timedelta(days=99), {VILLAGES[0]: (*(0,) * 99, 4)})
    assert look_at_areas(known, is_weekend, seed=1) is None
    assert look_at_day(known, VILLAGES[0], is_weekend) is None


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 50), first=st.integers(0, 6), later=st.integers(0, 6))
def test_a_look_during_the_day_is_never_less_likely_than_the_look_at_its_end(seed: int, first: int, later: int) -> None:
    """So looking every hour brings no false alarm that looking at night would not."""
    early = look_at_areas(counts(seed, more={VILLAGES[2]: first}), is_weekend, seed=9)
    late = look_at_areas(counts(seed, more={VILLAGES[2]: first + later}), is_weekend, seed=9)
    if early is not None:
        assert late is not None
        assert late.probability <= early.probability
    morning, evening = (
        look_at_day(counts(seed, more={VILLAGES[2]: number}), VILLAGES[2][:6], is_weekend)
        for number in (first, first + later)
    )
    if morning is not None:
        assert evening is not None
        assert evening.probability <= morning.probability


@given(st.lists(st.integers(0, 3), min_size=15, max_size=15))
def test_an_area_holds_what_its_places_hold(numbers: list[int]) -> None:
    known = Counts(TODAY, {place: (number,) for place, number in zip(VILLAGES, numbers, strict=True)})
    assert known.within().counts == (sum(numbers),)
    assert sum(known.within(area).counts[0] for area in series_of(known, digits=(9,))) == sum(numbers)


def written(number: int, words: str, *, ago: int, sender: str = "") -> Report:
    at = NOW - timedelta(days=ago)
    return Report(key=number, at=at, sender=sender or f"王{number}", title=words, words=words)


USUAL = ["楼上漏水物业不管", "路灯坏了没有人修", "工地夜间施工噪音大", "公司拖欠工资不发", "小区停车位不够用"]
BEFORE = [written(number, USUAL[number % 5], ago=20 + number % 40) for number in range(100)]
METER = "换了智能燃气表以后费用翻倍，燃气公司不给说法"


def test_words_that_many_begin_to_write_are_one_topic() -> None:
    now = [written(200 + n, USUAL[n % 5], ago=n % 10) for n in range(20)]
    new = [written(300 + n, METER, ago=n % 5) for n in range(9)]
    (rise,) = rising(BEFORE, [*now, *new], vocabulary(), 6)
    assert set(rise.evidence) == {one.key for one in new}
    assert rise.senders == 9
    assert "燃气" in "".join(rise.words)


def test_one_who_writes_often_makes_no_topic_and_the_usual_none() -> None:
    usual = [written(200 + n, USUAL[n % 5], ago=n % 10) for n in range(20)]
    often = [written(300 + n, METER, ago=n % 5, sender="同一人") for n in range(30)]
    assert rising(BEFORE, [*usual, *often], vocabulary(), 6) == []


def test_no_alert_of_any_kind_can_name_who_wrote() -> None:
    reports = [written(number, METER, ago=1) for number in range(6)]
    for ground in Ground:
        unusual = Unusual(ground, VILLAGES[0], 3, 6, 0.4, 1e-6, ("燃气表", "翻倍"))
        alert = alert_on(unusual, reports, TODAY, Scale())
        assert alert.subject in set(Subject)
        assert "王" not in repr(alert)
        assert alert.senders == 6
    assert not {one.name for one in fields(Unusual)} & {"sender", "senders", "person", "people"}
