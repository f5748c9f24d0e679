"""Each alarm sounds for what is not as promised, and is silent beside it (P4, PER-01 to PER-13)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.review.facts.nature import Nature
from concord.engines.review.performing.due import due_on
from concord.engines.review.performing.limits import alarms
from concord.engines.review.performing.run import Event, Happened, Paid, Run, Step
from concord.engines.review.performing.watch import deviations, reason_of
from concord.engines.review.statutes import article

SIGNED = date(2026, 3, 2)


def weekday_after(day: date, number: int) -> date:
    """The n-th day after that is no Saturday or Sunday."""
    for _step in range(number):
        day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
    return day


STEPS = (
    Step(0, "payment", "合同签订后10个工作日内支付合同价款的30%", Decimal(900_000), within=10, unit="工作日"),
    Step(1, "payment", "验收合格后30日内支付合同价款的60%", Decimal(1_800_000), within=30, unit="日"),
    Step(2, "payment", "质保期满后30日内支付合同价款的10%", Decimal(300_000), on=date(2028, 7, 1)),
)
SOFTWARE = Run(
    today=date(2026, 7, 20), nature=Nature.SOFTWARE, amount=Decimal(3_000_000), signed_on=SIGNED, small=True,
    working_day_after=weekday_after,
    counterpart="杭州恒测科技有限公司", procured=True, begins_on=SIGNED, ends_on=date(2026, 6, 30), steps=STEPS,
    paid=(Paid(1, date(2026, 3, 10), Decimal(900_000)),),
    happened=(Happened(1, Event.ACCEPTED, date(2026, 6, 28)),),
)  # fmt: skip
LEASE = Run(
    today=date(2027, 3, 1), nature=Nature.LEASE, amount=Decimal(360_000), signed_on=SIGNED, receives=True,
    working_day_after=weekday_after,
    ends_on=date(2027, 12, 31), steps=(Step(0, "payment", "第一期租金", Decimal(180_000), on=date(2027, 1, 10)),),
    paid=(Paid(1, date(2027, 1, 8), Decimal(180_000)),),
)  # fmt: skip
WORKS = replace(SOFTWARE, nature=Nature.WORKS, small=False, happened=())


def happened(run: Run, kind: Event, on: date = date(2026, 4, 1), **told: object) -> Run:
    return replace(run, happened=(*run.happened, Happened(len(run.happened) + 1, kind, on, **told)))  # type: ignore[arg-type]


def pays(run: Run, amount: int, on: date, **told: object) -> Run:
    paid = Paid(len(run.paid) + 1, on, Decimal(amount), **told)  # type: ignore[arg-type]
    return replace(run, paid=(*run.paid, paid))


def found(run: Run) -> set[tuple[str, str]]:
    return {(one.rule, one.case) for one in deviations(run)}


JULY = date(2026, 7, 10)
SOUNDS: list[tuple[str, Run, set[tuple[str, str]]]] = [
    ("as promised", SOFTWARE, set()),
    ("a lease as promised", LEASE, set()),
    ("too much at once", pays(SOFTWARE, 2_000_000, JULY), {("PER-01", "early")}),
    ("more than the price", pays(SOFTWARE, 2_100_001, JULY), {("PER-01", "over")}),
    ("a confirmed change makes the price", happened(
        pays(SOFTWARE, 2_100_000, date(2028, 7, 2)), Event.CHANGED, amount=Decimal(100_000)), set()),
    ("before acceptance", pays(replace(SOFTWARE, happened=(), today=date(2026, 6, 1)), 1_800_000, date(2026, 5, 30)),
     {("PER-01", "early"), ("PER-03", "acceptance")}),
    ("after acceptance", pays(SOFTWARE, 1_800_000, JULY), set()),
    ("late for a small enterprise", replace(SOFTWARE, today=date(2026, 7, 29)), {("PER-02", "small")}),
    ("late for another", replace(SOFTWARE, small=False, today=date(2026, 7, 29)), {("PER-02", "late")}),
    ("no invoice", pays(SOFTWARE, 1_800_000, JULY, invoiced=False), {("PER-03", "invoice")}),
    ("an absent leader", happened(SOFTWARE, Event.PERSON_ABSENT, words="项目经理"), {("PER-04", "absent")}),
    ("replaced by consent", happened(SOFTWARE, Event.PERSON_CHANGED, words="项目经理"), set()),
    ("replaced without", happened(SOFTWARE, Event.PERSON_CHANGED, approved=False), {("PER-04", "changed")}),
    ("late work", replace(SOFTWARE, happened=()), {("PER-05", "late")}),
    ("late work, extended", happened(replace(SOFTWARE, happened=()), Event.EXTENDED, days=40), set()),
    ("changes near the bound", happened(SOFTWARE, Event.CHANGED, amount=Decimal(250_000)), {("PER-06", "near")}),
    ("changes beyond it", happened(SOFTWARE, Event.CHANGED, amount=Decimal(300_001)), {("PER-06", "over")}),
    ("changes below it", happened(SOFTWARE, Event.CHANGED, amount=Decimal(100_000)), set()),
    ("a guarantee that ends", happened(WORKS, Event.SECURITY_GIVEN, words="履约保函", until=date(2026, 8, 1)),
     {("PER-08", "soon"), ("PER-07", "wages"), ("PER-05", "late")}),
    ("rent unpaid", replace(LEASE, paid=()), {("PER-10", "late")}),
    ("rooms not given back", replace(LEASE, today=date(2028, 1, 5)), {("PER-10", "asset")}),
    ("rooms given back", happened(replace(LEASE, today=date(2028, 1, 5)), Event.ASSET_RETURNED), set()),
    ("a licence revoked", happened(SOFTWARE, Event.COUNTERPART_CHANGED, words="吊销"), {("PER-11", "state")}),
    ("paid to another", pays(SOFTWARE, 1_800_000, JULY, payee="宁波某公司"), {("PER-12", "payee")}),
    ("the same name in full width", pays(SOFTWARE, 1_800_000, JULY, payee="杭州恒测科技有限公司 "), set()),
    ("closed and left", replace(SOFTWARE, ended_on=date(2026, 6, 1)), {("PER-13", "archive")}),
    ("terminated, not settled", replace(SOFTWARE, ended_on=date(2026, 6, 1), terminated=True), {("PER-13", "windup")}),
]  # fmt: skip


@pytest.mark.parametrize(("run", "expected"), [case[1:] for case in SOUNDS], ids=[case[0] for case in SOUNDS])
def test_each_alarm_sounds_for_its_deviation_alone(run: Run, expected: set[tuple[str, str]]) -> None:
    assert found(run) == expected


def test_retention_money_is_missed_when_it_is_due() -> None:
    held = replace(SOFTWARE, steps=(Step(0, "retention", "质保金一年后退还", within=1, unit="年"),))
    assert found(replace(held, today=date(2027, 6, 20))) == set()
    assert found(replace(held, today=date(2027, 7, 20))) == {("PER-09", "kept")}
    assert found(happened(replace(held, today=date(2027, 7, 20)), Event.SECURITY_RETURNED, date(2027, 7, 1))) == set()


def test_wages_are_missed_by_the_month() -> None:
    run = happened(happened(WORKS, Event.BEGUN, date(2026, 3, 5)), Event.WAGES_PAID, date(2026, 5, 9))
    months = [one.key for one in deviations(run) if one.rule == "PER-07"]
    assert months == ["2026-04", "2026-06"]


@pytest.mark.parametrize(
    ("within", "small", "due"),
    [(30, True, "2026-07-28"), (90, True, "2026-08-27"), (90, False, "2026-09-26"), (None, True, "2026-07-28")],
)
def test_a_small_enterprise_is_paid_within_sixty_days_whatever_was_agreed(
    within: int | None, *, small: bool, due: str
) -> None:
    step = Step(0, "payment", "验收合格后支付", Decimal(100), within=within, unit="日")
    assert str(due_on(step, replace(SOFTWARE, small=small))) == due


@given(st.lists(st.tuples(st.integers(1, 3_000_000), st.integers(0, 900)), max_size=6))
def test_what_is_paid_is_beyond_only_where_more_was_paid_than_released(payments: list[tuple[int, int]]) -> None:
    run = replace(SOFTWARE, paid=(), today=date(2029, 1, 1))
    for amount, days in payments:
        run = pays(run, amount, SIGNED + timedelta(days=days))
    beyond = {case for rule, case in found(run) if rule == "PER-01"}
    assert ("over" in beyond) == (run.total_paid > 3_000_000)
    released = [(SIGNED, 900_000), (date(2026, 6, 28), 1_800_000), (date(2028, 7, 1), 300_000)]
    early = False
    for day in {one.on for one in run.paid}:
        so_far = sum(one.amount for one in run.paid if one.on <= day)
        early |= 3_000_000 >= so_far > sum(amount for begun, amount in released if begun <= day)
    assert early <= bool(beyond)


def test_every_alarm_names_articles_that_exist_and_says_why() -> None:
    assert sorted(alarms()) == [f"PER-{number:02d}" for number in range(1, 14)]
    assert all(article(name).words for one in alarms().values() for name in one.articles)
    for _name, run, _expected in SOUNDS:
        for one in deviations(run):
            assert "{" not in reason_of(one)
