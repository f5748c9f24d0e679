"""What was agreed becomes one paper; all sign that very paper in order, the mediator last; it is performed (D6)."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from concord.apps.disputes.models import Instalment, Settlement
from concord.apps.disputes.tests.browsers import browser, follower, nothing_changes, six_digits
from concord.apps.disputes.tests.deeds import Try, both_doors, tried
from concord.apps.disputes.tests.doors import DOORS, Door, Said, answered, knock
from concord.apps.disputes.tests.told import BO, BOSS, DUE, Told, sign_by, told_to
from concord.core.matters.access import declare_system
from concord.core.papers import store
from tests.ground.cast import Cast

AGREED: Said = {
    "terms": "双方确认欠付工资35000元，一次付清。",
    "promises": [{"what": "支付工资", "amount": "35000.00", "due_on": DUE.isoformat()}],
}


def promising(**changed: object) -> Said:
    return AGREED | {"promises": [{"what": "支付工资", "amount": "35000.00", "due_on": DUE.isoformat()} | changed]}


@both_doors(
    Try("mediating", "mei", 200, "signing", AGREED),
    Try("mediating", "mei", 200, "signing", {"terms": "互相道歉，再无争议。"}),
    Try("mediating", "mei", 422, "mediating", AGREED | {"terms": " "}),
    Try("mediating", "mei", 409, "mediating", promising(due_on=(localdate() - timedelta(days=1)).isoformat())),
    Try("mediating", "mei", (409, 422), "mediating", promising(amount="0")),
    Try("mediating", "mei", 422, "mediating", promising(due_on="2030-02-30")),
    Try("mediating", "mei", 422, "mediating", promising(amount="三万五")),
    Try("assigned", "mei", 409, "assigned", AGREED),
    Try("signing", "mei", 409, "signing", AGREED),
    Try("performing", "mei", 409, "performing", AGREED),
    Try("mediating", "max", 404, "mediating", AGREED),
    Try("mediating", "alice", 404, "mediating", AGREED),
    Try("mediating", "bo by code", 401, "mediating", AGREED),
)
def test_drafting_a_settlement(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "draft", one, door)


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("lacking", ["phone", "other side"])
def test_nobody_agrees_alone_or_out_of_reach(cast: Cast, lacking: str, door: Door) -> None:
    told = told_to("mediating", cast)
    boss = told.party("respondent")
    if lacking == "phone":
        boss.phone = ""
        boss.save()
    else:
        boss.delete()
    assert knock(told, "mei", "draft", AGREED, door).status_code == 409
    assert told.stage == "mediating"


@both_doors(
    Try("signing", "mei", 200, "mediating", {"reason": "金额有误"}),
    Try("signed by both", "mei", 200, "mediating", {"reason": "金额有误"}),
    Try("signing", "mei", 422, "signing", {}),
    Try("mediating", "mei", 409, "mediating", {"reason": "金额有误"}),
    Try("performing", "mei", 409, "performing", {"reason": "金额有误"}),
    Try("signing", "alice", 404, "signing", {"reason": "金额有误"}),
)
def test_recalling_a_draft(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "recall", one, door)


@both_doors(
    Try("signed by both", "mei", 200, "performing"),
    Try("signing", "mei", 409, "signing"),
    Try("mediating", "mei", 409, "mediating"),
    Try("performing", "mei", 409, "performing"),
    Try("signed by both", "alice", 404, "signing"),
    Try("signed by both", "max", 404, "signing"),
    Try("signed by both", "bo", 404, "signing"),
)
def test_signing_last_as_mediator(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "sign", one, door)


@pytest.mark.django_db
def test_a_settlement_without_promises_is_performed_when_all_have_signed(cast: Cast) -> None:
    told = told_to("mediating", cast)
    knock(told, "mei", "draft", {"terms": "互相道歉，再无争议。"}, "screen")
    for side in ("applicant", "respondent"):
        sign_by(told, side)
    knock(told, "mei", "sign", {}, "screen")
    assert told.stage == "fulfilled"


def signs(told: Told, who: str, door: Door, *, code: str = "", sha256: str = "") -> int:
    """A party asks for the code and signs; what the door answers."""
    follow, phone = (told.code, BO) if who == "bo" else (told.boss_code, BOSS)
    client, paper = follower(follow), told.settlement.paper.sha256
    if door == "screen":
        client.post("/my/settlement/code/")
        typed = {"phone_code": code or six_digits(phone), "sha256": sha256 or paper}
        return answered(client.post("/my/settlement/", typed))
    headers = {"Follow-Code": follow}
    assert client.send("/api/followed/settlement/code", headers=headers).status_code == 201
    typed = {"phone_code": code or six_digits(phone), "sha256": sha256 or paper}
    return answered(client.send("/api/followed/settlement/signature", typed, headers=headers))


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_parties_sign_in_order_each_once_with_their_own_code(cast: Cast, door: Door) -> None:
    told = told_to("signing", cast)
    assert [signs(told, who, door) for who in ("boss", "bo", "bo", "boss", "boss")] == [409, 200, 409, 200, 409]
    names = list(told.settlement.paper.signatures.order_by("pk").values_list("name", "method"))
    assert names == [("王小波", "phone_code"), ("恒远建筑劳务有限公司", "phone_code")]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("wrong", [{"code": "000000"}, {"code": "😀"}, {"sha256": "0" * 64}])
def test_only_the_paper_that_was_read_is_signed_and_only_with_the_code(
    cast: Cast, wrong: dict[str, str], door: Door
) -> None:
    told = told_to("signing", cast)
    assert signs(told, "bo", door, **wrong) == 409
    assert not told.settlement.paper.signatures.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_the_code_for_one_draft_does_not_sign_the_next(cast: Cast, door: Door) -> None:
    told = told_to("signing", cast)
    follower(told.code).post("/my/settlement/code/")
    old = six_digits(BO)
    knock(told, "mei", "recall", {"reason": "金额有误"}, "screen")
    knock(told, "mei", "draft", AGREED, "screen")
    assert signs(told, "bo", door, code=old) == 409
    assert Settlement.objects.filter(dispute=told.pk).count() == 2
    assert not told.settlement.paper.signatures.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["mediating", "ended"])
def test_without_a_settlement_there_is_nothing_to_sign(cast: Cast, step: str) -> None:
    told = told_to(step, cast)
    client = follower(told.code)
    with nothing_changes():
        page = client.post("/my/settlement/", {"phone_code": "123456", "sha256": "0" * 64})
        assert (page.status_code, page.headers["Location"]) == (302, "/my/")
        client.post("/my/settlement/code/")
        for path in ("settlement/code", "settlement/signature"):
            said = {"phone_code": "123456", "sha256": "0" * 64} if path.endswith("signature") else None
            answer = client.send(f"/api/followed/{path}", said, headers={"Follow-Code": told.code})
            assert answer.status_code == 404


@pytest.mark.django_db
def test_the_paper_that_parties_read_is_the_one_they_sign(cast: Cast) -> None:
    told = told_to("signing", cast)
    paper = told.settlement.paper
    read = follower(told.code).get(f"/papers/{paper.pk}/").content
    assert store.digest_of(read) == paper.sha256
    assert paper.sha256 in follower(told.code).get("/my/settlement/?sent=1").content.decode()


def noted(told: Told, who: str, number: int, door: Door) -> int:
    declare_system()
    pk = told.settlement.instalments.get(position=number).pk
    base = f"disputes/{told.pk}/instalments/{pk}"
    if door == "screen":
        return answered(browser(told.cast, who).post(f"/desk/{base}/"))
    return answered(browser(told.cast, who).send(f"/api/{base}/performed"))


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_performance_is_noted_promise_by_promise_and_the_last_closes_it(cast: Cast, door: Door) -> None:
    told = told_to("performing", cast)
    assert told.dispute.matter.due_on == DUE
    assert [noted(told, who, 1, door) for who in ("max", "carol", "bo")] == [404, 404, 404]
    assert [noted(told, "mei", 1, door), noted(told, "mei", 1, door)] == [200, 409]
    assert (told.stage, told.dispute.matter.due_on) == ("performing", DUE + timedelta(days=30))
    assert noted(told, "alice", 2, door) == 200
    assert (told.stage, told.dispute.matter.is_open) == ("fulfilled", False)


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_an_instalment_of_another_dispute_is_not_found(cast: Cast, door: Door) -> None:
    told, other = told_to("performing", cast), told_to("performing", cast)
    declare_system()
    pk = other.settlement.instalments.get(position=1).pk
    path = f"disputes/{told.pk}/instalments/{pk}"
    mei = browser(cast, "mei")
    answer = mei.post(f"/desk/{path}/") if door == "screen" else mei.send(f"/api/{path}/performed")
    assert answer.status_code == 404
    declare_system()
    assert not Instalment.objects.exclude(done_on=None).exists()
