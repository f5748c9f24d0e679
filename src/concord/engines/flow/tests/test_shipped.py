"""The scenarios that come with the platform: sound, complete, and each run to every end that it can reach."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from concord.engines.flow.advance import State, Step, begin, complete, is_over, send_back
from concord.engines.flow.bpmn.exporting import to_bpmn
from concord.engines.flow.bpmn.importing import from_bpmn
from concord.engines.flow.checking import check_together
from concord.engines.flow.graph import graph
from concord.engines.flow.outcomes import Outcome, dry_run, follow
from concord.engines.flow.reading import load
from concord.engines.flow.template import Kind, Template
from concord.engines.flow.values import FactType, Value
from concord.engines.flow.writing import write

FOLDER = Path(str(files("concord") / "data/scenarios"))
FILES = sorted(FOLDER.glob("*/*.yaml"))
SOME: dict[FactType, Value] = {FactType.BOOLEAN: False, FactType.TEXT: "略"}


@cache
def shipped(name: str) -> Template:
    return load(next(path for path in FILES if path.stem == name).read_text(encoding="utf-8"))


def live_through(template: Template, outcome: Outcome) -> State:
    """Do by hand what an outcome foretells, one task after the other."""
    shape, said = graph(template), dict(outcome.facts)
    step: Step = begin(template, {name: value for name, value in said.items() if name not in shape.setter})
    while not is_over(step.state):
        code = step.state.open[-1]
        stated = {name: said.get(name, SOME.get(shape.facts[name].type, 0)) for name in shape.nodes[code].sets}
        step = complete(template, step.state, code, stated)
    return step.state


def test_all_scenarios_are_there_and_fit_together():
    assert len([path for path in FILES if path.parent.name == "enforcement"]) == 21 + 1
    assert len([path for path in FILES if path.parent.name == "grassroots"]) == 9
    templates = [shipped(path.stem) for path in FILES]
    assert [template.code for template in templates] == [path.stem for path in FILES]
    assert check_together(templates) == ()


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_each_scenario_is_run_to_every_end_and_no_task_is_dead(name):
    template = shipped(name)
    run = dry_run(template)
    assert run.never == ()
    for end in run.ends:
        state = live_through(template, end.example)
        done = {code for code, row in state.rows.items() if row.standing == "done"}
        assert done == set(end.example.done)
        assert end.code in done
        assert state.rows.keys() == graph(template).nodes.keys()


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_each_scenario_is_whole(name):
    """People read it in two languages, know whose every task is, by when, and what comes of it."""
    template = shipped(name)
    assert template.english
    assert template.trigger
    assert template.status
    assert {node.body for node in template.nodes} == dict(template.bodies).keys()
    for node in template.nodes:
        assert node.english, node.code
        assert node.deliverable, node.code
        assert node.deadline or node.kind is Kind.SUBPROCESS or node.code == "urgent_act", node.code
    assert all(fact.label for fact in template.data)


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_each_scenario_survives_its_file_and_bpmn(name):
    template = shipped(name)
    assert load(write(template)) == template
    imported = from_bpmn(to_bpmn(template))
    assert (imported.template, imported.lost) == (template, ())


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_each_way_back_can_be_taken_and_the_work_done_again(name):
    template = shipped(name)
    shape = graph(template)
    for end in dry_run(template).ends:
        done = set(end.example.done)
        senders = [(code, to) for code in done for to in shape.nodes[code].returns if to in done]
        for code, to in senders:
            state = until_open(template, end.example, code)
            back = send_back(template, state, code, to)
            assert (back.state.rows[to].standing, back.state.rows[to].round) == ("open", 2)
            assert code in back.superseded


def until_open(template: Template, outcome: Outcome, code: str) -> State:
    """The state in which all before a task is done and the task itself is open."""
    shape, said = graph(template), dict(outcome.facts)
    state = begin(template, {name: value for name, value in said.items() if name not in shape.setter}).state
    while code not in state.open:
        one = next(name for name in state.open if name in shape.ancestors[code])
        stated = {name: said.get(name, SOME.get(shape.facts[name].type, 0)) for name in shape.nodes[one].sets}
        state = complete(template, state, one, stated).state
    return state


def test_the_62_granules_keep_the_figures_of_their_source():
    """51 working days to the referral and 191 to the archive, when all of it applies and the police file at once."""
    granules = shipped("refusal_62")
    assert [node.code for node in granules.nodes] == [f"J{number:02}" for number in range(1, 63)]
    conditional = [fact.code for fact in granules.data if fact.code not in ("refused", "filed_after_all")]
    everything = {**dict.fromkeys(conditional, True), "refused": False, "filed_after_all": False}
    whole = follow(granules, everything)
    assert (whole.days, whole.ends) == (191, ("J62",))
    assert {node.code for node in granules.nodes} - set(whole.done) == {"J47", "J59"}
    referral = {**everything, "referred": True}
    before = [node for node in granules.nodes if node.code == "J43" or node.code in graph(granules).ancestors["J43"]]
    short = Template(**{**{name: getattr(granules, name) for name in Template.__slots__}, "nodes": tuple(before)})
    assert follow(short, referral).days == 51


def test_a_referral_always_has_evidence_of_all_five_classes():
    granules = shipped("refusal_62")
    before = graph(granules).ancestors["J42"]
    certain = [node for node in granules.nodes if node.code in before and node.code != "J08"]
    leanest = follow(granules, {"opened": True, "referred": True})
    found = {mark for node in certain if node.code in leanest.done for mark in node.marks if mark.startswith("证据")}
    assert found == {
        "证据:主体身份",
        "证据:负有执行或协助义务",
        "证据:有能力执行全部或部分",
        "证据:拒不执行行为",
        "证据:情节或后果",
    }


def test_limits_of_law_stand_beside_recommended_days():
    granules = {node.code: node for node in shipped("refusal_62").nodes}
    assert [(limit.n, limit.unit) for limit in granules["J45"].deadline.statutory] == [(7, "day"), (30, "day")]
    assert "法定期限" in granules["J45"].marks
    assert granules["J44"].deadline.statutory == ()
    assert "建议期限" in granules["J44"].marks


def test_departments_are_asked_side_by_side():
    disposal = shipped("judicial_real_estate_disposal")
    asked = complete(disposal, begin(disposal, {}).state, "inquiry", {})
    assert asked.opened == ("title", "limits", "arrears", "illegal", "site")
    granules = shipped("refusal_62")
    state = begin(granules, dict.fromkeys(("vehicles", "equity", "taxpayer", "securities", "lifestyle"), True)).state
    for code in ("J01", "J02", "J03", "J04", "J05"):
        state = complete(granules, state, code, {}).state
    acts = dict.fromkeys(graph(granules).nodes["J06"].sets, False)
    opened = complete(granules, complete(granules, state, "J06", acts).state, "J07", {"opened": True}).opened
    assert opened == ("J08", "J19", "J20", "J21", "J22", "J23", "J24", "J25", "J27")


def test_what_is_dispatched_turns_yellow_at_seven_and_red_at_fourteen_and_is_then_supervised():
    handle = next(node for node in shipped("sensing_and_dispatch").nodes if node.code == "handle")
    assert (handle.deadline.first_warning, handle.deadline.days) == (7, 14)
    assert begin(shipped("overdue_supervision"), {}).opened == ("work", "open")
    assert shipped("overdue_supervision").escalation.red[-3:] == ("inspection", "discipline", "procuratorate")
