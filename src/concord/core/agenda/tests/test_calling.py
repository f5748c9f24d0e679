"""What opens sets off what belongs to it: the scenario it calls starts, whom it consults is asked (K4)."""

import pytest

from concord.core.acts.models import Act
from concord.core.agenda import calling
from concord.core.agenda.models import Demand, Run, Step
from concord.core.agenda.selectors import tasks_waiting_for
from concord.core.agenda.services.demanding import answer_demand
from concord.core.agenda.services.publishing import publish, retire_scenario
from concord.core.agenda.services.running import call_subprocess, start_scenario
from concord.core.agenda.services.stepping import complete_step, send_back
from concord.core.agenda.services.upkeep import tell_stuck_work
from concord.core.agenda.tests.conftest import Steps
from concord.core.agenda.tests.story import TODAY, do, states
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.papers.models import Paper
from concord.core.refusals import Refusal
from tests.ground.cast import Cast

HEAD = "code: {code}\nversion: 1\ntitle: {code}\ndata:\n  far: {{type: boolean}}\n  depth: {{type: number}}\n"
CHAIN = (
    HEAD
    + """\
stages: {{a: 一}}
nodes:
  go: {{stage: a, name: 去, owner: centre.desk, {what}}}
"""
)
# What it asks for applies to far places only: near ones it ends as soon as it starts.
AT_ONCE = CHAIN.format(code="deep", what="when: {field: far, op: eq, value: true}")


def opinions(cast: Cast, who: str) -> list[Demand]:
    declare_system()
    return list(
        Demand.objects.filter(kind="opinion", task__in=[one.task.pk for one in tasks_waiting_for(cast[who], TODAY)])
    )


def test_a_step_that_opens_asks_whom_it_consults_in_time_for_its_own_end(cast: Cast, run: Run, step: Steps) -> None:
    do(cast, run, "accept", "site")
    assert opinions(cast, "henry") == []
    do(cast, run, "road")
    (asked,) = opinions(cast, "henry")
    assert (asked.step_id, asked.task.due_on) == (step("meet").pk, step("meet").work.due_on)
    assert (opinions(cast, "dora"), opinions(cast, "nina")) == ([], [])
    declare_system()
    assert Act.objects.filter(kind="OpinionAsked", matter_id=run.matter_id).count() == 1
    answer_demand(asked.pk, "路面可开挖。", by=cast["henry"])
    do(cast, run, "meet")
    assert states(run)["survey"] == "open"


def test_a_new_round_asks_anew_and_what_the_old_one_asked_waits_no_more(cast: Cast, run: Run, step: Steps) -> None:
    do(cast, run, "accept", "site", "road")
    (old,) = opinions(cast, "henry")
    send_back(step("meet").pk, "site", reason="造价不清", by=cast["carol"], today=TODAY)
    assert opinions(cast, "henry") == []
    do(cast, run, "site")
    (new,) = opinions(cast, "henry")
    assert new.step_id == step("meet").pk != old.step_id


def chain(matter: Matter, cast: Cast, *, length: int) -> Run:
    """A scenario that calls one that calls one …, started."""
    for number in reversed(range(length)):
        called = f"kind: subprocess, template: c{number + 1}" if number < length - 1 else "sets: [depth]"
        publish(CHAIN.format(code=f"c{number}", what=called), by=None)
    return start_scenario(matter.pk, "c0", {"far": True}, by=cast["alice"], today=TODAY)


def test_what_calls_starts_with_it_the_facts_go_down_and_the_end_comes_up(cast: Cast, matter: Matter) -> None:
    top = chain(matter, cast, length=4)
    declare_system()
    assert [run.facts for run in Run.objects.order_by("pk")] == [{"far": True}] * 4
    assert set(Run.objects.exclude(pk=top.pk).values_list("root", flat=True)) == {top.pk}
    last = Step.objects.get(run__version__code="c3")
    complete_step(last.pk, {"depth": "2"}, by=cast["carol"], today=TODAY)
    assert set(Run.objects.values_list("state", flat=True)) == {"done"}
    assert Act.objects.filter(kind="ScenarioEnded").count() == len({"c0", "c1", "c2", "c3"})


def test_too_deep_nothing_starts_by_itself_and_the_night_tells_it(cast: Cast, matter: Matter) -> None:
    chain(matter, cast, length=calling.MOST_DEEP + 3)
    declare_system()
    assert Run.objects.count() == calling.MOST_DEEP + 1
    assert tell_stuck_work(TODAY) == calling.MOST_DEEP + 1  # none of these has a deadline
    assert "无人启动" in Act.objects.filter(kind="WorkStuck").latest("pk").payload["reasons"]
    left = Step.objects.get(run=Run.objects.latest("pk"))
    assert call_subprocess(left.pk, {}, by=cast["carol"], today=TODAY).caller == left


def test_a_scenario_that_ends_as_it_starts_settles_its_caller_in_the_same_breath(cast: Cast, matter: Matter) -> None:
    publish(AT_ONCE, by=None)
    publish(CHAIN.format(code="top", what="kind: subprocess, template: deep"), by=None)
    run = start_scenario(matter.pk, "top", {"far": False}, by=cast["alice"], today=TODAY)
    assert (run.state, states(run)) == ("done", {"go": "done"})
    far = start_scenario(matter.pk, "top", {"far": True}, by=cast["alice"], today=TODAY)
    assert (far.state, states(far)) == ("running", {"go": "open"})


def test_a_scenario_that_was_retired_is_left_to_the_owner(cast: Cast, matter: Matter) -> None:
    publish(AT_ONCE, by=None)
    publish(CHAIN.format(code="top", what="kind: subprocess, template: deep, sets: [depth]"), by=None)
    retire_scenario("deep", 1, by=cast["alice"])
    run = start_scenario(matter.pk, "top", {}, by=cast["alice"], today=TODAY)
    declare_system()
    assert not Run.objects.filter(caller__run=run).exists()
    complete_step(Steps(run)("go").pk, {"depth": "1"}, by=cast["carol"], today=TODAY)
    assert states(run) == {"go": "done"}


def test_what_the_called_one_said_need_not_be_said_again_with_the_paper(cast: Cast, matter: Matter) -> None:
    publish(CHAIN.format(code="deep", what="sets: [depth]"), by=None)
    wants = "kind: subprocess, template: deep, sets: [depth], deliverable: [测绘图]"
    publish(CHAIN.format(code="top", what=wants), by=None)
    run = start_scenario(matter.pk, "top", {}, by=cast["alice"], today=TODAY)
    complete_step(Steps(Run.objects.get(caller__run=run))("go").pk, {"depth": "3"}, by=cast["carol"], today=TODAY)
    assert states(run) == {"go": "open"}
    with pytest.raises(Refusal):
        complete_step(Steps(run)("go").pk, {}, by=cast["carol"], today=TODAY)
    paper = Paper.objects.create(matter=matter, kind="document", title="测绘图", size=1, sha256="0" * 64)
    complete_step(Steps(run)("go").pk, {}, papers={"测绘图": paper.pk}, by=cast["carol"], today=TODAY)
    run.refresh_from_db()
    assert (run.state, run.facts) == ("done", {"depth": "3"})
