"""The second and third review: whom one may choose, what an opinion does, and when the justice bureau is asked (P3)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from concord.apps.contracts.models import Contract, Counsel, Engagement
from concord.apps.contracts.rules import Described, grounds_of
from concord.apps.contracts.services.counsel import declare_engagement
from concord.apps.contracts.tests.conftest import CODES, Office, word
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_follower, declare_system

MAJOR = {"amount": Decimal("3000000")}


def sent(office: Office, made: Contract, who: str = "luca") -> int:
    """The review that hana asked for."""
    answer = office.browser("hana").send(f"/api/contracts/{made.pk}/counsel", {"counsel": office.counsel(who).pk})
    assert answer.status_code == 201, answer.content
    return int(answer.json()["id"])


def give(office: Office, who: str, review: int, opinion: str, words: str = "", **more: object) -> int:
    said = {"opinion": opinion, "words": words, **more}
    return office.browser(who).send(f"/api/contract-reviews/{review}/opinion", said).status_code


def waiting_review(office: Office, made: Contract, who: str) -> int:
    told = office.browser(who).get(f"/api/contracts/{made.pk}").json()["reviews"]
    return next(int(one["id"]) for one in told if one["can_give"])


@pytest.mark.parametrize(
    ("declared", "against"),
    [("杭州恒测科技有限公司", True), ("杭州恒测 科技有限公司", True), ("宁波另一家有限公司", False)],
)
def test_who_acts_for_the_counterparty_cannot_be_chosen(office: Office, declared: str, *, against: bool) -> None:
    made = office.drafted()
    declare_engagement(office.counsel().pk, declared, by=office.person("luca"))
    declare_follower(0)
    hana = office.browser("hana")
    told = {one["name"]: one for one in hana.get(f"/api/contracts/{made.pk}/counsel").json()}
    assert told["Luca"]["choosable"] is not against
    assert bool(told["Luca"]["against"]) is against
    answer = hana.send(f"/api/contracts/{made.pk}/counsel", {"counsel": office.counsel().pk})
    assert answer.status_code == (409 if against else 201)
    assert office.stage_of(made) == ("drafting" if against else "counsel")


def test_choosing_nobody_is_said_on_the_page(office: Office) -> None:
    made = office.drafted()
    hana, page = office.browser("hana"), f"/desk/contracts/{made.pk}/counsel/"
    assert hana.post(page, {"counsel": ""}).status_code == 422
    assert hana.post(page, {"counsel": office.counsel().pk}).status_code == 302
    assert office.stage_of(made) == "counsel"


def test_an_engagement_that_is_over_speaks_against_nobody(office: Office) -> None:
    made = office.drafted()
    past = localdate() - timedelta(days=1)
    declare_engagement(office.counsel().pk, "杭州恒测科技有限公司", until=past, by=office.person("luca"))
    declare_follower(0)
    assert sent(office, made)


def test_who_has_enough_to_do_is_not_chosen_and_the_count_comes_back_down(office: Office) -> None:
    Counsel.objects.update(most_open=1)
    first, second = office.drafted(), office.drafted()
    review = sent(office, first)
    refused = office.browser("hana").send(f"/api/contracts/{second.pk}/counsel", {"counsel": office.counsel().pk})
    assert refused.status_code == 409
    assert give(office, "luca", review, "agree") == 200
    assert office.counsel().waiting == 0
    assert sent(office, second)


def test_counsel_sees_what_was_sent_to_them_with_its_deadline(office: Office) -> None:
    made = office.drafted()
    assert office.browser("luca").get(f"/api/contracts/{made.pk}").status_code == 404
    review = sent(office, made)
    luca = office.browser("luca")
    assert luca.get(f"/desk/contracts/{made.pk}/text/").status_code == 200
    assert luca.get(f"/desk/contracts/reviews/{review}/").status_code == 200
    assert office.browser("ling").get(f"/desk/contracts/reviews/{review}/").status_code == 404
    declare_system()
    task = Task.objects.get(matter=made.pk, done_at=None)
    assert (task.kind, task.person) == ("contract_counsel", office.person("luca"))
    assert task.due_on is not None
    assert [one["kind"] for one in luca.get("/api/tasks").json()["items"]] == ["contract_counsel"]


@pytest.mark.parametrize(
    ("who", "opinion", "words", "answer", "stage"),
    [
        ("luca", "agree", "", 200, "negotiating"), ("luca", "changes", "改付款期", 200, "negotiating"),
        ("luca", "object", "违反采购文件", 200, "drafting"), ("luca", "object", "", 409, "counsel"),
        ("ling", "agree", "", 404, "counsel"), ("hana", "agree", "", 404, "counsel"),
        ("jude", "agree", "", 404, "counsel"),
    ],
)  # fmt: skip
def test_what_an_opinion_does(office: Office, who: str, opinion: str, words: str, answer: int, stage: str) -> None:
    made = office.drafted()
    review = sent(office, made)
    assert give(office, who, review, opinion, words) == answer
    assert office.stage_of(made) == stage


def test_a_review_that_cannot_be_taken_goes_to_another(office: Office) -> None:
    made = office.drafted()
    review = sent(office, made)
    said = {"reason": "本周出庭"}
    assert office.browser("luca").send(f"/api/contract-reviews/{review}/decline", said).status_code == 200
    assert office.stage_of(made) == "drafting"
    assert office.browser("luca").get(f"/api/contracts/{made.pk}").status_code == 404
    assert sent(office, made, "ling")


@pytest.mark.parametrize(("facts", "bureau"), [({}, False), (MAJOR, True), ({"nature": "administrative"}, True)])
def test_major_contracts_go_to_the_justice_bureau(office: Office, facts: dict[str, object], *, bureau: bool) -> None:
    made = office.drafted(**facts)
    assert give(office, "luca", sent(office, made), "agree") == 200
    assert office.stage_of(made) == ("legality" if bureau else "negotiating")
    seen = office.browser("jude").get(f"/api/contracts/{made.pk}").status_code
    assert seen == (200 if bureau else 404)
    if bureau:
        assert give(office, "jude", waiting_review(office, made, "jude"), "agree") == 200
        assert office.stage_of(made) == "negotiating"


def test_a_text_changed_after_it_was_agreed_to_goes_back_to_counsel(office: Office) -> None:
    made = office.drafted()
    hana, one = office.browser("hana"), f"/api/contracts/{made.pk}"
    office.settle(made)
    give(office, "luca", sent(office, made), "agree")
    assert "send-to-approval" in hana.get(one).json()["deeds"]
    assert hana.upload(f"{one}/versions", word(**CODES, price="2990000.00")).status_code == 201
    refused = hana.send(f"{one}/approval")
    assert refused.status_code == 409
    assert "send-to-approval" not in hana.get(one).json()["deeds"]
    give(office, "luca", sent(office, made), "changes", "金额改回")
    assert hana.upload(f"{one}/versions", word(**CODES)).status_code == 201
    office.settle(made)
    assert hana.send(f"{one}/approval").status_code == 200


def test_findings_of_the_machine_are_taken_over_from_the_version_itself(office: Office) -> None:
    made, other = office.drafted(), office.drafted()
    review = sent(office, made)
    own = office.version(made).findings.first()
    foreign = office.version(other).findings.first()
    assert own is not None
    assert foreign is not None
    assert give(office, "luca", review, "changes", "见所列", taken=[foreign.pk]) == 409
    assert give(office, "luca", review, "changes", "见所列", taken=[own.pk]) == 200


@pytest.mark.parametrize(("who", "answer"), [("jude", 201), ("hana", 404), ("luca", 404), ("nora", 404)])
def test_who_keeps_the_pool(office: Office, who: str, answer: int) -> None:
    ling = office.counsel("ling")
    Counsel.objects.filter(pk=ling.pk).update(is_active=False)
    said = {"person": ling.person_id, "firm": ling.firm_id, "place": office.cast.county}
    assert office.browser(who).send("/api/counsel", said).status_code == answer
    assert Counsel.objects.filter(person=ling.person_id, is_active=True).exists() is (answer == 201)


def test_nobody_enters_a_person_who_is_no_counsel_of_the_firm(office: Office) -> None:
    said = {"person": office.person("hana").pk, "firm": office.counsel().firm_id, "place": office.cast.county}
    assert office.browser("jude").send("/api/counsel", said).status_code == 409


def test_pages_of_the_pool(office: Office) -> None:
    jude, luca = office.browser("jude"), office.browser("luca")
    assert "Luca" in jude.get("/desk/contracts/counsel/").content.decode()
    assert luca.get("/desk/contracts/counsel/").status_code == 404
    assert luca.post("/desk/contracts/engagements/", {"name": "某公司"}).status_code == 302
    made = Engagement.objects.get()
    assert office.browser("ling").post(f"/desk/contracts/engagements/{made.pk}/end/").status_code == 404
    assert luca.post(f"/desk/contracts/engagements/{made.pk}/end/").status_code == 302
    assert not Engagement.objects.exists()
    assert jude.post(f"/desk/contracts/counsel/{office.counsel('ling').pk}/leave/").status_code == 302


@pytest.mark.parametrize(
    ("facts", "ids"),
    [
        ({"amount": Decimal("9999999.99")}, []),
        ({"amount": Decimal("10000000")}, ["amount"]),
        ({"nature": "software", "amount": Decimal("3000000")}, ["software"]),
        ({"words": "招商引资协议"}, ["investment"]),
        ({"begins_on": localdate(), "ends_on": localdate() + timedelta(days=3700)}, ["long"]),
        ({"procurement": "single_source", "amount": Decimal("5000000")}, ["single_source"]),
        ({"amount": None}, []),
    ],
)
def test_grounds_on_which_a_contract_is_major(facts: dict[str, object], ids: list[str]) -> None:
    plain: dict[str, object] = {
        "nature": "goods", "procurement": "open_tender", "amount": Decimal(1), "begins_on": None, "ends_on": None,
        "words": "办公桌",
    }  # fmt: skip
    assert [one.id for one in grounds_of(Described(**plain | facts))] == ids  # type: ignore[arg-type]
