"""The invented records: the same for the same seed, as many doubles as said, with what makes linking hard."""

from collections import Counter, defaultdict
from itertools import islice

import pytest

from concord.engines.linkage.generate import DOUBLES, Known, generate
from concord.engines.linkage.generate.sources import SOURCES


@pytest.fixture(scope="module")
def known() -> list[Known]:
    return list(generate(20_000, seed=11))


def test_the_same_seed_gives_the_same_records(known: list[Known]) -> None:
    assert list(islice(generate(2_400_000, seed=11), 500)) == known[:500]
    assert list(generate(500, seed=12)) != known[:500]


def test_an_eighth_are_doubles(known: list[Known]) -> None:
    doubles = 1 - len({one.matter for one in known}) / len(known)
    assert abs(doubles - DOUBLES) < 0.01


def test_no_two_records_have_the_same_key_and_all_sources_speak(known: list[Known]) -> None:
    assert len({one.record.key for one in known}) == len(known) == 20_000
    assert set(Counter(one.record.source for one in known)) == set(SOURCES)


def test_numbers_are_masked_names_hidden_and_dates_moved(known: list[Known]) -> None:
    records = [one.record for one in known]
    assert any("*" in one.phone for one in records)
    assert any("*" in one.identity for one in records)
    assert any(one.name.endswith("先生") for one in records)
    days = defaultdict(set)
    for one in known:
        days[one.matter].add(one.record.day)
    assert sum(len(found) > 1 for found in days.values()) > 1_000


def test_some_people_have_several_matters_and_some_companies_very_many(known: list[Known]) -> None:
    matters = defaultdict(set)
    for one in known:
        matters[one.person].add(one.matter)
    assert sum(len(found) > 1 for found in matters.values()) > 500
    assert Counter(one.record.against for one in known if one.record.against).most_common(1)[0][1] > 10
