"""What everyone sees of a county: small counts are hidden, and cannot be worked out from what is shown."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from concord.apps.insight.figures.definitions import indicator_of
from concord.apps.insight.figures.selectors.index import Points, combined
from concord.apps.insight.figures.selectors.published import K, as_shown, is_small, quarters_over, suppressed
from concord.apps.insight.figures.selectors.values import Value, quantile, wilson
from concord.apps.insight.figures.services.defining import publish_shipped_figures
from concord.apps.insight.figures.tests.told import hear, report
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from tests.ground.cast import Cast

SHARE = indicator_of({
    "code": "c", "zh": "率", "en": "r", "says_zh": "率", "says_en": "r", "shows": "share", "counts": "ended",
    "of": "opened", "kinds": ["dispute"], "better": "more", "least": 1,
})  # fmt: skip


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30)))
def test_no_small_count_can_be_worked_out(counts: dict[str, int]) -> None:
    shown = suppressed(counts)
    assert all(count is None or not is_small(count) for count in shown.values())
    assert all(count is None or count == counts[name] for name, count in shown.items())
    hidden = [counts[name] for name, count in shown.items() if count is None]
    # Of those hidden only their sum is known, and it could be made up otherwise; a small total is hidden too.
    assert not hidden or (len(hidden) > 1 and sum(hidden) >= 2 * K) or not any(count for count in shown.values())


@pytest.mark.parametrize(("part", "cases", "seen"), [(3, 20, False), (18, 20, False), (10, 20, True), (20, 20, True),
                                                     (4, 4, False)])  # fmt: skip
def test_a_share_is_shown_only_if_neither_side_of_it_is_small(part: int, cases: int, seen: bool) -> None:
    value = Value(100 * part / cases, cases, part)
    assert (as_shown(SHARE, value) is not None) == seen


@pytest.mark.django_db
def test_a_county_is_published_for_everyone_and_one_report_is_hidden(cast: Cast) -> None:
    publish_shipped_figures()
    quarter = quarters_over(localdate())[0]
    made = [report() for _ in range(12)]
    declare_system()
    within = timezone.now() - timedelta(days=(localdate() - quarter.last).days + 3)
    Matter.objects.filter(pk__in=[one.pk for one in made]).update(opened_at=within, topic="03-01")
    Matter.objects.filter(pk=made[0].pk).update(topic="05-01")
    hear(*made)
    for place, intake in ((cast.county, 12), ("330106", 0)):
        declare_follower(0)
        told = Client().get(f"/api/counties/{place}/figures?period={quarter.code}").json()
        assert told["figures"][0]["value"] == intake
    declare_follower(0)
    told = Client().get(f"/api/counties/{cast.county}/figures").json()
    assert [one["count"] for one in told["categories"]] == [None, None]  # one, and the other that would tell it
    declare_follower(0)
    assert Client().get(f"/figures/{cast.county}/").status_code == 200
    assert Client().get("/figures/3301/").status_code == 404
    assert Client().get(f"/figures/{cast.county}/?period=2026-10").status_code == 404


def test_intervals_are_those_of_the_books() -> None:
    low, high = wilson(10, 20)
    assert (round(low, 1), round(high, 1)) == (29.9, 70.1)  # Wilson 1927, as in Brown, Cai and DasGupta 2001
    assert wilson(0, 10)[0] == 0
    assert quantile([(1, 5), (3, 4), (9, 1)], 0.5).number == 1
    assert quantile([(1, 5), (3, 4), (9, 1)], 0.9).number == 3
    assert quantile([], 0.5).number is None
    both = combined([(50, Points(60, 50, 70)), (50, Points(40, 30, 50))])
    assert both is not None
    assert (both.number, round(both.low, 2), round(both.high, 2)) == (50, 42.93, 57.07)
