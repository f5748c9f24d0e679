"""A contract from its request to its archive, through the doors people use; and all for whom it does not exist (P1)."""

import pytest
from django.utils.timezone import localdate

from concord.apps.contracts.models import Contract, Copy, PlannedStep
from concord.apps.contracts.tests.conftest import CODES, Office, word
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system

SIGNED_ON = localdate().isoformat()


@pytest.mark.parametrize(
    ("who", "answer"), [("hana", 302), ("appo", 404), ("nora", 422), ("otis", 404), ("bo", 404), ("alice", 404)]
)
def test_who_asks_for_a_contract(office: Office, who: str, answer: int) -> None:
    said = {
        "body": office.cast.body("housing").pk, "title": "系统", "nature": "software", "procurement": "open_tender",
        "counterpart": "杭州恒测科技有限公司", "purpose": "建设", "amount": "2970000", "stance": "public",
    }  # fmt: skip
    assert office.browser(who).post("/desk/contracts/ask/", said).status_code == answer
    declare_system()
    assert Contract.objects.count() == (answer == 302)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("hana", True), ("appo", True), ("sealy", True), ("vera", True), ("luca", False), ("jude", False),
        ("nora", False), ("otis", False), ("alice", False), ("bo", False),
    ],
)  # fmt: skip
def test_for_whom_a_contract_is_there(office: Office, who: str, *, seen: bool) -> None:
    made = office.drafted()
    browser = office.browser(who)
    for address in (f"/desk/contracts/{made.pk}/", f"/desk/contracts/{made.pk}/text/", f"/api/contracts/{made.pk}"):
        assert browser.get(address).status_code == (200 if seen else 404), address
    listed = browser.get("/api/contracts")
    assert (listed.status_code == 200 and bool(listed.json()["items"])) is seen


def test_who_asked_does_not_approve(office: Office) -> None:
    made = office.requested()
    hana = office.person("hana")
    hana.memberships.update(role="contract_approver")
    answer = office.browser("hana").send(f"/api/contracts/{made.pk}/request/approve")
    assert answer.status_code == 409
    assert office.stage_of(made) == "requested"


def _agreed(office: Office, made: Contract) -> None:
    """Through counsel to negotiation."""
    hana, luca, one = office.browser("hana"), office.browser("luca"), f"/api/contracts/{made.pk}"
    review = hana.send(f"{one}/counsel", {"counsel": office.counsel().pk}).json()["id"]
    given = luca.send(f"/api/contract-reviews/{review}/opinion", {"opinion": "agree"})
    assert given.status_code == 200, given.content


def _signed(office: Office, made: Contract) -> None:
    hana, appo, sealy, one = *map(office.browser, ("hana", "appo", "sealy")), f"/api/contracts/{made.pk}"
    office.settle(made)
    assert hana.send(f"{one}/approval").status_code == 200
    assert appo.send(f"{one}/approve").status_code == 200
    content = word(**CODES, number=str(made.matter.number), project=made.matter.title)
    said = {"kind": "sealed", "signed_on": SIGNED_ON, "reason": "双方加盖电子印章的版本"}
    signed = sealy.upload(f"{one}/copy", content, "signed.docx", **said)
    assert signed.status_code == 201, signed.content


def test_from_request_to_archive(office: Office) -> None:
    made = office.drafted()
    one, hana = f"/api/contracts/{made.pk}", office.browser("hana")
    _agreed(office, made)
    assert office.stage_of(made) == "negotiating"
    _signed(office, made)
    assert office.stage_of(made) == "signed"
    assert hana.send(f"{one}/file").status_code == 200
    told = hana.get(one).json()
    assert told["filed_number"] == f"BA330105-{localdate().year}-0001"
    assert told["stage"] == "performing"
    assert office.browser("luca").get(one).status_code == 404  # what counsel was asked for is over
    amounts = [step["amount"] for step in hana.get(f"{one}/plan").json()["items"] if step["kind"] == "payment"]
    assert amounts == ["891000.00", "1188000.00", "891000.00"]
    assert hana.send(f"{one}/close", {"reason": "全部验收付款"}).status_code == 200
    assert hana.send(f"{one}/archive", {"shelf": "2026-HT-001"}).status_code == 200
    assert office.stage_of(made) == "archived"
    assert office.acts(made)[-3:] == ["ContractFiled", "ContractClosed", "ContractArchived"]
    assert not Task.objects.filter(matter=made.pk, done_at=None).exists()


