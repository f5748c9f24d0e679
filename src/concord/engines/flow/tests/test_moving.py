"""A running scenario is moved to another version only where all that was begun keeps its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.flow.advance import Row, Standing, State, begin, complete, is_over, send_back
from concord.engines.flow.graph import graph
from concord.engines.flow.moving import move
from concord.engines.flow.reading import load
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.tests.cases import CALM, DITCH, any_step, templates, values
from concord.engines.flow.tests.test_running_anything import sound

OLD = load(DITCH)
ROAD = "road:   {stage: look, name: 查公路图纸, owner: transport.roads, after: [accept]"


def changed(*pairs):
    text = DITCH
    for was, now in pairs:
        assert was in text
        text = text.replace(was, now)
    return load(text)


def at_the_table(crosses_road=True):
    state = begin(OLD, {"crosses_road": crosses_road}).state
    state = complete(OLD, state, "accept", {}).state
    if crosses_road:
        state = complete(OLD, state, "road", {}).state
    return complete(OLD, state, "site", {"cost": 100}).state


def refused(new, state):
    with pytest.raises(NotAllowedError) as caught:
        move(new, state)
    return str(caught.value)


def test_moving_to_the_same_version_changes_nothing():
    state = at_the_table()
    step = move(OLD, state)
    assert (step.state.facts, step.opened, step.skipped) == (state.facts, (), ())
    assert dict(step.state.rows) == dict(state.rows)


def test_new_work_beside_what_is_done_opens_at_once():
    more = "\n  tell:   {stage: look, name: 告知村民, owner: town.platform, after: [accept]}\n  " + ROAD
    assert move(changed((ROAD, more.strip())), at_the_table()).opened == ("tell",)


def test_what_was_settled_and_is_gone_becomes_history():
    new = changed((DITCH[DITCH.index("  road:") : DITCH.index("  meet:")], ""), ("[site, road]", "[site]"))
    assert "road" not in move(new, at_the_table()).state.rows


def test_a_skipped_task_that_now_waits_for_more_is_decided_again():
    state = complete(OLD, begin(OLD, {"crosses_road": False}).state, "accept", {}).state
    new = changed((ROAD, ROAD.replace("[accept]", "[accept, site]")))
    assert "road" in state.rows
    assert "road" not in move(new, state).state.rows


def test_facts_no_longer_declared_are_forgotten():
    new = changed(
        (", when: {field: crosses_road, op: eq, value: true}", ""),
        ("  crosses_road: {type: boolean, label: 涉及公路}\n", ""),
    )
    assert move(new, at_the_table()).state.facts.keys() == {"cost"}


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ([("meet", "talk")], "“meet” is open, and the new version has no such task."),
        ([("after: [site, road]", "after: [site, road, check]"),
          ("  meet:", "  check: {stage: look, name: 复核, owner: town.x, after: [site]}\n  meet:")],
         "“云会商” has begun, and would wait for work that is not settled."),
        ([("sets: [cost]", "sets: [cost, wet]"),
          ("cost: {type: number}", "cost: {type: number}\n  wet: {type: boolean}")],
         "“现场查看” is done, and did not state “wet”."),
        ([("cost: {type: number}", "cost: {type: text}"), (", {field: cost, op: le, value: 50000}", "")],
         "“cost” is of another type in the new version."),
    ],
)  # fmt: skip
def test_what_was_begun_keeps_its_place_or_nothing_moves(pairs, why):
    assert refused(changed(*pairs), at_the_table()) == why


def test_work_begun_cannot_come_to_stand_behind_what_does_not_apply():
    new = changed(
        ("after: [site, road]", "after: [road]"),
        ("{field: cost, op: le, value: 50000}", "{field: crosses_road, op: eq, value: true}"),
        ("returns: [site, road]", "returns: [road]"),
    )
    assert refused(new, at_the_table(False)) == "“云会商” has begun, and would stand behind work that does not apply."


def test_rounds_already_gone_through_must_fit():
    state = send_back(OLD, at_the_table(), "meet", "site").state
    assert refused(changed(("max_rounds: 3", "max_rounds: 1")), state) == (
        "“现场查看” has been through more rounds than the new version allows."
    )
    fits = move(changed(("max_rounds: 3", "max_rounds: 2")), state).state
    assert fits.rows["site"] == Row(Standing.OPEN, 2)


@settings(max_examples=400, **CALM)
@given(st.data())
def test_wherever_a_run_is_moved_the_rules_hold_and_it_still_ends(data):
    old, new = data.draw(templates(most=5)), data.draw(templates(most=5))
    state: State = begin(old, {}).state
    for _ in range(data.draw(st.integers(0, 6))):
        if not is_over(state) and not isinstance(step := any_step(old, state, data.draw), tuple):
            state = step.state
    try:
        state = move(new, state).state
    except NotAllowedError:
        return
    sound(new, state)
    while not is_over(state):
        node = graph(new).nodes[state.open[0]]
        stated = {name: data.draw(values(graph(new).facts[name])) for name in node.sets}
        state = complete(new, state, node.code, stated).state
        sound(new, state)
    assert state.rows.keys() == graph(new).nodes.keys()
