"""Scenarios the tests run: one that everybody can follow, and random ones that are sound by construction."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck
from hypothesis import strategies as st

from concord.engines.flow.advance import State, Step, begin, complete, is_over, send_back
from concord.engines.flow.conditions import OPS, SETS, All, AnyOf, Condition, Leaf
from concord.engines.flow.graph import graph
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.template import Deadline, Escalation, Kind, Limit, Node, Stage, Template, Unit
from concord.engines.flow.values import Fact, FactType, Value

# The ditch between two villages: the county centre asks both towns, consults, and has it built or explains why not.
DITCH = """\
code: ditch
version: 1
title: 村间水沟
max_rounds: 3
bodies: {centre: 县社会治理中心, town: 乡镇, transport: 交投集团}
data:
  crosses_road: {type: boolean, label: 涉及公路}
  plan: {type: choice, values: {build: 埋管, explain: 说明}, label: 方案}
  cost: {type: number}
stages: {look: 查看, decide: 会商, act: 落实}
escalation: {yellow: [owner], red: [owner, supervision]}
nodes:
  accept: {stage: look, name: 受理, owner: centre.desk, deadline: {days: 1}}
  site:   {stage: look, name: 现场查看, owner: town.platform, after: [accept], deadline: {days: 3, yellow: 2}, sets: [cost]}
  road:   {stage: look, name: 查公路图纸, owner: transport.roads, after: [accept], when: {field: crosses_road, op: eq, value: true}, deadline: {days: 2}}
  meet:   {stage: decide, name: 云会商, owner: centre.desk, kind: consult, consult: [transport.roads], after: [site, road], sets: [plan], returns: [site, road], deadline: {days: 4, yellow: 2}}
  build:  {stage: act, name: 埋设管道, owner: transport.roads, after: [meet], when: {all: [{field: plan, op: eq, value: build}, {field: cost, op: le, value: 50000}]}, deadline: {days: 20}}
  reply:  {stage: act, name: 书面答复, owner: town.platform, after: [meet], when: {field: plan, op: in, value: [explain]}, deadline: {days: 2}}
  visit:  {stage: act, name: 回访, owner: town.platform, after: [build, reply], deadline: {days: 5}}
