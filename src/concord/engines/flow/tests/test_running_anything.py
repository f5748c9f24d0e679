"""What holds for every scenario, whatever people do: two thousand random templates, random deeds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.flow.advance import Standing, State, advance, begin, complete, is_over
from concord.engines.flow.checking import check
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Template
from concord.engines.flow.tests.cases import CALM, any_step, settle_all, templates, values

OPEN, DONE, SKIPPED = Standing


def sound(template: Template, state: State) -> None:
    """Every rule of the house that a state can be held to."""
    nodes = graph(template).nodes
    assert is_over(state) is all(state.rows[code].standing in (DONE, SKIPPED) for code in nodes if code in state.rows)
    for code, row in state.rows.items():
        before = [state.rows.get(name) for name in nodes[code].after]
        assert all(one and one.standing in (DONE, SKIPPED) for one in before), f"{code} began too early"
        assert 1 <= row.round <= template.max_rounds
        assert row.round > state.past.get(code, 0)
        if before and all(one.standing is SKIPPED for one in before if one):
            assert row.standing is SKIPPED
    for name in state.facts:
        setter = graph(template).setter.get(name)
        assert setter is None or state.rows[setter].standing is DONE
    again = advance(template, state)
    assert (again.state, again.opened, again.skipped) == (state, (), ())


@settings(max_examples=2000, **CALM)
@given(st.data())
def test_whatever_people_do_the_rules_hold_and_every_run_ends(data):
    template = data.draw(templates())
    assert [str(one) for one in check(template) if "can never be met" not in str(one)] == []
    facts = {name: data.draw(values(graph(template).facts[name])) for name in ("g0", "g1") if data.draw(st.booleans())}
    step = begin(template, facts)
    sound(template, step.state)
    done, rows_ever = 0, dict.fromkeys(graph(template).nodes, 0)
    while not is_over(step.state):
        before, answer = step.state, any_step(template, step.state, data.draw)
        if isinstance(answer, tuple):
            code, _to = answer  # refused: nothing changed, so the sender decides instead
            stated = {name: data.draw(values(graph(template).facts[name])) for name in graph(template).nodes[code].sets}
            answer = complete(template, before, code, stated)
        step, done = answer, done + 1
        sound(template, step.state)
        fresh = set(step.opened + step.skipped)
        assert not fresh & (before.rows.keys() - set(step.superseded)), "a second live row"
        for code in fresh:
            rows_ever[code] += 1
        assert done <= 2 * len(rows_ever) * template.max_rounds
    assert step.state.rows.keys() == graph(template).nodes.keys()
    assert max(rows_ever.values()) <= template.max_rounds


@settings(max_examples=500, **CALM)
@given(st.data())
def test_the_order_of_independent_work_does_not_matter(data):
    template = data.draw(templates())
    shape = graph(template)
    answers = {name: data.draw(values(fact)) for name, fact in shape.facts.items()}
    given_ = {name: value for name, value in answers.items() if name not in shape.setter}
    first = settle_all(template, given_, answers, lambda _count: 0)
    mixed = settle_all(template, given_, answers, lambda count: data.draw(st.integers(0, count - 1)))
    assert (first.rows, first.facts) == (mixed.rows, mixed.facts)
