"""People see what waits for them and for their organisations, with lights that agree with the limits (K5)."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from concord.core.agenda.limits import Deadline, deadline, light, limits
from concord.core.agenda.models import Task
from concord.core.agenda.selectors import (
    Lights,
    is_due_soon,
    is_late,
    lights_by_person,
    lights_for,
    tasks_waiting_for,
    with_late_tasks,
)
from concord.core.agenda.services import finish_tasks, open_task
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.models import Involvement, Matter
from tests.ground.cast import Cast

TODAY = date(2026, 3, 11)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def limit(yellow: int, due: int) -> Deadline:
    return Deadline(day(yellow), day(due), "")


@pytest.fixture
def matter(cast: Cast) -> Matter:
    """A matter of the county that the labour department leads."""
    declare_system()
    return Matter.objects.create(
        number="M-1", kind="dispute", title="t", place_id=cast.township, stage="s", law_as_of=localdate(),
        lead=cast.body("labour"),
    )  # fmt: skip


@pytest.fixture
def tasks(cast: Cast, matter: Matter) -> Matter:
    """Late, due soon and in time for the labour department; one without a limit for dora; one done."""
    labour = cast.body("labour")
    for kind, by_when in (("late", limit(-5, -1)), ("soon", limit(-1, 2)), ("in time", limit(3, 6))):
        open_task(matter, kind, begun=day(-10), by_when=by_when, organisation=labour)
    open_task(matter, "free", begun=day(-10), by_when=None, person=cast["dora"])
    open_task(matter, "done", begun=day(-10), by_when=limit(-5, -1), organisation=labour)
    finish_tasks(matter, ["done"], by=cast["dora"])
    return matter


def test_what_waits_is_shown_the_soonest_first_with_its_light(cast: Cast, tasks: Matter) -> None:
    shown = [(one.task.kind, one.light) for one in tasks_waiting_for(cast["dora"], TODAY)]
    assert shown == [("late", "red"), ("soon", "yellow"), ("in time", "green"), ("free", "none")]


@pytest.mark.parametrize(
    ("who", "waits"),
    [
        ("dora", Lights(4, 1, 1)),
        ("henry", Lights()),
        ("nina", Lights()),
        ("otto", Lights()),
        ("bo", Lights()),
    ],
)
def test_the_counts_are_those_of_ones_own_work(cast: Cast, tasks: Matter, who: str, waits: Lights) -> None:
    assert lights_for(cast[who], TODAY) == waits


def test_a_task_that_a_colleague_took_no_longer_waits_for_the_others(cast: Cast, matter: Matter) -> None:
    labour = cast.body("labour")
    task = open_task(matter, "k", begun=TODAY, by_when=None, organisation=labour)
    assert lights_for(cast["dora"], TODAY).waiting == 1
    declare_system()
    Task.objects.filter(pk=task.pk).update(person=cast["henry"])
    assert lights_for(cast["dora"], TODAY).waiting == 0


def test_a_task_in_a_matter_one_cannot_see_does_not_wait(cast: Cast, matter: Matter) -> None:
    open_task(matter, "k", begun=TODAY, by_when=None, person=cast["mei"])
    assert lights_for(cast["mei"], TODAY).waiting == 0
    declare_system()
    Involvement.objects.create(matter=matter, person=cast["mei"], part="mediator")
    assert lights_for(cast["mei"], TODAY).waiting == 1


def test_counts_by_person_and_matters_with_late_tasks(cast: Cast, tasks: Matter) -> None:
    open_task(tasks, "mine", begun=TODAY, by_when=limit(-3, -2), person=cast["mei"])
    declare_reader(cast["alice"])
    seen = Matter.objects.all()
    assert lights_by_person(seen, TODAY) == {cast["dora"].pk: Lights(1, 0, 0), cast["mei"].pk: Lights(1, 0, 1)}
    assert list(with_late_tasks(seen, TODAY)) == [tasks]
    assert not with_late_tasks(seen, day(-20)).exists()


@given(st.none() | st.integers(-3, 3), st.none() | st.integers(-3, 3))
def test_the_database_lights_agree_with_the_rule(yellow: int | None, due: int | None) -> None:
    task = Task(yellow_on=None if yellow is None else day(yellow), due_on=None if due is None else day(due))
    given = {"yellow_on": task.yellow_on, "due_on": task.due_on, "paused_on": None}
    shown = light(task.yellow_on, task.due_on, TODAY)
    assert _holds(is_late(TODAY), given) is (shown == "red")
    assert _holds(is_due_soon(TODAY), given) is (shown == "yellow")


def _holds(condition: object, given: dict[str, date | None]) -> bool:
    """Judge a conjunction of comparisons in Python, as the database would: an unknown day fulfils none."""
    compare = {"lt": date.__lt__, "gte": date.__ge__, "lte": date.__le__}
    results = []
    for name, than in condition.children:  # type: ignore[attr-defined]
        field, how = name.split("__")
        value = given[field]
        results.append((value is None) is than if how == "isnull" else value is not None and compare[how](value, than))
    return all(results)


@pytest.mark.parametrize("name", sorted(limits()))
def test_every_limit_turns_yellow_before_it_is_due_and_says_on_what_ground(name: str) -> None:
    running = deadline(name, TODAY)
    assert TODAY < running.yellow_on <= running.due_on
    assert running.basis


@pytest.mark.parametrize(
    ("begun", "due", "said"),
    [
        (date(2026, 11, 25), date(2026, 12, 16), "15个工作日内办结答复，可按职责另定"),
        (date(2026, 12, 21), date(2027, 1, 12), "2027年放假安排公布前暂按周末和固定假日计算"),
    ],
)
def test_work_goes_on_before_the_next_years_holidays_are_announced(begun: date, due: date, said: str) -> None:
    counted = deadline("department", begun)
    assert (counted.due_on, said in counted.basis) == (due, True)
