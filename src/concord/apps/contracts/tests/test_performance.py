"""Payments and what happens are held against the plan of a contract; what is not as promised is answered (P4)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from concord.apps.contracts.jobs import watch_performance
from concord.apps.contracts.models import Alarm, Contract, Payment, PlannedStep, Stage
from concord.apps.contracts.services.performing import Paying, take_payment
from concord.apps.contracts.tests.conftest import Office
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Role

TODAY = localdate()
SIGNED = TODAY - timedelta(days=40)
STEPS = (("签订后10日内支付30%", 891_000, 10), ("验收合格后30日内支付70%", 2_079_000, 30))


@pytest.fixture
def performed(office: Office) -> Contract:
    """A contract of CNY 2.97 million that is being performed, with two instalments in its plan."""
    made = office.drafted(counterpart_small=True)
    declare_system()
    Contract.objects.filter(pk=made.pk).update(signed_on=SIGNED, filed_number=f"BA330105-2026-{made.pk}")
    Matter.objects.filter(pk=made.pk).update(stage=Stage.PERFORMING)
    for order, (words, amount, within) in enumerate(STEPS):
        PlannedStep.objects.create(
            contract=made, order=order, kind="payment", words=words, amount=amount, within=within, unit="日"
        )
    return made


def paid(amount: str, voucher: str = "GZ-1", days_ago: int = 35, **other: str) -> dict[str, str]:
    return {
        "voucher": voucher, "on": (TODAY - timedelta(days=days_ago)).isoformat(), "amount": amount, "invoice": "FP-1",
    } | other  # fmt: skip


def live(made: Contract) -> list[tuple[str, str]]:
    declare_system()
    found = Alarm.objects.filter(contract=made).exclude(state="gone").order_by("rule", "pk")
    return [(one.rule, one.state) for one in found]


def test_a_payment_as_promised_raises_nothing_and_one_too_many_does(office: Office, performed: Contract) -> None:
    one, hana = f"/api/contracts/{performed.pk}", office.browser("hana")
    assert hana.send(f"{one}/payments", paid("891000")).status_code == 201
    assert live(performed) == []
    assert hana.send(f"{one}/payments", paid("500000", "GZ-2", 3)).status_code == 201
    assert live(performed) == [("PER-01", "open"), ("PER-03", "open")]
    told = {alarm["rule"]: alarm["reason"] for alarm in hana.get(f"{one}/alarms").json()["items"]}
    assert "1,391,000.00" in told["PER-01"]
    assert "891,000.00" in told["PER-01"]
    assert office.acts(performed).count("AlarmRaised") == 2
    page = hana.get(f"/desk/contracts/{performed.pk}/performance/").content.decode()
    assert "1,391,000.00" in page


@pytest.mark.parametrize(
    ("who", "answer"),
    [("hana", 201), ("appo", 404), ("vera", 404), ("nora", 404), ("otis", 404), ("luca", 404), ("bo", 404)],
)
def test_who_enters_payments(office: Office, performed: Contract, who: str, answer: int) -> None:
    sent = office.browser(who).send(f"/api/contracts/{performed.pk}/payments", paid("891000"))
    assert sent.status_code == answer
    declare_system()
    assert Payment.objects.count() == (answer == 201)


@pytest.mark.parametrize(
    "said",
    [paid("1", days_ago=-1), paid("1", days_ago=60), paid("891000", "GZ-1 ")],
    ids=["a day to come", "before signing", "a voucher twice"],
)
def test_a_payment_that_cannot_be_is_refused(office: Office, performed: Contract, said: dict[str, str]) -> None:
    one, hana = f"/api/contracts/{performed.pk}/payments", office.browser("hana")
    assert hana.send(one, paid("891000")).status_code == 201
    assert hana.send(one, said).status_code == 409
    declare_system()
    assert Payment.objects.count() == 1


def test_the_treasury_told_twice_is_paid_once(office: Office, performed: Contract) -> None:
    declare_system()
    paying = Paying("ZF-77", TODAY - timedelta(days=30), Decimal(891_000))
    held = Contract.objects.select_related("matter__lead").get(pk=performed.pk)
    assert [take_payment(held, paying, today=TODAY) for _time in range(3)] == [True, False, False]
    assert Payment.objects.count() == 1


def test_what_is_late_is_found_by_the_clock_and_gone_when_it_is_paid(office: Office, performed: Contract) -> None:
    watch_performance()
    assert live(performed) == [("PER-02", "open")]
    hana = office.browser("hana")
    assert hana.send(f"/api/contracts/{performed.pk}/payments", paid("891000", days_ago=0)).status_code == 201
    assert live(performed) == []
    assert "AlarmGone" in office.acts(performed)


def test_an_acceptance_lets_the_rest_be_paid(office: Office, performed: Contract) -> None:
    one, hana = f"/api/contracts/{performed.pk}", office.browser("hana")
    said = {"kind": "accepted", "on": (TODAY - timedelta(days=10)).isoformat(), "words": "初验合格"}
    assert hana.send(f"{one}/events", said).status_code == 201
    for number, amount in enumerate(("891000", "2079000")):
        hana.send(f"{one}/payments", paid(amount, f"GZ-{number}", days_ago=5))
    assert live(performed) == []
    due = [step["due_on"] for step in hana.get(f"{one}/instalments").json()]
    assert due == [(SIGNED + timedelta(days=10)).isoformat(), (TODAY + timedelta(days=20)).isoformat()]


def test_what_a_kind_of_entry_needs_has_to_be_said(office: Office, performed: Contract) -> None:
    hana = office.browser("hana")
    said = {"kind": "changed", "on": TODAY.isoformat(), "words": "增加接口"}
    assert hana.send(f"/api/contracts/{performed.pk}/events", said).status_code == 409
    assert hana.send(f"/api/contracts/{performed.pk}/events", said | {"amount": "10"}).status_code == 201


def test_an_alarm_from_explanation_to_its_end(office: Office, performed: Contract) -> None:
    watch_performance()
    declare_system()
    pk = Alarm.objects.get(contract=performed).pk
    hana, vera, one = office.browser("hana"), office.browser("vera"), f"/api/contract-alarms/{pk}"
    assert hana.get(f"{one}/deeds").json() == ["explain"]
    assert vera.get(f"{one}/deeds").json() == ["order"]
    assert vera.send(f"{one}/end", {"words": "可以"}).status_code == 409  # nobody said anything yet
    assert hana.send(f"{one}/explanation", {"words": "财政系统维护"}).status_code == 200
    due = (TODAY + timedelta(days=7)).isoformat()
    assert vera.send(f"{one}/order", {"words": "七日内支付", "due_on": due}).status_code == 200
    assert hana.send(f"{one}/answer", {"words": "已支付，凭证ZF-8"}).status_code == 200
    assert vera.send(f"{one}/end", {"words": "凭证已核对"}).status_code == 200
    assert live(performed) == [("PER-02", "ended")]
    watch_performance()
    assert live(performed) == [("PER-02", "ended")]  # what a person ended is not raised again
    assert hana.send(f"{one}/explanation", {"words": "再说明"}).status_code == 409


@pytest.mark.parametrize(
    ("who", "explains", "orders"),
    [("hana", 200, 404), ("vera", 404, 200), ("appo", 404, 404), ("nora", 404, 404), ("otis", 404, 404)],
)
def test_who_answers_alarms(office: Office, performed: Contract, who: str, explains: int, orders: int) -> None:
    watch_performance()
    declare_system()
    pk, browser = Alarm.objects.get(contract=performed).pk, office.browser(who)
    due = (TODAY + timedelta(days=7)).isoformat()
    order = {"words": "改正", "due_on": due}
    assert browser.send(f"/api/contract-alarms/{pk}/order", order).status_code == orders
    if orders != 200:
        assert browser.send(f"/api/contract-alarms/{pk}/explanation", {"words": "说明"}).status_code == explains
    listed = browser.get("/api/contract-alarms")
    seen = who in {"hana", "vera", "appo"}
    assert (listed.status_code == 200 and bool(listed.json()["items"])) is seen
    screen = browser.get("/desk/contracts/alarms/")
    assert (screen.status_code == 200 and f"#a{pk}" in screen.content.decode()) is seen


def test_an_order_needs_a_day_to_come(office: Office, performed: Contract) -> None:
    watch_performance()
    declare_system()
    pk = Alarm.objects.get(contract=performed).pk
    said = {"words": "改正", "due_on": TODAY.isoformat()}
    assert office.browser("vera").send(f"/api/contract-alarms/{pk}/order", said).status_code == 409
    assert live(performed) == [("PER-02", "open")]


def test_the_desk_does_the_same(office: Office, performed: Contract) -> None:
    hana, one = office.browser("hana"), f"/desk/contracts/{performed.pk}"
    assert hana.post(f"{one}/do/payment/", paid("900000")).status_code == 302
    assert live(performed) == [("PER-01", "open"), ("PER-03", "open")]
    pk = Alarm.objects.get(contract=performed, rule="PER-01").pk
    event = {"kind": "person_absent", "on": TODAY.isoformat(), "words": "项目经理"}
    assert hana.post(f"{one}/do/event/", event).status_code == 302
    assert hana.post(f"/desk/contracts/alarms/{pk}/explain/", {"words": "尾数差"}).status_code == 302
    assert office.browser("vera").post(f"/desk/contracts/alarms/{pk}/end/", {"words": "同意"}).status_code == 302
    assert live(performed) == [("PER-01", "ended"), ("PER-03", "open"), ("PER-04", "open")]
    assert hana.get("/desk/contracts/alarms/99999/explain/").status_code == 404


def test_a_supervisor_whose_duty_is_over_orders_nothing(office: Office, performed: Contract) -> None:
    watch_performance()
    declare_system()
    pk = Alarm.objects.get(contract=performed).pk
    Role.objects.filter(pk="contract_supervisor").update(capabilities=["see_contract"])
    said = {"words": "改正", "due_on": (TODAY + timedelta(days=7)).isoformat()}
    assert office.browser("vera").send(f"/api/contract-alarms/{pk}/order", said).status_code == 404


def test_watching_many_takes_few_statements(
    office: Office, performed: Contract, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        watch_performance()
