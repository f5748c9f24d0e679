"""What opens next in the ditch between two villages, and what nobody may do."""

import pytest

from concord.engines.flow.advance import Row, Standing, begin, complete, is_over, send_back
from concord.engines.flow.reading import load
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.tests.cases import DITCH

DITCH = load(DITCH)


def at_the_table(crosses_road=True, cost=30000):
    """The state in which the consultation is open."""
    state = begin(DITCH, {"crosses_road": crosses_road}).state
    state = complete(DITCH, state, "accept", {}).state
    state = complete(DITCH, state, "site", {"cost": cost}).state
    return complete(DITCH, state, "road", {}).state if crosses_road else state


def test_work_that_waits_for_the_same_thing_opens_together():
    accepted = complete(DITCH, begin(DITCH, {"crosses_road": True}).state, "accept", {})
    assert (accepted.opened, accepted.skipped) == (("site", "road"), ())


def test_a_task_whose_condition_fails_is_skipped_at_once():
    accepted = complete(DITCH, begin(DITCH, {"crosses_road": False}).state, "accept", {})
    assert (accepted.opened, accepted.skipped) == (("site",), ("road",))


def test_a_fact_that_nobody_has_stated_makes_the_condition_false():
    assert complete(DITCH, begin(DITCH, {}).state, "accept", {}).skipped == ("road",)


def test_a_join_waits_for_all_and_a_skipped_task_does_not_hold_it_up():
    state = complete(DITCH, begin(DITCH, {"crosses_road": True}).state, "accept", {}).state
    assert complete(DITCH, state, "road", {}).opened == ()
    assert at_the_table(crosses_road=False).open == ("meet",)


@pytest.mark.parametrize(
    ("plan", "cost", "opened", "skipped"),
    [
        ("build", 50000, ("build",), ("reply",)),
        ("build", "50000.01", (), ("build", "reply", "visit")),  # everything that the visit waits for was skipped
        ("explain", 50000, ("reply",), ("build",)),
    ],
)
def test_what_is_decided_opens_one_way(plan, cost, opened, skipped):
    decided = complete(DITCH, at_the_table(cost=cost), "meet", {"plan": plan})
    assert (decided.opened, decided.skipped) == (opened, skipped)
    assert is_over(decided.state) is (not opened)


def test_sending_back_opens_a_new_round_and_forgets_what_was_stated_there():
    state = at_the_table()
    back = send_back(DITCH, state, "meet", "site")
    assert (back.superseded, back.opened) == (("site", "meet"), ("site",))
    assert (back.state.rows["site"], back.state.rows["road"]) == (Row(Standing.OPEN, 2), Row(Standing.DONE, 1))
    assert "cost" not in back.state.facts
    assert back.state.facts["crosses_road"] is True
    again = complete(DITCH, back.state, "site", {"cost": 1}).state
    assert again.rows["meet"] == Row(Standing.OPEN, 2)


def test_there_are_only_so_many_rounds():
    state = at_the_table()
    for _ in range(2):
        state = complete(DITCH, send_back(DITCH, state, "meet", "site").state, "site", {"cost": 1}).state
    with pytest.raises(NotAllowedError, match="“现场查看” has been through all 3 rounds"):
        send_back(DITCH, state, "meet", "site")


def refused(deed, *words):
    with pytest.raises(NotAllowedError) as caught:
        deed(*words)
    return str(caught.value)


def test_nobody_may_do_what_is_not_their_turn():
    state = at_the_table(crosses_road=False)
    assert refused(complete, DITCH, state, "site", {"cost": 1}) == "“现场查看” is not open."
    assert refused(complete, DITCH, state, "build", {}) == "“埋设管道” is not open."
    assert refused(complete, DITCH, state, "nonsense", {}) == "“nonsense” is not a task of this scenario."
    assert refused(send_back, DITCH, state, "meet", "accept") == "“云会商” may not send back to “accept”."
    assert (
        refused(send_back, DITCH, state, "meet", "road") == "“查公路图纸” was skipped; nothing can be sent back to it."
    )


def test_a_task_states_exactly_its_facts_each_of_its_type():
    state = at_the_table()
    assert refused(complete, DITCH, state, "meet", {}) == "“云会商” must state “方案”."
    assert refused(complete, DITCH, state, "meet", {"plan": "build", "cost": 1}) == "“云会商” does not state “cost”."
    assert refused(complete, DITCH, state, "meet", {"plan": "sue"}) == ("“方案” cannot be “sue”: expected 埋管 · 说明.")


def test_what_is_given_at_the_start_is_declared_typed_and_nobody_elses_to_state():
    assert refused(begin, DITCH, {"weather": "rain"}) == "“weather” is not a fact of this scenario."
    assert refused(begin, DITCH, {"cost": 1}) == "“cost” is stated by “现场查看”, not at the start."
    assert refused(begin, DITCH, {"crosses_road": "true"}) == "“涉及公路” cannot be “true”: expected true or false."