def test_what_waits_in_each_step_stands_on_the_desk(office: Office) -> None:
    made = office.requested()
    declare_system()
    waiting = Task.objects.get(matter=made.pk, done_at=None)
    assert (waiting.kind, waiting.organisation) == ("contract_request", office.cast.body("housing"))
    tasks = office.browser("appo").get("/api/tasks").json()["items"]
    assert [task["kind"] for task in tasks] == ["contract_request"]


def test_a_copy_that_is_not_as_approved_needs_a_reason(office: Office) -> None:
    made = office.drafted()
    _agreed(office, made)
    office.settle(made)
    office.browser("hana").send(f"/api/contracts/{made.pk}/approval")
    office.browser("appo").send(f"/api/contracts/{made.pk}/approve")
    sealy, address = office.browser("sealy"), f"/api/contracts/{made.pk}/copy"
    said = {"kind": "sealed", "signed_on": SIGNED_ON}
    refused = sealy.upload(address, word(price="3300000.00"), **said)
    assert refused.status_code == 409
    assert not Copy.objects.exists()
    taken = sealy.upload(address, word(price="3300000.00"), **said, reason="补充条款，已另行审批")
    assert taken.status_code == 201
    told = office.browser("hana").get(f"/api/contracts/{made.pk}").json()["copy_signed"]
    assert told["differs"] > 0
    open_page = office.browser("bo").get(f"/signed/{told['code']}/")
    assert told["sha256"] in open_page.content.decode()
    assert "恒测" not in open_page.content.decode()  # nothing of its content


def test_supplements_come_to_ten_per_cent_at_most(office: Office) -> None:
    made = office.drafted()
    _agreed(office, made)
    _signed(office, made)
    hana, one = office.browser("hana"), f"/api/contracts/{made.pk}"
    hana.send(f"{one}/file")
    said = {"title": "补充协议", "purpose": "增加接口", "amount": "297000.01"}
    assert hana.send(f"{one}/supplements", said).status_code == 409
    first = hana.send(f"{one}/supplements", said | {"amount": "200000"})
    assert first.status_code == 201
    assert hana.send(f"{one}/supplements", said | {"amount": "97000.01"}).status_code == 409
    assert hana.get(one).json()["left_for_supplements"] == "97000.00"
    assert hana.send(f"{one}/close", {"reason": "完成"}).status_code == 409  # the supplement is under way
    assert hana.send(f"/api/contracts/{first.json()['id']}/withdraw", {"reason": "不再需要"}).status_code == 200
    assert hana.send(f"{one}/supplements", said | {"amount": "297000"}).status_code == 201


def test_the_ledger_is_narrowed_paged_and_taken_out(office: Office) -> None:
    for number in range(3):
        office.requested(title=f"合同{number}", amount=400_000 + number * 100_000)
    hana = office.browser("hana")
    first = hana.get("/api/contracts?size=2").json()
    second = hana.get(f"/api/contracts?size=2&cursor={first['next']}").json()
    assert [one["title"] for one in first["items"] + second["items"]] == ["合同2", "合同1", "合同0"]
    assert [one["title"] for one in hana.get("/api/contracts?least=500000").json()["items"]] == ["合同2", "合同1"]
    assert hana.get("/api/contracts?stage=signed").json()["items"] == []
    assert hana.get("/desk/contracts/export/").content[:2] == b"PK"
    assert hana.get("/desk/contracts/?least=500000&light=late&q=合同").status_code == 200


def test_the_plan_points_into_the_text(office: Office) -> None:
    made = office.drafted()
    _agreed(office, made)
    _signed(office, made)
    office.browser("hana").send(f"/api/contracts/{made.pk}/file")
    declare_system()
    blocks = {block["id"]: block["text"] for block in office.version(made).blocks}
    for step in PlannedStep.objects.filter(contract=made):
        block, start, end = step.spans[0]
        assert step.words.startswith(blocks[block][start:end][:20])
