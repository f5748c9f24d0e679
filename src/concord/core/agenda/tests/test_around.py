"""Beside the way: handing over, other places, opinions, orders, sub-processes, and what stands still."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from concord.core.acts.models import Act
from concord.core.agenda.access import runs_with_capability
from concord.core.agenda.duty import told_of_step
from concord.core.agenda.models import Demand, Run, Step, Task
from concord.core.agenda.selectors import tasks_waiting_for
from concord.core.agenda.services.demanding import answer_demand, ask_opinion, issue_order
from concord.core.agenda.services.handing import hand_to_colleague, reassign_step, release_tasks, request_to_place
from concord.core.agenda.services.running import call_subprocess, cancel_run
from concord.core.agenda.services.stepping import accept_step, complete_step, send_back
from concord.core.agenda.services.upkeep import reckon_matter_anew, tell_stuck_work
from concord.core.agenda.tests.conftest import Steps
from concord.core.agenda.tests.story import TODAY, do, states
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, Organisation, Role
from concord.core.refusals import Refusal
from tests.ground.cast import NEXT_COUNTY, Cast


def waiting(cast: Cast, who: str) -> list[str]:
    return [one.task.title or one.task.kind for one in tasks_waiting_for(cast[who], TODAY)]


def test_a_colleague_takes_over_and_a_stranger_does_not(cast: Cast, run: Run, step: Steps) -> None:
    for stranger in ("dora", "nina", "sue", "otto"):
        with pytest.raises(Refusal):
            hand_to_colleague(step("accept").pk, cast[stranger], reason="忙", by=cast["carol"], today=TODAY)
    hand_to_colleague(step("accept").pk, cast["alice"], reason="忙", by=cast["carol"], today=TODAY)
    assert (waiting(cast, "alice"), waiting(cast, "carol")) == (["受理"], [])


def test_who_runs_the_scenario_gives_a_step_to_another_body(cast: Cast, run: Run, step: Steps) -> None:
    housing = cast.body("housing")
    for who in ("carol", "dora", "nina"):
        with pytest.raises(Step.DoesNotExist):
            reassign_step(step("accept").pk, housing, person=None, reason="属其职责", by=cast[who], today=TODAY)
    reassign_step(
        step("accept").pk, housing, person=cast["henry"], reason="属其职责", by=cast["alice"], today=TODAY
    )  # fmt: skip
    complete_step(step("accept").pk, {}, by=cast["henry"], today=TODAY)
    assert states(run)["accept"] == "done"


def test_what_waits_for_someone_who_leaves_goes_back_to_the_organisation(cast: Cast, run: Run, step: Steps) -> None:
    accept_step(step("accept").pk, by=cast["carol"])
    assert release_tasks(cast["carol"], reason="调离", by=cast["nina"]) == 0
    assert release_tasks(cast["carol"], reason="调离", by=cast["alice"]) == 1
    assert waiting(cast, "alice") == ["受理"]


def test_a_step_is_passed_to_the_body_of_the_same_duty_in_another_place(cast: Cast, run: Run, step: Steps) -> None:
    do(cast, run, "accept")
    with pytest.raises(Refusal):
        request_to_place(step("site").pk, NEXT_COUNTY, reason="在邻区", by=cast["dora"], today=TODAY)
    there = Organisation.objects.create(kind="department", function="hrss", place_id=NEXT_COUNTY, name="西湖区人社局")
    role = Role.objects.get(pk="department_handler")
    Membership.objects.create(person=cast["zed"], organisation=there, role=role, starts=localdate())
    assert waiting(cast, "zed") == []
    request_to_place(step("site").pk, NEXT_COUNTY, reason="在邻区", by=cast["dora"], today=TODAY)
    assert (waiting(cast, "zed"), waiting(cast, "dora")) == (["现场查看"], [])
    complete_step(step("site").pk, {"cost": "1"}, by=cast["zed"], today=TODAY)


def test_a_body_elsewhere_sees_the_run_in_which_it_has_a_step_and_does_it(cast: Cast, run: Run, step: Steps) -> None:
    def sees(who: str) -> bool:
        return runs_with_capability(cast[who], "see_run").filter(pk=run.pk).exists()

    declare_system()
    beside = Matter.objects.create(
        number="M-2", kind="dispute", title="旁事", place_id=cast.township, stage="s", law_as_of=TODAY
    )
    assert not sees("nina")
    reassign_step(
        step("accept").pk, cast.body("next_centre"), person=None, reason="在邻区", by=cast["alice"], today=TODAY
    )
    assert (sees("nina"), waiting(cast, "nina")) == (True, ["受理"])
    assert [sees(who) for who in ("dora", "otto", "zed", "max")] == [False] * 4
    assert not runs_with_capability(cast["nina"], "run_scenario").exists()
    declare_reader(cast["nina"])
    assert not Matter.objects.filter(pk=beside.pk).exists()
    complete_step(step("accept").pk, {}, by=cast["nina"], today=TODAY)
    assert states(run)["accept"] == "done"


def test_an_opinion_is_asked_and_given_by_the_body_that_is_asked(cast: Cast, run: Run, step: Steps) -> None:
    asked = ask_opinion(step("accept").pk, cast.body("labour"), "是否涉及欠薪？", by=cast["carol"], today=TODAY)
    assert waiting(cast, "dora") == ["opinion"]
    for who in ("henry", "nina", "carol"):
        with pytest.raises(Demand.DoesNotExist):
            answer_demand(asked.pk, "是", by=cast[who])
    answer_demand(asked.pk, "不涉及。", by=cast["dora"])
    assert waiting(cast, "dora") == []
    with pytest.raises(Demand.DoesNotExist):
        answer_demand(asked.pk, "改口", by=cast["dora"])


def test_an_opinion_nobody_gave_ends_with_its_step(cast: Cast, run: Run) -> None:
    do(cast, run, "accept")
    declare_system()
    site = Step.objects.get(run=run, node="site")
    ask_opinion(site.pk, cast.body("court"), "有无诉讼？", by=cast["dora"], today=TODAY)
    assert waiting(cast, "judy") == ["opinion"]
    do(cast, run, "site")
    assert waiting(cast, "judy") == []


def test_a_supervisor_orders_and_the_body_answers(cast: Cast, run: Run) -> None:
    labour = cast.body("labour")
    for who in ("alice", "dora", "nina"):
        with pytest.raises(Matter.DoesNotExist):
            issue_order(run.matter_id, labour, "限期答复", days=3, by=cast[who], today=TODAY)
    with pytest.raises(Refusal):
        issue_order(run.matter_id, labour, "限期答复", days=0, by=cast["sue"], today=TODAY)
    order = issue_order(run.matter_id, labour, "限期答复", days=3, by=cast["sue"], today=TODAY)
    assert waiting(cast, "dora") == ["order"]
    with pytest.raises(Refusal):
        answer_demand(order.pk, "  ", by=cast["dora"])
    answer_demand(order.pk, "已派员到场。", by=cast["dora"])
    declare_system()
    assert (Demand.objects.get().answered_by, waiting(cast, "dora")) == (cast["dora"], [])


@pytest.fixture
def surveying(cast: Cast, run: Run, step: Steps) -> Run:
    """The run has come to its sub-process, which is under way."""
    do(cast, run, "accept", "site", "road", "meet")
    return Run.objects.get(caller=step("survey"))


def test_a_step_waits_for_the_scenario_it_calls_and_takes_its_answer(
    cast: Cast, run: Run, surveying: Run, step: Steps
) -> None:
    assert surveying.facts == {"road": True}
    with pytest.raises(Refusal):
        complete_step(step("survey").pk, {"depth": "1"}, by=cast["carol"], today=TODAY)
    with pytest.raises(Refusal):
        call_subprocess(step("survey").pk, {}, by=cast["carol"], today=TODAY)
    measure = Steps(surveying)("measure")
    complete_step(measure.pk, {"depth": "1.5"}, by=cast["henry"], today=TODAY)
    assert states(run)["survey"] == "done"
    run.refresh_from_db()
    assert (run.facts["depth"], states(run)["build"]) == ("1.5", "open")


def test_a_cancelled_run_takes_its_sub_processes_with_it(cast: Cast, run: Run, surveying: Run) -> None:
    for who in ("carol", "henry", "nina"):
        with pytest.raises(Run.DoesNotExist):
            cancel_run(run.pk, reason="撤回", by=cast[who])
    cancel_run(run.pk, reason="撤回", by=cast["alice"])
    declare_system()
    assert {one.state for one in Run.objects.all()} == {"cancelled"}
    assert not Task.objects.filter(done_at=None).exists()
    with pytest.raises(Refusal):
        cancel_run(run.pk, reason="撤回", by=cast["alice"])


def test_a_cancelled_sub_process_leaves_its_step_to_the_owner(
    cast: Cast, run: Run, surveying: Run, step: Steps
) -> None:
    cancel_run(surveying.pk, reason="无需测量", by=cast["alice"])
    complete_step(step("survey").pk, {"depth": "2"}, by=cast["carol"], today=TODAY)
    assert states(run)["survey"] == "done"


def test_work_sent_back_cancels_the_sub_process_behind_it(cast: Cast, run: Run, step: Steps) -> None:
    do(cast, run, "accept", "site", "road")
    send_back(step("meet").pk, "road", reason="图纸有误", by=cast["carol"], today=TODAY)
    assert states(run) == {"accept": "done", "site": "done", "road": "open"}
    assert waiting(cast, "henry") == ["查公路图纸"]


def test_what_nobody_answers_for_goes_to_the_lead_and_the_night_tells_it(
    cast: Cast, run: Run, surveying: Run, step: Steps
) -> None:
    complete_step(Steps(surveying)("measure").pk, {"depth": "1"}, by=cast["henry"], today=TODAY)
    assert (step("build").work.organisation, step("build").unanswered) == (cast.body("centre"), True)
    assert (tell_stuck_work(TODAY), tell_stuck_work(TODAY)) == (1, 0)
    assert "埋设管道" in Act.objects.get(kind="WorkStuck").payload["reasons"]
    reassign_step(step("build").pk, cast.body("housing"), person=None, reason="由其承担", by=cast["alice"], today=TODAY)
    assert tell_stuck_work(TODAY) == 0
    assert Run.objects.get(pk=run.pk).standstill == ""


def test_the_night_sees_whoever_can_do_no_steps_any_more(cast: Cast, run: Run, step: Steps) -> None:
    assert tell_stuck_work(TODAY) == 0
    accept_step(step("accept").pk, by=cast["carol"])
    gone = TODAY - timedelta(days=1)
    Membership.objects.filter(person=cast["carol"]).update(ends=gone)
    assert tell_stuck_work(TODAY) == 1


def test_the_scenario_says_who_is_told_when_a_step_is_late(cast: Cast, run: Run, step: Steps) -> None:
    accept_step(step("accept").pk, by=cast["carol"])
    declare_system()
    late = Step.objects.select_related("run__version", "matter", "task").get(node="accept")
    assert {one.username for one in told_of_step(late, "yellow", TODAY)} == {"carol"}
    assert {one.username for one in told_of_step(late, "red", TODAY)} == {"carol", "sue"}


def test_a_matter_that_moves_finds_the_body_that_was_missing_and_no_deadline_comes_earlier(
    cast: Cast, run: Run, step: Steps
) -> None:
    do(cast, run, "accept", "site", "road", "meet")
    declare_system()
    measure = Step.objects.get(run__caller=step("survey"), node="measure")
    complete_step(measure.pk, {"depth": "2"}, by=cast["henry"], today=TODAY)
    assert step("build").unanswered
    assert step("build").work.organisation == cast.body("centre")
    due = step("build").work.due_on
    there = Organisation.objects.create(kind="department", function="transport", place_id=NEXT_COUNTY, name="交通局")
    assert reckon_matter_anew(run.matter_id, TODAY) == 0
    Matter.objects.filter(pk=run.matter_id).update(place_id=NEXT_COUNTY)
    assert [reckon_matter_anew(run.matter_id, TODAY) for _ in range(2)] == [1, 0]
    assert (step("build").work.organisation, step("build").unanswered) == (there, False)
    assert step("build").work.due_on == due
    assert Act.objects.filter(kind="StepHandedOver", payload__to="交通局").count() == 1


def test_the_deadlines_of_one_matter_are_reckoned_anew_and_no_others(cast: Cast, run: Run, step: Steps) -> None:
    declare_system()
    due = step("accept").work.due_on
    Task.objects.filter(step=step("accept")).update(due_on=TODAY, yellow_on=TODAY)
    assert reckon_matter_anew(run.matter_id + 1, TODAY) == 0
    assert reckon_matter_anew(run.matter_id, TODAY) == 1
    assert step("accept").work.due_on == due
