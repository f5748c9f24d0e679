"""A mediator is chosen by skill, place and load, never with an interest in it; they take it up or give it back."""

import pytest
from django.utils.timezone import localdate

from concord.apps.disputes.selectors.mediators import candidates
from concord.apps.disputes.tests.browsers import browser
from concord.apps.disputes.tests.deeds import Try, both_doors, tried
from concord.apps.disputes.tests.doors import DOORS, Door, Said, knock
from concord.apps.disputes.tests.told import BO, Told, accept, report, told_to
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, SkillProfile
from concord.engines.law.limits import mediation_ends_on
from tests.ground.cast import Cast

MEI: Said = {"mediator": "mei", "committee": "committee"}


@both_doors(
    Try("accepted", "alice", 200, "assigned", MEI),
    Try("handling", "alice", 200, "assigned", MEI),
    Try("reported", "alice", 409, "reported", MEI),
    Try("assigned", "alice", 409, "assigned", MEI | {"mediator": "max"}),
    Try("mediating", "alice", 409, "mediating", MEI | {"mediator": "max"}),
    Try("accepted", "alice", (422, 409), "accepted", MEI | {"mediator": "bo"}),
    Try("accepted", "alice", (422, 409), "accepted", MEI | {"committee": "town_committee"}),
    Try("accepted", "alice", (422, 409), "accepted", MEI | {"mediator": 2**40}),
    Try("accepted", "alice", 422, "accepted", {}),
    Try("accepted", "carol", 404, "accepted", MEI),
    Try("accepted", "mei", 404, "accepted", MEI),
    Try("accepted", "head", 404, "accepted", MEI),
    Try("accepted", "nina", 404, "accepted", MEI),
    Try("accepted", "zed", 404, "accepted", MEI),
    Try("accepted", "", 401, "accepted", MEI),
)
def test_choosing_a_mediator(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "mediator", one, door)


def told_against(cast: Cast, interest: str) -> Told:
    """A dispute in which mei has an interest."""
    mei = cast["mei"]
    if interest == "party by phone":
        mei.phone_hash = "a-hash-of-hers"
        mei.save()
    told = report(cast, person=mei if interest == "party" else cast["bo"])
    accept(told)
    declare_system()
    respondent = Matter.objects.get(pk=told.pk).parties.get(side="respondent")
    if interest == "party by phone":
        respondent.phone_hash = "a-hash-of-hers"
    if interest == "works for a party":
        respondent.organisation = cast.body("committee")
    respondent.save()
    return told


@pytest.mark.django_db
@pytest.mark.parametrize(("door", "answer"), zip(DOORS, (422, 409), strict=True))
@pytest.mark.parametrize("interest", ["party", "party by phone", "works for a party"])
def test_no_one_mediates_what_they_have_an_interest_in(cast: Cast, interest: str, door: Door, answer: int) -> None:
    told = told_against(cast, interest)
    assert knock(told, "alice", "mediator", MEI, door).status_code == answer
    assert told.stage == "accepted"
    against = {one.membership.person_id: one.against for one in candidates(told.dispute, localdate())}
    assert against[cast["mei"].pk]


@both_doors(
    Try("assigned", "mei", 200, "mediating"),
    Try("assigned", "max", 404, "assigned"),
    Try("assigned", "alice", 404, "assigned"),
    Try("assigned", "head", 404, "assigned"),
    Try("mediating", "mei", 409, "mediating"),
    Try("withdrawn", "mei", 404, "withdrawn"),
    Try("assigned", "", 401, "assigned"),
)
def test_taking_it_up(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "take-up", one, door)


@both_doors(
    Try("assigned", "mei", 200, "accepted", {"reason": "与一方相识"}),
    Try("mediating", "mei", 200, "accepted", {"reason": "与一方相识"}),
    Try("assigned", "mei", 422, "assigned", {"reason": "  "}),
    Try("assigned", "mei", 422, "assigned", {}),
    Try("signing", "mei", 409, "signing", {"reason": "与一方相识"}),
    Try("assigned", "max", 404, "assigned", {"reason": "与一方相识"}),
    Try("assigned", "alice", 404, "assigned", {"reason": "与一方相识"}),
)
def test_giving_it_back(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "decline", one, door)


@pytest.mark.django_db
def test_mediation_begins_with_the_day_it_is_taken_up_and_lasts_thirty_days(cast: Cast) -> None:
    told = told_to("mediating", cast)
    assert told.dispute.matter.due_on == mediation_ends_on(localdate()).result


@pytest.mark.django_db
@pytest.mark.parametrize(("step", "sees"), [("accepted", 404), ("assigned", 200), ("mediating", 200)])
def test_a_mediator_sees_it_from_being_asked(cast: Cast, step: str, sees: int) -> None:
    told = told_to(step, cast)
    assert browser(cast, "mei").get(f"/desk/disputes/{told.pk}/").status_code == sees
    assert browser(cast, "max").get(f"/desk/disputes/{told.pk}/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_who_gives_it_back_no_longer_sees_it_and_another_may_be_asked(cast: Cast, door: Door) -> None:
    told = told_to("assigned", cast)
    knock(told, "mei", "decline", {"reason": "与一方相识"}, door)
    assert browser(cast, "mei").get(f"/desk/disputes/{told.pk}/").status_code == 404
    knock(told, "alice", "mediator", MEI | {"mediator": "max"}, door)
    assert (told.dispute.mediator, told.stage) == (cast["max"], "assigned")


@pytest.mark.django_db
def test_those_who_fit_best_are_offered_first_with_their_reasons(cast: Cast) -> None:
    told, busy = told_to("accepted", cast), cast["max"]
    SkillProfile.objects.filter(person=busy).update(most_open=0)
    Membership.objects.filter(person=busy).update(organisation=cast.body("town_committee"))
    shown = browser(cast, "alice").send(f"/api/disputes/{told.pk}/mediators", method="GET").json()
    best, last = shown[0], shown[-1]
    assert (best["mediator"], best["against"]) == (cast["mei"].pk, "")
    assert len(best["reasons"]) >= 2
    assert (last["mediator"], bool(last["against"]), last["most"]) == (busy.pk, True, 0)
    page = browser(cast, "alice").get(f"/desk/disputes/{told.pk}/mediator/").content.decode()
    assert BO not in page
    assert cast["mei"].name in page
