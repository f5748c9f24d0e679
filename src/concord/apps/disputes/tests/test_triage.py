"""A person decides what a report is and which door it goes through; the machine's proposal binds nobody (D3, D5)."""

import pytest

from concord.apps.disputes.models import Correction
from concord.apps.disputes.services.triage import doors_of
from concord.apps.disputes.tests.browsers import browser, follower
from concord.apps.disputes.tests.deeds import Try, both_doors, tried
from concord.apps.disputes.tests.doors import DOORS, Door, Said, knock
from concord.apps.disputes.tests.told import report, told_to
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import MatterLink, Party
from concord.engines.text.taxonomy import taxonomy
from tests.ground.cast import Cast

WAGES: Said = {"item": "C08-1", "place": "330105001"}
OTHER_DOOR: Said = {"item": "C08-1", "reason": "属于治安案件", "door": "派出所"}


@both_doors(
    Try("reported", "alice", 200, "accepted", WAGES),
    Try("reported", "carol", 200, "accepted", WAGES),
    Try("reported", "alice", 200, "accepted", WAGES | {"place": "330105001051", "tags": ["涉众", "欠薪"]}),
    Try("reported", "sue", 404, "reported", WAGES),
    Try("reported", "nina", 404, "reported", WAGES),
    Try("reported", "otto", 404, "reported", WAGES),
    Try("reported", "dora", 404, "reported", WAGES),
    Try("reported", "bo", 404, "reported", WAGES),
    Try("reported", "", 401, "reported", WAGES),
    Try("accepted", "alice", 409, "accepted", WAGES),
    Try("mediating", "alice", 409, "mediating", WAGES),
    Try("withdrawn", "alice", 409, "withdrawn", WAGES),
    Try("reported", "alice", (422, 409), "reported", WAGES | {"item": "C99-1"}),
    Try("reported", "alice", (422, 409), "reported", WAGES | {"place": "999999"}),
    Try("reported", "alice", 409, "reported", WAGES | {"place": "330106"}),
    Try("reported", "alice", 422, "reported", {"place": "330105001"}),
)
def test_accepting_a_report(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "accept", one, door)


@both_doors(
    Try("reported", "alice", 200, "refused", OTHER_DOOR),
    Try("accepted", "carol", 200, "refused", OTHER_DOOR),
    Try("handling", "alice", 200, "refused", OTHER_DOOR),
    Try("reported", "alice", 422, "reported", OTHER_DOOR | {"door": "  "}),
    Try("reported", "alice", 422, "reported", OTHER_DOOR | {"reason": " "}),
    Try("reported", "alice", 422, "reported", {"item": "C08-1", "reason": "属于治安案件"}),
    Try("signing", "alice", 409, "signing", OTHER_DOOR),
    Try("fulfilled", "alice", 409, "fulfilled", OTHER_DOOR),
    Try("reported", "sue", 404, "reported", OTHER_DOOR),
    Try("reported", "nina", 404, "reported", OTHER_DOOR),
    Try("reported", "zed", 404, "reported", OTHER_DOOR),
)
def test_sending_a_report_to_another_door(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "refuse", one, door)


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_what_the_law_bars_from_mediation_is_refused_with_the_right_door_named(cast: Cast, door: Door) -> None:
    barred = next(item for item in taxonomy().items if not doors_of(item).civil_mediation)
    told = told_to("reported", cast)
    answer = knock(told, "alice", "accept", WAGES | {"item": barred}, door)
    assert answer.status_code == 409
    assert doors_of(barred).first in answer.content.decode()
    assert told.stage == "reported"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("item", "place", "learned"), [("", "330105001", set()), ("C12-1", "330105001051", {"item", "place"})]
)
def test_every_difference_from_the_proposal_is_kept_for_learning(
    cast: Cast, item: str, place: str, learned: set[str]
) -> None:
    told = told_to("reported", cast)
    proposed = told.dispute.proposal
    said = {"item": item or proposed["item"], "place": place, "tags": proposed["tags"]}
    knock(told, "alice", "accept", said, "api")
    declare_system()
    assert set(Correction.objects.filter(dispute=told.pk).values_list("field", flat=True)) == learned
    assert Act.objects.get(matter_id=told.pk, kind="DisputeAccepted").payload["corrected"] is bool(learned)


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_two_reports_of_the_same_become_one_and_both_codes_lead_to_it(cast: Cast, door: Door) -> None:
    first, second = told_to("mediating", cast), report(cast, phone="13900000002", name="林芳", person=cast["lin"])
    said = {"number": first.dispute.matter.number, "reason": "同一工地同一包工头"}
    assert knock(second, "alice", "join", said, door).status_code in {200, 302}
    assert (second.stage, first.stage) == ("joined", "mediating")
    assert first.dispute.people_affected == 2
    assert MatterLink.objects.filter(source=second.pk, target=first.pk, kind="duplicate").exists()
    page = follower(second.code).get("/my/").content.decode()
    assert first.dispute.matter.number in page


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("who", "target", "reason", "answer"),
    [
        ("alice", "itself", "同一", 409),
        ("alice", "ended", "同一", 409),
        ("alice", "none", "同一", 409),
        ("alice", "mediating", "", 422),
        ("sue", "mediating", "同一", 404),
        ("nina", "mediating", "同一", 404),
    ],
)
def test_what_cannot_be_joined_stays_apart(
    cast: Cast, who: str, target: str, reason: str, answer: int, door: Door
) -> None:
    told = report(cast, phone="13900000002")
    numbers = {"itself": told.dispute.matter.number, "none": "JF330105-20200101-000001"}
    number = numbers.get(target) or told_to(target, cast).dispute.matter.number
    before = Party.objects.count()
    assert knock(told, who, "join", {"number": number, "reason": reason}, door).status_code == answer
    declare_system()
    assert (told.stage, Party.objects.count(), MatterLink.objects.count()) == ("reported", before, 0)


@pytest.mark.django_db
def test_the_page_of_a_proposal_shows_why(cast: Cast) -> None:
    told = told_to("reported", cast)
    page = browser(cast, "alice").get(f"/desk/disputes/{told.pk}/accept/").content.decode()
    because = told.dispute.proposal["because"]
    assert because
    assert all(word in page for word in because)
