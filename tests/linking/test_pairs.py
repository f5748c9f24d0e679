"""Two doors bring the same dispute: linked or proposed with reasons; a person joins, undoes, holds apart (D4)."""

import pytest
from django.utils import timezone

from concord.core.acts.models import Act
from concord.core.linking.models import Compared, Key, Pair
from concord.core.linking.selectors import distinct_disputes, lead_of
from concord.core.matters.access import declare_system
from concord.core.matters.forgetting import forget_parties
from concord.core.matters.models import Matter
from tests.linking.county import AT_THE_WINDOW, BY_PHONE, OTHER, County, hear, post

SOMEBODY_ELSE = {"name": "王某", "phone": "13955556666"}


def proposed(county: County) -> tuple[int, int, Pair]:
    """Two records of which a person must say whether they are the same."""
    one, other = county.dispute(), county.dispute(AT_THE_WINDOW, **SOMEBODY_ELSE)
    return one, other, county.pair(one, other)


def test_the_same_by_two_doors_is_linked_by_the_machine_with_reasons(county: County) -> None:
    one, other = county.dispute(), county.dispute(AT_THE_WINDOW)
    county.dispute(OTHER, respondent="")
    told = county.browser("alice").get(f"/api/linking/matters/{one}").json()
    (same,) = told["same"]
    assert (told["records"], told["leads"], same["record"]["id"], same["how"]) == (2, True, other, "machine")
    assert {reason["thing"]: reason["speaks"] for reason in same["reasons"]}["who came"] == "strongly_for"
    declare_system()
    assert Matter.objects.filter(is_open=True).count() == 3, "nothing is merged, closed or hidden"
    assert distinct_disputes(Matter.objects.all()) == 2
    assert lead_of([other, one])[other] == one


def test_somebody_elses_report_is_never_linked_by_the_machine(county: County) -> None:
    _one, _other, pair = proposed(county)
    assert (pair.state, pair.how, county.leads()) == (Pair.State.OPEN, "", {})


def test_a_person_joins_and_undoes_and_all_is_as_it_was(county: County) -> None:
    one, other, pair = proposed(county)
    before = list(Matter.objects.order_by("pk").values())
    alice = county.browser("alice")
    assert post(alice, f"/linking/pairs/{pair.pk}/join").status_code == 200
    assert county.leads() == {one: one, other: one}
    assert post(alice, f"/linking/pairs/{pair.pk}/join").status_code == 409
    assert alice.get("/api/linking/pairs").json()["items"] == []
    assert post(alice, f"/linking/pairs/{pair.pk}/undo").status_code == 200
    assert county.leads() == {}
    assert [row["id"] for row in alice.get("/api/linking/pairs").json()["items"]] == [pair.pk]
    declare_system()
    assert list(Matter.objects.order_by("pk").values()) == before
    kinds = ["RecordsJoined", "DecisionUndone"]
    assert list(Act.objects.filter(matter_id=one, kind__in=kinds).values_list("kind", flat=True)) == kinds


def test_not_the_same_is_remembered_however_often_it_is_compared(county: County) -> None:
    one, other, pair = proposed(county)
    alice = county.browser("alice")
    assert post(alice, f"/linking/pairs/{pair.pk}/apart").status_code == 200
    hear(one)
    hear(other)
    assert county.pair(one, other).state == Pair.State.APART
    assert alice.get("/api/linking/pairs").json()["items"] == []


def test_a_machines_link_that_a_person_undid_is_not_made_again(county: County) -> None:
    one, other = county.dispute(), county.dispute(AT_THE_WINDOW)
    assert post(county.browser("alice"), f"/linking/pairs/{county.pair(one, other).pk}/undo").status_code == 200
    hear(other)
    assert (county.pair(one, other).state, county.leads()) == (Pair.State.OPEN, {})


def test_what_a_person_holds_apart_is_not_brought_together_by_way_of_a_third(county: County) -> None:
    one, other, pair = proposed(county)
    alice = county.browser("alice")
    post(alice, f"/linking/pairs/{pair.pk}/apart")
    third = county.dispute(BY_PHONE)
    assert county.leads() == {one: one, third: one}
    assert post(alice, f"/linking/pairs/{county.pair(other, third).pk}/join").status_code == 409
    assert county.leads() == {one: one, third: one}


@pytest.mark.parametrize("who", ["nina", "otto", "zed"])
def test_whoever_may_not_see_both_sees_no_pair(county: County, who: str) -> None:
    one, _other, pair = proposed(county)
    stranger = county.browser(who)
    assert stranger.get(f"/api/linking/pairs/{pair.pk}").status_code == 404
    assert stranger.get(f"/desk/linking/pairs/{pair.pk}/").status_code == 404
    assert stranger.get(f"/api/linking/matters/{one}").status_code == 404
    assert post(stranger, f"/linking/pairs/{pair.pk}/join").status_code == 404
    assert county.pair(one, _other).state == Pair.State.OPEN


def test_of_a_pair_over_the_border_neither_county_sees_anything(county: County) -> None:
    here, there = county.dispute(), county.dispute(AT_THE_WINDOW, place_id="330106")
    assert county.pair(here, there).state == Pair.State.JOINED
    for who, mine in (("alice", here), ("nina", there)):
        told = county.browser(who).get(f"/api/linking/matters/{mine}").json()
        assert (told["records"], told["same"], told["possible"]) == (1, [], [])


def test_the_desk_shows_both_side_by_side_and_hides_numbers(county: County) -> None:
    one, other, pair = proposed(county)
    alice = county.browser("alice")
    assert f"/desk/linking/pairs/{pair.pk}/" in alice.get("/desk/linking/").content.decode()
    page = alice.get(f"/desk/linking/pairs/{pair.pk}/").content.decode()
    assert "What speaks for and against" in page
    assert "139****0001" in page
    assert "13900000001" not in page
    assert alice.post(f"/desk/linking/pairs/{pair.pk}/join/").status_code == 302
    assert "One dispute, 2 records." in alice.get(f"/desk/disputes/{other}/links/").content.decode()
    assert alice.post(f"/desk/linking/matters/{one}/out/").status_code == 302
    assert county.leads() == {}


def test_a_sighting_of_the_same_is_proposed_or_linked_under_the_dispute(county: County) -> None:
    seen = county.sighting(AT_THE_WINDOW, name="王小波", phone="13900000001")
    dispute = county.dispute(AT_THE_WINDOW, happened_on=None)
    pair = county.pair(seen, dispute)
    if pair.state == Pair.State.OPEN:
        post(county.browser("alice"), f"/linking/pairs/{pair.pk}/join")
    assert county.leads() == {seen: dispute, dispute: dispute}


def test_what_is_deleted_on_time_is_forgotten_here_too(county: County) -> None:
    matter = county.dispute()
    declare_system()
    keys = Key.objects.filter(matter=matter).count()
    assert "13900000001" in Compared.objects.get(pk=matter).form
    Matter.objects.filter(pk=matter).update(is_open=False, closed_at=timezone.now())
    forget_parties(timezone.now())
    hear(matter)
    assert "13900000001" not in Compared.objects.get(pk=matter).form
    assert Key.objects.filter(matter=matter).count() < keys
