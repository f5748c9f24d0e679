"""What is found by blocks, page by page, is what a plain recount finds, whatever the sizes of blocks and pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from concord.core.matters.access import declare_system
from concord.core.matters.models import JOINED_WITH, READ_WITH, Matter
from concord.core.matters.search import enter_for_search
from concord.core.matters.tests.worlds import CAPABILITY, World, build, may_see, worlds
from concord.core.people.models import Person
from concord.core.search import newest as engine
from concord.core.search.newest import newest
from concord.core.search.selectors import spread_of
from concord.core.search.tests.conftest import put
from concord.core.search.wanted import Wanted
from tests.ground.cast import COUNTY, NEXT_COUNTY, TOWNSHIP, Cast

pytestmark = pytest.mark.django_db
few = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
BLOCK = 4096


def walked(person: Person, by: Wanted, most: int) -> list[int]:
    """All that is found, by turning pages to the end."""
    keys: list[int] = []
    before: int | None = None
    while before != 0:
        page = newest(person, by, most, before)
        keys += page.keys
        assert before is None or page.floor < before
        before = page.floor
    return keys


@contextmanager
def small(monkeypatch: pytest.MonkeyPatch, few_: int = 1, most: int = 3) -> Iterator[None]:
    """Limits so low that a handful of matters is very many."""
    with monkeypatch.context() as patch:
        patch.setattr(engine, "FEW", few_)
        patch.setattr(engine, "MOST_LOOKED_AT", most)
        yield


@few
@given(world=worlds, most=st.integers(1, 3), narrow=st.booleans())
def test_pages_hold_what_may_be_seen(
    db: None, monkeypatch: pytest.MonkeyPatch, world: World, most: int, narrow: bool
) -> None:
    monkeypatch.setitem(READ_WITH, Matter.Kind.DISPUTE, CAPABILITY)
    monkeypatch.delitem(JOINED_WITH, Matter.Kind.CONSULTATION, raising=False)
    with transaction.atomic(), small(monkeypatch):
        declare_system()
        asker, cases = build(world, localdate())
        for matter in Matter.objects.filter(pk__in=cases):
            enter_for_search(matter, ["拖欠工资三个月"])
        by = Wanted(q="拖欠工资", place="330105" if narrow else "")
        allowed = [k for k, case in cases.items() if may_see(world, case) and case.place.startswith(by.place)]
        assert walked(asker, by, most) == sorted(allowed, reverse=True)
        assert walked(asker, Wanted(place=by.place), most) == sorted(allowed, reverse=True)
        assert spread_of(asker, by).number <= len(allowed)
        transaction.set_rollback(True)


def _many() -> list[Matter]:
    places = [COUNTY, TOWNSHIP, NEXT_COUNTY]
    words, stages = ("噪音", "物业费涨价"), ("ended", *["reported"] * 4)
    return [
        put(f"B-{n}", places[n % 3], words[n % 2], stage=stages[n % 5], pk=n * BLOCK // 2 + 1) for n in range(1, 40)
    ]


@pytest.mark.parametrize("who", ["alice", "nina"])
@pytest.mark.parametrize(
    "by", [Wanted(q="物业费"), Wanted(q="物业费", kind="dispute", stage="ended"), Wanted(q="物业费 噪音"),
           Wanted(q="物业费", place=TOWNSHIP), Wanted(q="物业费", since="week")]
)  # fmt: skip
def test_far_blocks_are_walked_to_the_end(cast: Cast, monkeypatch: pytest.MonkeyPatch, who: str, by: Wanted) -> None:
    made = _many()
    old = made[5]
    declare_system()
    Matter.objects.filter(pk=old.pk).update(opened_at=timezone.now() - timedelta(days=400))
    county = COUNTY if who == "alice" else NEXT_COUNTY
    expected = [
        one.pk for one in reversed(made)
        if one.place_id.startswith(county) and one.place_id.startswith(by.place)
        and all(word in one.title for word in by.q.split())
        and (not by.stage or one.stage == by.stage) and (not by.since or one.pk != old.pk)
    ]  # fmt: skip
    with small(monkeypatch):
        assert walked(cast[who], by, 2) == expected
        assert walked(cast[who], by, 1000) == expected


def test_a_page_ends_where_it_would_take_too_long(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _many()
    by = Wanted(q="物业费", place=TOWNSHIP, stage="nowhere", kind="dispute")
    with small(monkeypatch):
        page = newest(cast["alice"], by, 30)
    assert page.keys == []
    assert page.floor > 0
