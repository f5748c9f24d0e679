"""Every dispute ends: without agreement, withdrawn, rated; and whoever reported may object once (D6, D9)."""

import pytest

from concord.apps.disputes.models import Dispute, Objection, Rating, Settlement
from concord.apps.disputes.services.intake import Intake, join_report
from concord.apps.disputes.tests.browsers import browser, follower, nothing_changes
from concord.apps.disputes.tests.deeds import Try, both_doors, tried
from concord.apps.disputes.tests.doors import DOORS, Door, Said, answered, knock
from concord.apps.disputes.tests.told import Told, object_to, report, sign, told_to
from concord.core.matters.access import declare_system
from tests.ground.cast import Cast


@both_doors(
    Try("mediating", "mei", 200, "ended", {"reason": "deadlock"}),
    Try("signing", "mei", 200, "ended", {"reason": "unsigned"}),
    Try("performing", "mei", 200, "ended", {"reason": "breach"}),
    Try("mediating", "mei", 409, "mediating", {"reason": "breach"}),
    Try("performing", "mei", 409, "performing", {"reason": "deadlock"}),
    Try("mediating", "mei", 422, "mediating", {"reason": "boredom"}),
    Try("assigned", "mei", 409, "assigned", {"reason": "refusal"}),
    Try("fulfilled", "mei", 409, "fulfilled", {"reason": "deadlock"}),
    Try("mediating", "alice", 404, "mediating", {"reason": "deadlock"}),
    Try("mediating", "max", 404, "mediating", {"reason": "deadlock"}),
)
def test_ending_without_agreement(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "end", one, door)


@pytest.mark.django_db
def test_the_next_doors_are_explained_where_it_ended(cast: Cast) -> None:
    told = told_to("ended", cast)
    page = follower(told.code).get("/my/").content.decode()
    assert "仲裁" in page
    assert "法院" in page


PARTY_DEEDS = {"rating": {"score": 5, "words": "很快"}, "objection": {"words": "没有人听我说。"}}
PARTY_DEEDS |= {"withdrawal": {"reason": "已经拿到工资"}}


def party_tries(told: Told, code: str, deed: str, said: Said, door: Door) -> int:
    """A party's deed by one of its two doors."""
    if door == "screen":
        return answered(follower(code).post(f"/my/{deed}/", said))
    return answered(follower(code).send(f"/api/followed/{deed}", said, headers={"Follow-Code": code}))


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("deed", "step", "side", "said", "answer", "then"),
    [
        ("withdrawal", "reported", "bo", {}, 200, "withdrawn"),
        ("withdrawal", "mediating", "bo", {}, 200, "withdrawn"),
        ("withdrawal", "signing", "bo", {}, 200, "withdrawn"),
        ("withdrawal", "performing", "bo", {}, 409, "performing"),
        ("withdrawal", "withdrawn", "bo", {}, 409, "withdrawn"),
        ("withdrawal", "mediating", "boss", {}, 409, "mediating"),
        ("withdrawal", "mediating", "bo", {"reason": ""}, 422, "mediating"),
        ("rating", "fulfilled", "bo", {}, 200, "fulfilled"),
        ("rating", "ended", "bo", {"score": 1}, 200, "ended"),
        ("rating", "ended", "bo", {"score": 6}, 422, "ended"),
        ("rating", "ended", "bo", {"score": "很好"}, 422, "ended"),
        ("rating", "mediating", "bo", {}, 409, "mediating"),
        ("rating", "ended", "boss", {}, 409, "ended"),
        ("objection", "ended", "bo", {}, 200, "ended"),
        ("objection", "refused", "bo", {}, 200, "refused"),
        ("objection", "mediating", "bo", {}, 409, "mediating"),
        ("objection", "objected", "bo", {}, 409, "ended"),
        ("objection", "withdrawn", "bo", {}, 409, "withdrawn"),
        ("objection", "ended", "boss", {}, 409, "ended"),
        ("objection", "ended", "bo", {"words": ""}, 422, "ended"),
    ],
)
def test_what_a_party_may_do_at_the_end(
    cast: Cast, deed: str, step: str, side: str, said: Said, answer: int, then: str, door: Door
) -> None:
    told = told_to(step, cast)
    code, words = told.code if side == "bo" else told.boss_code, PARTY_DEEDS[deed] | said
    if answer == 200:
        assert party_tries(told, code, deed, words, door) == answer
    else:
        with nothing_changes():
            assert party_tries(told, code, deed, words, door) == answer
    assert told.stage == then


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_each_ending_is_rated_once_and_objected_to_once(cast: Cast, door: Door) -> None:
    told = told_to("ended", cast)
    for deed, kept in (("rating", Rating), ("objection", Objection)):
        tries = [party_tries(told, told.code, deed, PARTY_DEEDS[deed], door) for _twice in range(2)]
        declare_system()
        assert (tries, kept.objects.filter(dispute=told.pk).count()) == ([200, 409], 1)