"""  # noqa: E501  # one line for each task, as people write them

CALM = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}
WORDS = st.text(st.sampled_from("abcXYZ 09现场查看会商-_:,#'\"{}[]&*!|>%@`…《》😀"), min_size=1, max_size=12)
TITLES = WORDS.map(lambda words: " ".join(words.split())).filter(bool)
VALUES: dict[FactType, st.SearchStrategy[Value]] = {
    FactType.BOOLEAN: st.booleans(),
    FactType.NUMBER: st.sampled_from([Decimal("-1"), Decimal("0"), Decimal("2.50"), Decimal("7")]),
    FactType.DATE: st.sampled_from([date(2026, 3, 2), date(2026, 3, 3), date(2026, 12, 31)]),
    FactType.TEXT: st.sampled_from(["", "东", "no"]),
}
FACTS = st.sampled_from(["boolean", "boolean", "choice", "number", "date", "text"])


def values(fact: Fact) -> st.SearchStrategy[Value]:
    return st.sampled_from(fact.values) if fact.type is FactType.CHOICE else VALUES[fact.type]


@st.composite
def choices(draw: st.DrawFn, code: str) -> Fact:
    """A choice of two or three values, named or not."""
    number = draw(st.integers(2, 3))
    names = draw(st.sampled_from([(), ("第一", "是: 否", "十")[:number]]))
    return Fact(code, FactType.CHOICE, ("甲", "true", "10")[:number], names=names)


@st.composite
def facts(draw: st.DrawFn, codes: list[str]) -> tuple[Fact, ...]:
    kinds = [FactType(draw(FACTS)) for _ in codes]
    return tuple(
        draw(choices(code)) if kind is FactType.CHOICE else Fact(code, kind)
        for code, kind in zip(codes, kinds, strict=True)
    )


@st.composite
def conditions(draw: st.DrawFn, known: tuple[Fact, ...], deepest: int = 2) -> Condition:
    if deepest and draw(st.integers(0, 3)) == 0:
        parts = draw(st.lists(conditions(known, deepest - 1), min_size=1, max_size=3))
        return draw(st.sampled_from([All, AnyOf]))(tuple(parts))
    fact = draw(st.sampled_from(known))
    op = draw(st.sampled_from(OPS[fact.type]))
    compared = draw(st.lists(values(fact), min_size=1, max_size=2 if op in SETS else 1, unique=True))
    return Leaf(fact.code, op, tuple(compared))


@st.composite
def templates(draw: st.DrawFn, most: int = 8) -> Template:
    """A sound template: nodes wait for earlier ones only, and conditions read only what ancestors state."""
    count = draw(st.integers(1, most))
    given_ = draw(facts(["g0", "g1"]))
    stated = draw(facts([f"f{number}" for number in range(count)]))
    nodes: dict[str, Node] = {}
    before: dict[str, set[str]] = {}
    for number in range(count):
        after = draw(st.lists(st.sampled_from(sorted(nodes)), max_size=3, unique=True)) if nodes else []
        code = f"n{number}"
        before[code] = set(after).union(*(before[name] for name in after))
        known = given_ + tuple(fact for fact in stated if any(fact.code in nodes[name].sets for name in before[code]))
        back = sorted(before[code])
        nodes[code] = Node(
            code, "work", "任务", f"body{draw(st.integers(0, 2))}.duty", after=tuple(after),
            when=draw(conditions(known)) if draw(st.booleans()) else None,
            sets=(stated[number].code,) if draw(st.booleans()) else (),
            returns=tuple(draw(st.lists(st.sampled_from(back), max_size=2, unique=True))) if back else (),
            deadline=Deadline(draw(st.integers(0, 9)), 0) if draw(st.booleans()) else None,
        )  # fmt: skip
    laid = tuple(nodes.values())[:: draw(st.sampled_from([1, -1]))]
    rounds = draw(st.integers(1, 3))
    return Template("random", 1, "任意", (Stage("work"),), laid, max_rounds=rounds, data=given_ + stated)


@st.composite
def dressed(draw: st.DrawFn) -> Template:
    """A random template with every kind of trimming, for what reads, writes and compares."""
    bare = draw(templates(most=4))
    return Template(
        bare.code, draw(st.integers(1, 9)), draw(TITLES), bare.stages,
        tuple(draw(trimmed(node)) for node in bare.nodes), draw(TITLES), draw(TITLES), draw(TITLES),
        (draw(TITLES),), (draw(TITLES),), (draw(TITLES),), (draw(TITLES),), bare.max_rounds,
        (("body0", draw(TITLES)),), bare.data, Escalation(("owner",), (draw(TITLES),)),
    )  # fmt: skip


@st.composite
def trimmed(draw: st.DrawFn, node: Node) -> Node:
    kind = draw(st.sampled_from(Kind))
    return Node(
        node.code, node.stage, draw(TITLES), node.owner, draw(TITLES), kind,
        "other" if kind is Kind.SUBPROCESS else "", node.after, node.when,
        draw(TITLES), ("body1.duty", draw(TITLES) + "2"), (draw(TITLES),),
        Deadline(7, 5, (Limit(7, draw(st.sampled_from(Unit)), draw(TITLES)),)), node.sets, node.returns,
        Escalation(red=(draw(TITLES),)), (draw(TITLES),), draw(TITLES), (draw(TITLES),),
    )  # fmt: skip


def settle_all(
    template: Template, given: dict[str, object], answers: dict[str, Value], choose: Callable[[int], int]
) -> State:
    """Complete whatever is open, in the order that `choose` picks, until the scenario is over."""
    state = begin(template, given).state
    while not is_over(state):
        code = sorted(state.open)[choose(len(state.open))]
        sets = graph(template).nodes[code].sets
        state = complete(template, state, code, {fact: answers[fact] for fact in sets}).state
    return state


def any_step(template: Template, state: State, draw: st.DrawFn) -> Step | tuple[str, str]:
    """One random thing that somebody does: mostly completing, sometimes sending back (a refused pair is returned)."""
    code = draw(st.sampled_from(sorted(state.open)))
    node = graph(template).nodes[code]
    if node.returns and draw(st.integers(0, 2)) == 0:
        to = draw(st.sampled_from(node.returns))
        try:
            return send_back(template, state, code, to)
        except NotAllowedError:
            return code, to
    stated = {fact: draw(values(graph(template).facts[fact])) for fact in node.sets}
    return complete(template, state, code, stated)
