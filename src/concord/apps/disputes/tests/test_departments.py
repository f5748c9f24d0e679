"""A department handles what is its duty, answers the resident, or says whose duty it is instead (D5)."""

import pytest

from concord.apps.disputes.models import Contest
from concord.apps.disputes.tests.browsers import browser
from concord.apps.disputes.tests.deeds import Try, both_doors, tried
from concord.apps.disputes.tests.doors import DOORS, Door, Said, knock
from concord.apps.disputes.tests.told import told_to
from concord.core.matters.access import declare_system
from tests.ground.cast import Cast

LABOUR: Said = {"lead": "labour", "way": "resolution"}
JOINT: Said = {"lead": "labour", "joint": ["housing", "labour"], "way": "enforcement"}
ANSWER: Said = {"answer": "工资已责令支付。"}
CONTEST: Said = {"reason": "是房屋问题", "points_to": "housing"}
BOUNDARY: Said = {"responsible": "housing", "decision": "房屋安全由住建局负责"}


@both_doors(
    Try("accepted", "alice", 200, "handling", LABOUR),
    Try("accepted", "carol", 200, "handling", JOINT),
    Try("reported", "alice", 409, "reported", LABOUR),
    Try("handling", "alice", 409, "handling", LABOUR),
    Try("accepted", "alice", (422, 404), "accepted", {"lead": 2**40}),
    Try("accepted", "alice", 422, "accepted", {}),
    Try("accepted", "alice", 422, "accepted", LABOUR | {"way": "by force"}),
    Try("accepted", "dora", 404, "accepted", LABOUR),
    Try("accepted", "nina", 404, "accepted", LABOUR),
    Try("accepted", "", 401, "accepted", LABOUR),
)
def test_sending_a_dispute_to_a_department(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "department", one, door)


@both_doors(
    Try("handling", "dora", 200, "resolved", ANSWER),
    Try("contested", "dora", 200, "resolved", ANSWER),
    Try("handling", "henry", 404, "handling", ANSWER),
    Try("handling", "alice", 404, "handling", ANSWER),
    Try("handling", "dora", 422, "handling", {"answer": "  "}),
    Try("handling", "dora", 422, "handling", {}),
    Try("resolved", "dora", 409, "resolved", ANSWER),
    Try("accepted", "dora", 404, "accepted", ANSWER),
)
def test_answering_for_a_department(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "resolve", one, door)


@both_doors(
    Try("handling", "dora", 200, "handling", CONTEST),
    Try("handling", "dora", 200, "handling", {"reason": "不属本局职责"}),
    Try("contested", "dora", 409, "handling", CONTEST),
    Try("resolved", "dora", 409, "resolved", CONTEST),
    Try("handling", "dora", (422, 404), "handling", CONTEST | {"points_to": 2**40}),
    Try("handling", "dora", 422, "handling", {}),
    Try("handling", "henry", 404, "handling", CONTEST),
    Try("handling", "alice", 404, "handling", CONTEST),
)
def test_contesting_whose_duty_it_is(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "contest", one, door)


@both_doors(
    Try("contested", "alice", 200, "handling", BOUNDARY),
    Try("contested", "carol", 404, "handling", BOUNDARY),
    Try("contested", "dora", 404, "handling", BOUNDARY),
    Try("contested", "henry", 404, "handling", BOUNDARY),
    Try("contested", "nina", 404, "handling", BOUNDARY),
    Try("contested", "alice", 422, "handling", {"responsible": "housing"}),
    Try("handling", "alice", (404, 409), "handling", BOUNDARY),
)
def test_deciding_whose_duty_it_is(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "boundary", one, door)


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_who_handles_it_sees_it_and_who_no_longer_does_does_not(cast: Cast, door: Door) -> None:
    told = told_to("contested", cast)

    def seen() -> list[int]:
        return [browser(cast, who).get(f"/desk/disputes/{told.pk}/").status_code for who in ("dora", "henry")]

    assert seen() == [200, 404]
    knock(told, "alice", "boundary", BOUNDARY, door)
    assert seen() == [404, 200]
    declare_system()
    decided = Contest.objects.get(dispute=told.pk)
    assert (decided.decided_by, decided.decision) == (cast["alice"], BOUNDARY["decision"])


@pytest.mark.django_db
def test_those_who_join_see_it_and_do_not_lead_it(cast: Cast) -> None:
    told = told_to("accepted", cast)
    knock(told, "alice", "department", JOINT, "screen")
    assert browser(cast, "henry").get(f"/desk/disputes/{told.pk}/").status_code == 200
    assert told.dispute.matter.lead == cast.body("labour")
    declare_system()
    joint = told.dispute.matter.involvements.filter(part="joint")
    assert list(joint.values_list("organisation__name", flat=True)) == [cast.body("housing").name]
