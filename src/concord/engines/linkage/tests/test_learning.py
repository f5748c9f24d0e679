"""A model is learnt without labels, and its bars are in order."""

import pytest

from concord.engines.linkage.learning import learn
from concord.engines.linkage.levels import PARTIES
from concord.engines.linkage.model import Model


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return learn(PARTIES, 4_000, tmp_path_factory.mktemp("learnt"))


def test_what_agrees_speaks_for_the_same_and_what_differs_against(learnt: Model) -> None:
    for name, odds in learnt.odds.items():
        assert odds[0].weight > 5 > 0 > odds[-1].weight, name


def test_bars_are_in_order(learnt: Model) -> None:
    assert learnt.bars.possible <= learnt.bars.match <= learnt.bars.sure


def test_a_family_member_is_never_a_match_by_telephone_and_village_alone(learnt: Model) -> None:
    surname = [level.en for level in PARTIES.comparisons[0].levels].index("the same surname only")
    assert learnt.odds["name"][surname].weight <= -12
