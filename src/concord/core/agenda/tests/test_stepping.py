"""A scenario runs through its steps: each for the body near the place, done by its people and by nobody else (K4)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concord.core.acts.models import Act
from concord.core.agenda.access import steps_done_by
from concord.core.agenda.models import Deliverable, Demand, Run, Step, TimeRequest
from concord.core.agenda.selectors import tasks_waiting_for
from concord.core.agenda.selectors.runs import run_page, runs_in_matter, workload
from concord.core.agenda.services.demanding import ask_opinion
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.services.stepping import accept_step, complete_step, send_back
from concord.core.agenda.services.time import ask_for_time
from concord.core.agenda.tests.conftest import Steps
from concord.core.agenda.tests.story import TODAY, do, states
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.models import Matter
from concord.core.papers.models import Paper
from concord.core.refusals import Refusal
from tests.ground.cast import Cast

MOST_STATEMENTS = 15


def kinds(run: Run) -> list[str]:
    return list(Act.objects.filter(matter_id=run.matter_id).order_by("pk").values_list("kind", flat=True))


def test_a_scenario_opens_its_first_step_for_the_body_near_the_place(cast: Cast, run: Run, step: Steps) -> None:
    first = step("accept")
    assert (states(run), first.work.organisation) == ({"accept": "open"}, cast.body("centre"))
    assert first.work.opened_on <= first.work.yellow_on <= first.work.due_on
    assert kinds(run) == ["ScenarioStarted", "StepOpened"]


@pytest.mark.parametrize("who", ["carol", "sue", "nina", "otto", "bo"])
def test_only_who_runs_scenarios_in_the_place_starts_one(cast: Cast, run: Run, who: str) -> None:
    with pytest.raises(Matter.DoesNotExist):
        start_scenario(run.matter_id, "ditch", {}, by=cast[who], today=TODAY)
    assert Run.objects.count() in {0, 1}


@pytest.mark.parametrize(
    ("facts", "code"), [({"cost": "1"}, "ditch"), ({"road": "yes"}, "ditch"), ({"moon": True}, "ditch"), ({}, "none")]
)
def test_what_the_scenario_does_not_ask_for_is_refused(
    cast: Cast, run: Run, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal):
        start_scenario(run.matter_id, code, facts, by=cast["alice"], today=TODAY)
    declare_system()
    assert Run.objects.count() == 1


@pytest.mark.parametrize("who", ["dora", "henry", "nina", "otto", "sue", "bo"])
def test_a_step_exists_only_for_those_who_are_to_do_it(cast: Cast, run: Run, step: Steps, who: str) -> None:
    pk = step("accept").pk
    with pytest.raises(Step.DoesNotExist):
        complete_step(pk, {}, by=cast[who], today=TODAY)
    assert states(run) == {"accept": "open"}
    complete_step(pk, {}, by=cast["carol"], today=TODAY)
    assert states(run) == {"accept": "done", "site": "open", "road": "open"}


def test_what_is_taken_on_waits_for_one_person_alone(cast: Cast, run: Run, step: Steps) -> None:
    accept_step(step("accept").pk, by=cast["carol"])
    assert [one.task.title for one in tasks_waiting_for(cast["carol"], TODAY)] == ["受理"]
    assert tasks_waiting_for(cast["alice"], TODAY) == []
    with pytest.raises(Step.DoesNotExist):
        complete_step(step("accept").pk, {}, by=cast["alice"], today=TODAY)
    with pytest.raises(Refusal):
        accept_step(step("accept").pk, by=cast["carol"])


def test_a_body_that_gets_a_step_sees_the_matter_and_its_limit_of_law(cast: Cast, run: Run, step: Steps) -> None:
    assert not runs_in_matter(cast["henry"], run.matter_id).exists()
    do(cast, run, "accept")
    assert list(runs_in_matter(cast["henry"], run.matter_id)) == [run]
    assert not runs_in_matter(cast["nina"], run.matter_id).exists()
    road, site = step("road").work, step("site").work
    assert (road.basis, road.due_on < site.due_on) == ("两日内查明", True)


def test_the_order_of_independent_steps_does_not_matter(cast: Cast, run: Run) -> None:
    do(cast, run, "accept", "road", "site", "meet")
    assert states(run) == {
        "accept": "done", "site": "done", "road": "done", "meet": "done", "survey": "open", "reply": "skipped",
    }  # fmt: skip


@pytest.mark.parametrize("stated", [{}, {"cost": "much"}, {"cost": "1", "plan": "build"}])
def test_a_step_states_its_own_facts_and_no_others(
    cast: Cast, run: Run, step: Steps, stated: dict[str, object]
) -> None:
    do(cast, run, "accept")
    before = kinds(run)
    with pytest.raises(Refusal):
        complete_step(step("site").pk, stated, by=cast["dora"], today=TODAY)
    assert (states(run)["site"], kinds(run)) == ("open", before)


def test_work_sent_back_opens_a_new_round_and_keeps_the_old(cast: Cast, run: Run, step: Steps) -> None:
    do(cast, run, "accept", "site", "road")
    with pytest.raises(Refusal):
        send_back(step("meet").pk, "site", reason=" ", by=cast["carol"], today=TODAY)
    send_back(step("meet").pk, "site", reason="造价不清", by=cast["carol"], today=TODAY)
    assert states(run) == {"accept": "done", "road": "done", "site": "open"}
    rows = list(Step.objects.filter(run=run).order_by("pk").values_list("node", "round", "state"))
    assert rows[1:] == [("site", 1, "superseded"), ("road", 1, "done"), ("meet", 1, "returned"), ("site", 2, "open")]
    run.refresh_from_db()
    assert run.facts == {"road": True}
    assert [one.task.title for one in tasks_waiting_for(cast["carol"], TODAY)] == []
    do(cast, run, "site")
    with pytest.raises(Refusal):
        send_back(step("meet").pk, "site", reason="再查", by=cast["carol"], today=TODAY)


def test_a_paper_that_is_asked_for_is_handed_in(cast: Cast, run: Run, step: Steps) -> None:
    do(cast, run, "accept", "site", "road")
    do(cast, run, "meet", plan="explain")
    paper = Paper.objects.create(matter=run.matter, kind="document", title="答复书", size=1, sha256="0" * 64)
    declare_system()
    strange = Paper.objects.create(matter=None, kind="document", title="别处", size=1, sha256="1" * 64)
    for papers in ({}, {"答复书": strange.pk}, {"答复书": paper.pk, "别的": paper.pk}):
        with pytest.raises(Refusal):
            complete_step(step("reply").pk, {}, papers=papers, by=cast["carol"], today=TODAY)
    complete_step(step("reply").pk, {}, papers={"答复书": paper.pk}, by=cast["carol"], today=TODAY)
    run.refresh_from_db()
    assert (run.state, Deliverable.objects.get().paper) == ("done", paper)
    assert kinds(run)[-2:] == ["StepDone", "ScenarioEnded"]


def test_the_page_shows_every_step_by_stage(cast: Cast, run: Run) -> None:
    do(cast, run, "accept", "site")
    page = run_page(cast["sue"], run.pk, TODAY)
    shown = {stage.stage.called: [one.state for one in stage.steps] for stage in page.stages}
    assert shown == {"查看": ["done", "done", "open"], "会商": ["ahead"], "落实": ["ahead"] * 3}
    assert workload(cast.body("housing"), TODAY)[None].waiting == 1
    with pytest.raises(Run.DoesNotExist):
        run_page(cast["nina"], run.pk, TODAY)


def test_a_step_costs_few_statements(cast: Cast, run: Run, step: Steps) -> None:
    pk, carol = step("accept").pk, cast["carol"]
    with CaptureQueriesContext(
        connection,
    ) as counted:
        complete_step(pk, {}, by=carol, today=TODAY)
    work = [one["sql"] for one in counted if "SAVEPOINT" not in one["sql"]]
    assert len(work) <= MOST_STATEMENTS, work


def test_nobody_without_a_role_today_has_steps(cast: Cast, run: Run) -> None:
    assert steps_done_by(cast["carol"]).count() == 1
    assert [steps_done_by(cast[who]).count() for who in ("otto", "bo", "oscar")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("who", "sees"), [("carol", True), ("sue", True), ("henry", True), ("nina", False), ("bo", False), ("max", False)]
)
def test_the_database_shows_rows_of_a_run_to_those_who_see_its_matter(
    cast: Cast, run: Run, step: Steps, who: str, sees: bool
) -> None:
    do(cast, run, "accept")
    ask_for_time(step("site").pk, days=1, reason="雨", by=cast["dora"])
    ask_opinion(step("site").pk, cast.body("housing"), "路面？", by=cast["dora"], today=TODAY)
    declare_reader(cast[who])
    shown = {model.__name__: model.objects.exists() for model in (Run, Step, TimeRequest, Demand)}
    assert shown == dict.fromkeys(shown, sees)
