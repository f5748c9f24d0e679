"""The dry run finds every way a scenario can go, says how long each takes, and admits what it did not try."""

from decimal import Decimal
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.flow.conditions import All, AnyOf, Leaf, Op
from concord.engines.flow.graph import graph
from concord.engines.flow.outcomes import dry_run, follow
from concord.engines.flow.reading import load
from concord.engines.flow.template import Deadline, Node, Stage, Template
from concord.engines.flow.tests.cases import CALM, DITCH, settle_all, templates, values
from concord.engines.flow.values import Fact, FactType

DITCH = load(DITCH)


def ends_of(run):
    return {end.code: (end.ways, end.shortest, end.longest) for end in run.ends}


def test_the_ditch_can_go_six_ways_and_end_in_two_places():
    run = dry_run(DITCH)
    assert (run.possible, run.tried, run.capped, len(run.outcomes), run.never) == (8, 8, False, 6, ())
    assert ends_of(run) == {"meet": (2, 8, 8), "visit": (4, 15, 33)}
    assert (run.longest.days, run.longest.path) == (33, ("accept", "site", "meet", "build", "visit"))
    assert dict(run.longest.facts) == {"crosses_road": True, "cost": Decimal(49999), "plan": "build"}


def test_a_task_that_no_outcome_opens_is_named():
    yes, no = (Leaf("f", Op.EQ, (value,)) for value in (True, False))
    nodes = (
        Node("a", "s", "A", "o", when=yes),
        Node("b", "s", "B", "o", after=("a",), when=no),
        Node("c", "s", "C", "o"),
    )
    run = dry_run(Template("t", 1, "T", (Stage("s"),), nodes, data=(Fact("f", FactType.BOOLEAN),)))
    assert run.never == ("b",)
    assert ends_of(run) == {"a": (1, 0, 0), "c": (2, 0, 0)}


def test_a_run_in_which_nothing_applies_takes_no_days():
    node = Node("a", "s", "A", "o", when=Leaf("f", Op.EQ, (True,)), deadline=Deadline(3))
    template = Template("t", 1, "T", (Stage("s"),), (node,), data=(Fact("f", FactType.BOOLEAN),))
    assert (follow(template, {}).days, follow(template, {}).path) == (0, ())


def many(count):
    """Independent choices, one task that needs them all, and one that needs the impossible of two."""
    facts = tuple(Fact(f"f{number}", FactType.BOOLEAN) for number in range(count))
    yes = [Leaf(fact.code, Op.EQ, (True,)) for fact in facts]
    no = [Leaf(fact.code, Op.EQ, (False,)) for fact in facts]
    nodes = (
        *(Node(f"n{number}", "s", "N", "o", when=leaf) for number, leaf in enumerate(yes)),
        Node("rare", "s", "R", "o", when=All((*yes[: count // 2], *no[count // 2 :]))),
        Node("torn", "s", "T", "o", after=("n0",), when=AnyOf((no[0],))),
    )
    return Template("t", 1, "T", (Stage("s"),), nodes, data=facts)


def test_too_many_combinations_are_sampled_honestly_and_rare_tasks_still_found():
    run = dry_run(many(20), most=500)
    assert (run.possible, run.capped) == (3**11 * 2**9, True)
    assert 500 < run.tried <= 544
    assert run.never == ("torn",)


def test_the_spread_meets_different_values_of_every_fact():
    run = dry_run(many(12), most=300)
    for name in (f"f{number}" for number in range(12)):
        assert {dict(outcome.facts).get(name) for outcome in run.outcomes} >= {True, False}


@settings(max_examples=400, **CALM)
@given(st.data())
def test_the_dry_run_finds_what_people_can_do_and_nothing_else(data):
    template = data.draw(templates(most=5))
    run = dry_run(template, most=100_000)
    facts = graph(template).facts
    answers = {name: data.draw(values(fact)) for name, fact in facts.items()}
    given_ = {name: value for name, value in answers.items() if name not in graph(template).setter}
    lived = settle_all(template, given_, answers, lambda _count: 0)
    done = {code for code, row in lived.rows.items() if row.standing == "done"}
    assert done in [set(outcome.done) for outcome in run.outcomes]
    for outcome in run.outcomes:
        said = {**answers, **dict(outcome.facts)}
        started = {name: value for name, value in outcome.facts if name not in graph(template).setter}
        replayed = settle_all(template, started, said, lambda _count: 0)
        assert {code for code, row in replayed.rows.items() if row.standing == "done"} == set(outcome.done)


def test_the_longest_path_is_the_longest_of_all_chains():
    days = {"a": 1, "b": 9, "c": 2, "d": 3}
    after = {"a": (), "b": (), "c": ("a",), "d": ("c", "b")}
    nodes = tuple(Node(code, "s", code, "o", after=after[code], deadline=Deadline(days[code])) for code in days)
    outcome = follow(Template("t", 1, "T", (Stage("s"),), nodes), {})
    chains = [chain for length in range(1, 5) for chain in product("abcd", repeat=length)]
    real = [chain for chain in chains if all(one in after[two] for one, two in pairwise(chain))]
    assert outcome.days == max(sum(days[code] for code in chain) for chain in real) == 12
    assert outcome.path == ("b", "d")
