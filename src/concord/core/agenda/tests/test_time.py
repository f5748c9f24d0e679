"""Time for a step: asked by who does it, decided by someone else, on grounds of law; never moved earlier."""

from datetime import date, timedelta

import pytest

from concord.core.acts.models import Act
from concord.core.agenda.deadlines import working_days_between
from concord.core.agenda.lights import turn_lights
from concord.core.agenda.models import Run, Step, Task, TimeRequest
from concord.core.agenda.selectors import lights_for
from concord.core.agenda.services.demanding import ask_opinion
from concord.core.agenda.services.stepping import complete_step
from concord.core.agenda.services.time import ask_for_time, ask_to_pause, decide_on_time, resume_step
from concord.core.agenda.services.upkeep import reckon_all_anew, tell_stuck_work
from concord.core.agenda.tests.conftest import Steps
from concord.core.agenda.tests.story import TODAY, do
from concord.core.matters.access import declare_system
from concord.core.refusals import Refusal
from concord.engines.law.calendar import presumed_rest_day, working_day_after
from tests.ground.cast import Cast

LATER = TODAY + timedelta(days=30)


def due(step: Step) -> date:
    assert step.work.due_on is not None
    return step.work.due_on


@pytest.fixture
def site(cast: Cast, run: Run, step: Steps) -> Step:
    """The site is to be looked at by the labour department."""
    do(cast, run, "accept")
    return step("site")


def test_more_time_is_granted_by_someone_else(cast: Cast, site: Step, step: Steps) -> None:
    asked = ask_for_time(site.pk, days=3, reason="连日大雨", by=cast["dora"])
    with pytest.raises(Refusal):
        ask_for_time(site.pk, days=3, reason="再要", by=cast["dora"])
    for who in ("dora", "henry", "nina"):
        with pytest.raises((Step.DoesNotExist, TimeRequest.DoesNotExist)):
            decide_on_time(asked.pk, granted=True, by=cast[who], today=TODAY)
    decide_on_time(asked.pk, granted=True, by=cast["alice"], today=TODAY)
    assert due(step("site")) == working_day_after(due(site), 3, presumed_rest_day)
    with pytest.raises(Refusal):
        decide_on_time(asked.pk, granted=False, by=cast["alice"], today=TODAY)


def test_what_is_refused_changes_nothing(cast: Cast, site: Step, step: Steps) -> None:
    asked = ask_for_time(site.pk, days=3, reason="连日大雨", by=cast["dora"])
    decide_on_time(asked.pk, granted=False, by=cast["alice"], today=TODAY)
    assert due(step("site")) == due(site)


def test_nobody_decides_on_their_own_request(cast: Cast, run: Run, step: Steps) -> None:
    asked = ask_for_time(step("accept").pk, days=1, reason="忙", by=cast["alice"])
    with pytest.raises(Refusal):
        decide_on_time(asked.pk, granted=True, by=cast["alice"], today=TODAY)


@pytest.mark.parametrize("days", [0, 61])
def test_time_is_asked_in_bounds_and_with_a_reason(cast: Cast, site: Step, days: int) -> None:
    with pytest.raises(Refusal):
        ask_for_time(site.pk, days=days, reason="雨", by=cast["dora"])
    with pytest.raises(Refusal):
        ask_for_time(site.pk, days=2, reason=" ", by=cast["dora"])
    with pytest.raises(Refusal):
        ask_to_pause(site.pk, "holiday", reason="休假", by=cast["dora"])
    assert TimeRequest.objects.count() == 0


def pause(cast: Cast, site: Step) -> None:
    asked = ask_to_pause(site.pk, "appraisal", reason="委托测绘", by=cast["dora"])
    decide_on_time(asked.pk, granted=True, by=cast["alice"], today=TODAY)


def test_while_time_stands_still_no_light_turns_and_nothing_is_done(cast: Cast, site: Step) -> None:
    pause(cast, site)
    declare_system()
    turn_lights(LATER)
    assert Act.objects.filter(kind__in=["TaskDueSoon", "TaskLate"], payload__task_id=site.work.pk).count() == 0
    assert lights_for(cast["dora"], LATER).red == 0
    with pytest.raises(Refusal):
        complete_step(site.pk, {"cost": "1"}, by=cast["dora"], today=LATER)


def test_when_it_runs_again_what_is_due_moves_by_the_working_days_it_stood(cast: Cast, site: Step, step: Steps) -> None:
    pause(cast, site)
    resume_step(site.pk, by=cast["dora"], today=LATER)
    stood = working_days_between(TODAY, LATER)
    assert (due(step("site")), step("site").extra_days) == (
        working_day_after(due(site), stood, presumed_rest_day), stood,
    )  # fmt: skip
    with pytest.raises(Refusal):
        resume_step(site.pk, by=cast["alice"], today=LATER)


def test_a_warning_that_is_true_no_longer_is_given_again_when_it_is(cast: Cast, site: Step, step: Steps) -> None:
    turn_lights(due(site) + timedelta(days=1))
    assert step("site").work.warned == Task.Warned.RED
    asked = ask_for_time(site.pk, days=20, reason="连日大雨", by=cast["dora"])
    decide_on_time(asked.pk, granted=True, by=cast["alice"], today=due(site) + timedelta(days=1))
    assert step("site").work.warned == Task.Warned.NOT_YET


def test_deadlines_reckoned_anew_move_later_or_not_at_all(cast: Cast, site: Step, step: Steps) -> None:
    road = step("road")
    Task.objects.filter(pk=site.work.pk).update(due_on=TODAY, yellow_on=TODAY)
    Task.objects.filter(pk=road.work.pk).update(due_on=LATER)
    assert reckon_all_anew(TODAY) == 1
    assert (due(step("site")), due(step("road"))) == (due(site), LATER)
    assert reckon_all_anew(TODAY) == 0
    assert Act.objects.filter(kind="DeadlineMoved").count() == 1


def test_the_night_tells_of_a_pause_without_end_and_of_who_does_not_answer(cast: Cast, site: Step, step: Steps) -> None:
    pause(cast, site)
    ask_opinion(step("road").pk, cast.body("court"), "有无诉讼？", by=cast["henry"], today=TODAY)
    assert tell_stuck_work(TODAY + timedelta(days=7)) == 0
    assert tell_stuck_work(TODAY + timedelta(days=120)) == 1
    reasons = Act.objects.get(kind="WorkStuck").payload["reasons"]
    assert "拱墅区人民法院" in reasons
    assert "现场查看" in reasons
