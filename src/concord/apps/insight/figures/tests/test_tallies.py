"""Figures are counted once, the same from sums as from entries, and exactly the matters that a person may read (D8)."""

import pytest
from django.utils.timezone import localdate

from concord.apps.insight.figures.access import place_seen_by, sight_of
from concord.apps.insight.figures.models import Rollup, Stale
from concord.apps.insight.figures.periods import last_year
from concord.apps.insight.figures.selectors.asking import Cut
from concord.apps.insight.figures.selectors.headline import headline
from concord.apps.insight.figures.selectors.tallies import tally
from concord.apps.insight.figures.services.defining import publish_shipped_figures
from concord.apps.insight.figures.tests.told import hear, report, sum_up
from concord.core.matters.access import declare_system
from concord.core.people.models import Place
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
DISPUTES = ("dispute",)


def intake(person, place: str = "", side: str = "") -> int:
    sight = sight_of(person, place_seen_by(person, place))
    return tally(sight, last_year(localdate()), Cut(side=side)).of("opened", DISPUTES)


@pytest.mark.parametrize("summed", [False, True])
@pytest.mark.parametrize("side", ["", "place", "category", "source", "lead", "level"])
def test_a_report_is_counted_before_and_after_it_is_summed(cast: Cast, summed: bool, side: str) -> None:
    hear(report(), report())
    if summed:
        sum_up()
        assert not Stale.objects.exists()
        declare_system()
        assert Rollup.objects.exists()
    assert intake(cast["alice"], side=side) == 2
    assert intake(cast["alice"], cast.township, side=side) == 2
    assert intake(cast["nina"], side=side) == 0  # of the next county


def test_who_has_no_business_with_a_place_finds_no_figures_of_it(cast: Cast) -> None:
    for who, place in (("nina", cast.county), ("otto", cast.county), ("zed", ""), ("alice", "3301")):
        with pytest.raises(Place.DoesNotExist):
            place_seen_by(cast[who], place)


def test_the_headline_says_what_each_figure_stands_on(cast: Cast) -> None:
    publish_shipped_figures()
    hear(report(), report())
    figures = {one.indicator.code: one for one in headline(cast["alice"], "", localdate())}
    assert (figures["intake"].now.number, figures["intake"].before.number) == (2, 0)
    assert (figures["closure"].now.number, figures["closure"].now.cases) == (0, 2)
    assert figures["satisfaction"].now.number is None
    assert figures["per_inhabitants"].now.number == pytest.approx(2 * 10_000 / 1_120_985)
