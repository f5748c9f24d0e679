"""In whatever order people join, hold apart, undo and take out, the groups are what a recount of the pairs says."""

from itertools import combinations

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.core.linking.access import pairs_decided_by
from concord.core.linking.models import Grouped, Pair
from concord.core.linking.services.deciding import hold_apart, join_records, take_out, undo_decision
from concord.core.linking.services.settling import Weighed, settle
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from tests.linking.county import County

Two = tuple[int, int]
Weight = tuple[Two, float]
RECORDS = 5
PAIRS = list(combinations(range(RECORDS), 2))
DEEDS = {"join": join_records, "apart": hold_apart, "undo": undo_decision}
FOUND = st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from([15.0, 25.0, 50.0])), max_size=10)
DONE = st.lists(st.tuples(st.sampled_from([*DEEDS, "out"]), st.sampled_from(PAIRS)), max_size=12)


def recount() -> dict[int, int]:
    """Which matter leads which, by the joined pairs alone: all here are disputes, so the oldest leads."""
    lead = {matter: matter for matter in Matter.objects.values_list("pk", flat=True)}
    joined = list(Pair.objects.filter(state=Pair.State.JOINED).values_list("left", "right"))
    for _round in lead:
        for one, other in joined:
            lead[one] = lead[other] = min(lead[one], lead[other])
    alone = {one for one, first in lead.items() if list(lead.values()).count(first) == 1}
    return {one: first for one, first in lead.items() if one not in alone}


def do(deed: str, pair: Pair, alice: Person) -> None:
    """A deed of alice; a refusal changes nothing."""
    before = recount()
    try:
        with transaction.atomic():
            take_out(pair.left_id, by=alice) if deed == "out" else DEEDS[deed](pair.pk, by=alice)
    except Refusal:
        declare_system()
        assert recount() == before


@given(FOUND, DONE)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_groups_are_what_a_recount_says(county: County, found: list[Weight], done: list[tuple[str, Two]]) -> None:
    with transaction.atomic():
        matters, alice = [county.new() for _record in range(RECORDS)], county.cast["alice"]
        for (left, right), weight in dict(found).items():
            settle([Weighed(matters[left], matters[right], weight, (("who", "", 9.0),))])
        for deed, (left, right) in done:
            pair = pairs_decided_by(alice).filter(left=matters[left], right=matters[right]).first()
            if pair is not None:
                do(deed, pair, alice)
            declare_system()
            group = dict(Grouped.objects.values_list("matter", "lead"))
            assert group == recount()
            apart = Pair.objects.filter(state=Pair.State.APART).values_list("left", "right")
            assert not [two for two in apart if group.get(two[0], -1) == group.get(two[1], -2)]
        transaction.set_rollback(True)