@pytest.mark.django_db
def test_who_joined_keeps_it_going_when_the_first_one_withdraws(cast: Cast) -> None:
    told = told_to("accepted", cast)
    words = {"words": "同一个工地，也欠我两个月工资", "place_id": cast.township, "name": "林芳", "channel": "web"}
    join_report(told.pk, Intake(**words, phone="13900000002", phone_checked=True), today=told.dispute.matter.law_as_of)  # type: ignore[arg-type]
    assert party_tries(told, told.code, "withdrawal", PARTY_DEEDS["withdrawal"], "screen") == 409
    assert told.stage == "accepted"


UPHELD: Said = {"upheld": True, "answer": "换一位调解员再谈。"}
DISMISSED: Said = {"upheld": False, "answer": "程序没有问题。"}


@both_doors(
    Try("objected", "alice", 200, "accepted", UPHELD),
    Try("objected", "alice", 200, "ended", DISMISSED),
    Try("objected", "alice", 422, "ended", UPHELD | {"answer": " "}),
    Try("objected", "alice", 422, "ended", {"upheld": True}),
    Try("ended", "alice", 409, "ended", UPHELD),
    Try("objected", "carol", 404, "ended", UPHELD),
    Try("objected", "mei", 404, "ended", UPHELD),
    Try("objected", "nina", 404, "ended", UPHELD),
)
def test_answering_an_objection(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "objection", one, door)


@pytest.mark.django_db
def test_a_reopened_dispute_leaves_the_old_mediator_and_may_be_rated_again(cast: Cast) -> None:
    told = told_to("ended", cast)
    party_tries(told, told.code, "rating", PARTY_DEEDS["rating"] | {"score": 1}, "screen")
    object_to(told)
    knock(told, "alice", "objection", UPHELD, "screen")
    assert (told.dispute.mediator, told.dispute.reopened, told.dispute.matter.is_open) == (None, 1, True)
    assert browser(cast, "mei").get(f"/desk/disputes/{told.pk}/").status_code == 404
    knock(told, "alice", "refuse", {"item": "C08-1", "reason": "应走仲裁", "door": "劳动仲裁委员会"}, "screen")
    assert party_tries(told, told.code, "rating", PARTY_DEEDS["rating"], "screen") == 200
    assert party_tries(told, told.code, "objection", PARTY_DEEDS["objection"], "screen") == 409
    assert list(Rating.objects.order_by("round").values_list("round", "score")) == [(0, 1), (1, 5)]


@pytest.mark.django_db
def test_a_settled_dispute_that_is_reopened_can_be_settled_anew(cast: Cast) -> None:
    told = told_to("fulfilled", cast)
    object_to(told)
    knock(told, "alice", "objection", UPHELD, "screen")
    knock(told, "alice", "mediator", {"mediator": "mei", "committee": "committee"}, "screen")
    knock(told, "mei", "take-up", {}, "screen")
    assert answered(knock(told, "mei", "draft", {"terms": "补付五千元。"}, "screen")) == 200
    for side in ("applicant", "respondent"):
        page = follower(told.code if side == "applicant" else told.boss_code).get("/my/settlement/").content.decode()
        assert "补付五千元。" in page
    sign(told)
    statuses = list(Settlement.objects.filter(dispute=told.pk).order_by("pk").values_list("status", flat=True))
    assert (statuses, told.stage) == (["replaced", "signed"], "fulfilled")


@pytest.mark.django_db
def test_a_dispute_that_ended_for_breach_can_be_reopened_and_settled_anew(cast: Cast) -> None:
    told = told_to("performing", cast)
    knock(told, "mei", "end", {"reason": "breach"}, "screen")
    object_to(told)
    knock(told, "alice", "objection", UPHELD, "screen")
    knock(told, "alice", "mediator", {"mediator": "max", "committee": "committee"}, "screen")
    knock(told, "max", "take-up", {}, "screen")
    assert answered(knock(told, "max", "draft", {"terms": "补付五千元。"}, "api")) == 200
    assert Dispute.objects.get(pk=told.pk).matter.stage == "signing"


@pytest.mark.django_db
def test_a_report_from_one_who_did_not_report_cannot_be_objected_to(cast: Cast) -> None:
    told = report(cast, respondent="")
    with nothing_changes():
        assert answered(browser(cast).post("/my/objection/", PARTY_DEEDS["objection"])) == 401
    assert told.stage == "reported"
