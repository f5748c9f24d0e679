"""Counterparties are looked up in the register of companies, and the text is screened with what it said (P5)."""

from collections.abc import Iterator

import httpx
import pytest
from django.utils.timezone import localdate
from procrastinate.contrib.django.models import ProcrastinateJob

from concord.apps.contracts import jobs
from concord.apps.contracts.listeners import look_counterparties_up, put_question
from concord.apps.contracts.models import Contract, Finding, Lookup, Stage
from concord.apps.contracts.registers import registers
from concord.apps.contracts.tests.conftest import CODES, Office
from concord.connectors.registry.client import CompanyRegister
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.refusals import OutsideFailure
from tests.ground.stand_ins import KEY, enter_company, stand_in

CODE = CODES["b_code"]
LIST = "政府采购严重违法失信行为记录名单"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with stand_in("register") as address:
        yield address


@pytest.fixture
def register(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A register that is connected, and knows the counterparty as an ordinary company."""
    monkeypatch.setattr(registers, "companies", CompanyRegister(url, KEY))
    enter(url)
    return url


def enter(url: str, **other: object) -> None:
    enter_company(url, CODE, "杭州恒测科技有限公司", small=True, **other)


def drafted(office: Office) -> Contract:
    return office.drafted(counterpart_code=CODE)


def ask(office: Office, made: Contract, who: str = "hana") -> int:
    return office.browser(who).send(f"/api/contracts/{made.pk}/lookups").status_code


def work() -> None:
    """What the worker does for every question that waits."""
    declare_system()
    for one in Lookup.objects.filter(state=Lookup.State.WAITING).order_by("pk"):
        jobs.look_up(lookup=one.pk)
    declare_system()


def rules(office: Office, made: Contract) -> set[str]:
    return set(office.version(made).findings.values_list("rule", flat=True))


def test_who_stands_on_a_list_is_found_at_once_and_blocks_until_somebody_answers(office: Office, register: str) -> None:
    made = drafted(office)
    assert {"SUB-05", "SUB-08"} & rules(office, made) == set()
    enter(register, listed=[LIST])
    assert ask(office, made) == 201
    work()
    (found,) = office.version(made).findings.filter(rule="SUB-08")
    assert found.severity == Finding.Severity.BLOCK
    assert LIST in found.reason
    assert office.acts(made)[-2:] == ["RegisterAnswered", "VersionScreened"]
    page = office.browser("hana").get(f"/desk/contracts/{made.pk}/registers/").content.decode()
    assert LIST in page
    (told,) = office.browser("vera").get(f"/api/contracts/{made.pk}/lookups").json()["items"]
    assert (told["state"], told["listed"], told["small"]) == ("found", [LIST], True)
    answer = {"answer": "rejected", "reason": "名单期满"}
    assert office.browser("hana").send(f"/api/contract-findings/{found.pk}/answer", answer).status_code == 409
    assert office.browser("appo").send(f"/api/contract-findings/{found.pk}/answer", answer).status_code == 200


def test_a_listing_that_comes_after_the_reviews_still_keeps_it_from_being_approved(
    office: Office, register: str
) -> None:
    made = drafted(office)
    declare_system()
    Matter.objects.filter(pk=made.pk).update(stage=Stage.APPROVAL)
    enter(register, listed=[LIST])
    assert ask(office, made) == 201
    work()
    appo, approve = office.browser("appo"), f"/api/contracts/{made.pk}/approve"
    assert appo.send(approve).status_code == 409
    assert office.stage_of(made) == Stage.APPROVAL
    office.settle(made)
    assert appo.send(approve).status_code == 200


def test_a_company_in_order_raises_nothing_and_its_size_is_known(office: Office, register: str) -> None:
    made = drafted(office)
    assert ask(office, made) == 201
    work()
    assert {"SUB-05", "SUB-06", "SUB-07", "SUB-08"} & rules(office, made) == set()
    assert Lookup.objects.get(contract=made).told["small"] is True


def test_a_code_that_nobody_holds_is_said(office: Office, register: str) -> None:
    made = office.drafted(counterpart_code=CODES["a_code"])
    assert ask(office, made) == 201
    work()
    assert Lookup.objects.get(contract=made).state == Lookup.State.UNKNOWN
    assert "SUB-05" in rules(office, made)


def test_a_register_that_fails_is_asked_again_and_one_that_refuses_is_not(office: Office, register: str) -> None:
    made = drafted(office)
    assert ask(office, made) == 201
    httpx.post(f"{register}/control", json={"fail": "500", "times": 1})
    with pytest.raises(OutsideFailure):
        work()
    declare_system()
    waiting = Lookup.objects.get(contract=made)
    assert (waiting.state, bool(waiting.trouble)) == (Lookup.State.WAITING, True)
    assert ask(office, made) == 409
    work()
    assert Lookup.objects.get(contract=made).state == Lookup.State.FOUND
    httpx.post(f"{register}/control", json={"fail": "forge", "times": 1})
    assert ask(office, made) == 201
    work()
    newest = Lookup.objects.filter(contract=made).latest("pk")
    assert (newest.state, newest.told) == (Lookup.State.FAILED, {})
    page = office.browser("hana").get(f"/desk/contracts/{made.pk}/registers/", headers={"Accept-Language": "en"})
    assert "no answer that can be believed" in page.content.decode()


def test_an_answer_told_twice_counts_once(office: Office, register: str) -> None:
    made = drafted(office)
    assert ask(office, made) == 201
    work()
    jobs.look_up(lookup=Lookup.objects.get(contract=made).pk)
    assert office.acts(made).count("RegisterAnswered") == 1


def test_a_question_ends_where_the_register_was_taken_away(office: Office, register: str) -> None:
    made = drafted(office)
    assert ask(office, made) == 201
    registers.companies = None
    work()
    assert Lookup.objects.get(contract=made).state == Lookup.State.FAILED


def test_it_is_asked_by_itself_once_the_request_is_approved(office: Office, register: str) -> None:
    asked = office.requested(counterpart_code=CODE)
    declare_system()
    look_counterparties_up(list(Act.objects.filter(matter_id=asked.pk)))
    assert not Lookup.objects.exists()
    made = office.drafting(counterpart_code=CODE)
    declare_system()
    approved = list(Act.objects.filter(matter_id=made.pk, kind="ContractRequestApproved"))
    look_counterparties_up(approved)
    look_counterparties_up(approved)
    assert Lookup.objects.filter(contract=made).count() == 1
    put_question(list(Act.objects.filter(matter_id=made.pk, kind="RegisterAsked")))
    waiting = ProcrastinateJob.objects.filter(task_name__endswith="look_up")
    assert waiting.count() == 1


@pytest.mark.parametrize("told", [{"listed": [LIST]}, {"status": "注销"}], ids=["listed", "struck off"])
def test_whoever_falls_while_the_contract_is_performed_raises_an_alarm(
    office: Office, register: str, told: dict[str, object]
) -> None:
    made = drafted(office)
    declare_system()
    Contract.objects.filter(pk=made.pk).update(signed_on=localdate())
    Matter.objects.filter(pk=made.pk).update(stage=Stage.PERFORMING)
    assert ask(office, made) == 201
    work()
    alarms = Contract.objects.get(pk=made.pk).alarms.filter(rule="PER-11")
    assert alarms.count() == 0
    enter(register, **told)
    for _time in range(2):
        assert ask(office, made) == 201
        work()
    assert alarms.count() == 1


@pytest.mark.parametrize(("who", "answer"), [("appo", 404), ("vera", 404), ("nora", 404), ("otis", 404), ("bo", 404)])
def test_who_may_not_ask(office: Office, register: str, who: str, answer: int) -> None:
    assert ask(office, drafted(office), who) == answer
    declare_system()
    assert not Lookup.objects.exists()


def test_without_a_register_or_a_code_nobody_is_asked(office: Office, register: str) -> None:
    assert ask(office, office.drafted()) == 409
    registers.companies = None
    assert ask(office, drafted(office)) == 409
