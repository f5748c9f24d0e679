"""Whether a template makes sense: every sentence names the node and says what would be right.

Without circles every open task leads on to an end, and a first task whose condition can be met can open: so what
passes here has at least one start and one end that can be reached.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from concord.engines.flow.conditions import DEEPEST, OPS, SETS, Condition, Leaf, depth, leaves
from concord.engines.flow.graph import ancestors, in_order
from concord.engines.flow.probes import can_hold
from concord.engines.flow.sentences import Problem, problem, say
from concord.engines.flow.template import LONGEST_DEADLINE, MOST_NODES, MOST_ROUNDS, Kind, Node, Template
from concord.engines.flow.values import Fact, FactType, fits

Problems = Iterator[Problem]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the checks look things up in."""

    template: Template
    nodes: Mapping[str, Node]
    facts: Mapping[str, Fact]
    setter: Mapping[str, str]
    ancestors: Mapping[str, frozenset[str]]


def check(template: Template) -> tuple[Problem, ...]:
    """Everything wrong with the meaning of a template; nothing when it may be published."""
    if not template.nodes or len(template.nodes) > MOST_NODES:
        return (problem(("nodes",), "A scenario has 1 to {most} tasks.", most=MOST_NODES),)
    nodes = {node.code: node for node in template.nodes}
    setter = {fact: node.code for node in reversed(template.nodes) for fact in node.sets}
    known = _Known(template, nodes, template.facts, setter, ancestors(nodes, in_order(template.nodes)))
    found = [one for rule in _WHOLE for one in rule(known)]
    found += [one for node in template.nodes for rule in _EACH for one in rule(known, node)]
    return tuple(found)


def check_together(templates: Iterable[Template]) -> tuple[Problem, ...]:
    """What is wrong between templates: sub-processes that nobody wrote, that never end, or that cannot answer."""
    known = {template.code: template for template in templates}
    found = [one for template in known.values() for one in _calls(template, known)]
    calls = {code: {node.template for node in template.nodes} & known.keys() for code, template in known.items()}
    while ended := [code for code, called in calls.items() if not called]:
        calls = {code: called.difference(ended) for code, called in calls.items() if called}
    if calls:
        found.append(problem((), "These scenarios call each other without end: {codes}.", codes=", ".join(calls)))
    return tuple(found)


def _calls(template: Template, known: Mapping[str, Template]) -> Problems:
    for node in template.nodes:
        path = ("nodes", node.code, "template")
        if not node.template:
            continue
        if node.template not in known:
            yield problem(path, "“{node}” calls the scenario “{template}”, which is not known.",
                          node=node.code, template=node.template)  # fmt: skip
            continue
        answers, mine = known[node.template].facts, template.facts
        for fact in node.sets:
            if fact not in answers or (answers[fact].type, answers[fact].values) != (
                mine[fact].type,
                mine[fact].values,
            ):
                yield problem(path, "“{node}” needs the fact “{fact}” from “{template}”, which has none of that type.",
                              node=node.code, fact=fact, template=node.template)  # fmt: skip


def _bounds(known: _Known) -> Problems:
    if not 1 <= known.template.max_rounds <= MOST_ROUNDS:
        yield problem(("max_rounds",), "“max_rounds” is 1 to {most}.", most=MOST_ROUNDS)
    if known.template.version < 1:
        yield problem(("version",), "Versions are counted from 1.")


def _once(known: _Known) -> Problems:
    template = known.template
    for key, codes in (
        ("stages", [stage.code for stage in template.stages]),
        ("data", [fact.code for fact in template.data]),
        ("nodes", [node.code for node in template.nodes]),
    ):
        for code, times in Counter(codes).items():
            if times > 1:
                yield problem((key,), "“{code}” is given {times} times.", code=code, times=times)


def _stages(known: _Known) -> Problems:
    used = {node.stage for node in known.template.nodes}
    for stage in known.template.stages:
        if stage.code not in used:
            yield problem(("stages", stage.code), "No task belongs to the stage “{stage}”.", stage=stage.code)


def _facts(known: _Known) -> Problems:
    for fact in known.facts.values():
        path = ("data", fact.code)
        if (fact.type is FactType.CHOICE) is not bool(fact.values):
            yield problem(path, "“{fact}”: a choice lists its values, and nothing else does.", fact=fact.code)
        elif len(fact.values) == 1:
            yield problem(path, "“{fact}” offers a choice of only one value.", fact=fact.code)


def _one_setter(known: _Known) -> Problems:
    setters = Counter(fact for node in known.template.nodes for fact in node.sets)
    for fact, times in setters.items():
        names = ", ".join(node.code for node in known.template.nodes if fact in node.sets)
        if times > 1:
            yield problem(("data", fact), "“{fact}” is stated by {nodes}; one task alone may state it.",
                          fact=fact, nodes=names)  # fmt: skip


def _no_cycle(known: _Known) -> Problems:
    if stuck := known.nodes.keys() - known.ancestors.keys():
        cycle = _cycle(known, stuck)
        yield problem(("nodes", cycle[0], "after"), "These tasks wait for each other in a circle: {circle}.",
                      circle=" → ".join((*cycle, cycle[0])))  # fmt: skip


def _cycle(known: _Known, stuck: Iterable[str]) -> list[str]:
    """A circle among nodes that all wait for something that never settles, earliest first."""
    stuck = set(stuck)
    walked = [min(stuck)]
    while (before := next(name for name in known.nodes[walked[-1]].after if name in stuck)) not in walked:
        walked.append(before)
    return walked[walked.index(before) :][::-1]


def _named(known: _Known, node: Node) -> Problems:
    for key, word in (("name", node.name), ("owner", node.owner)):
        if not word.strip():
            yield problem(("nodes", node.code, key), "“{node}” has no {key}.", node=node.code, key=say(key))


def _stage(known: _Known, node: Node) -> Problems:
    stages = [stage.code for stage in known.template.stages]
    if node.stage not in stages:
        yield problem(("nodes", node.code, "stage"),
                      "“{node}” has the stage “{stage}”; the stages are: {stages}.",
                      node=node.code, stage=node.stage, stages=", ".join(stages))  # fmt: skip


def _after(known: _Known, node: Node) -> Problems:
    for name in node.after:
        if name not in known.nodes:
            yield problem(("nodes", node.code, "after"), "“{node}” waits for “{name}”, which is not a task here.",
                          node=node.code, name=name)  # fmt: skip


def _returns(known: _Known, node: Node) -> Problems:
    for name in node.returns:
        if node.code in known.ancestors and name not in known.ancestors[node.code]:
            yield problem(("nodes", node.code, "returns"),
                      "“{node}” can send back only to what it waits for, not to “{name}”.",
                          node=node.code, name=name)  # fmt: skip


def _sets(known: _Known, node: Node) -> Problems:
    for fact in node.sets:
        if fact not in known.facts:
            yield problem(("nodes", node.code, "sets"), "“{node}” states “{fact}”, which is not declared under “data”.",
                          node=node.code, fact=fact)  # fmt: skip


def _deadline(known: _Known, node: Node) -> Problems:
    if node.deadline is None:
        return
    path = ("nodes", node.code, "deadline")
    if node.deadline.days > LONGEST_DEADLINE:
        yield problem(path, "“{node}” has more than {most} days.", node=node.code, most=LONGEST_DEADLINE)
    if node.deadline.first_warning > node.deadline.days:
        yield problem(path, "“{node}” would be yellow on day {yellow}, after it is red on day {days}.",
                      node=node.code, yellow=node.deadline.first_warning, days=node.deadline.days)  # fmt: skip
    if any(limit.n < 1 for limit in node.deadline.statutory):
        yield problem(path, "“{node}” has a limit of law of no length.", node=node.code)


def _kind(known: _Known, node: Node) -> Problems:
    needs = {Kind.SUBPROCESS: node.template, Kind.CONSULT: node.consult, Kind.REQUEST: node.jurisdiction}
    key = {Kind.SUBPROCESS: "template", Kind.CONSULT: "consult", Kind.REQUEST: "jurisdiction"}
    if not needs.get(node.kind, True):
        yield problem(("nodes", node.code), "“{node}” is a {kind} and must name its “{key}”.",
                      node=node.code, kind=node.kind, key=say(key[node.kind]))  # fmt: skip
    if node.template and node.kind is not Kind.SUBPROCESS:
        yield problem(("nodes", node.code, "template"), "“{node}” names a template, but is not a subprocess.",
                      node=node.code)  # fmt: skip
    if node.template == known.template.code:
        yield problem(("nodes", node.code, "template"), "“{node}” calls its own scenario.", node=node.code)


def _condition(known: _Known, node: Node) -> Problems:
    wrong = tuple(_wrong_condition(known, node))
    yield from wrong
    if node.when is None or wrong:
        return
    yield from _foreseen(known, node, node.when)
    if not can_hold(node.when, known.facts):
        yield problem(("nodes", node.code, "when"), "The condition of “{node}” can never be met.", node=node.code)


def _wrong_condition(known: _Known, node: Node) -> Problems:
    """What keeps the condition of a node from being evaluated at all."""
    path = ("nodes", node.code, "when")
    if node.when is None:
        return
    if depth(node.when) > DEEPEST:
        yield problem(path, "A condition is nested deeper than {most} levels.", most=DEEPEST)
        return
    if _has_empty_part(node.when):
        yield problem(path, "The condition of “{node}” has an “all” or “any” without parts.", node=node.code)
    for leaf in leaves(node.when):
        yield from _leaf(known, node, leaf)


def _has_empty_part(condition: Condition) -> bool:
    if isinstance(condition, Leaf):
        return False
    return not condition.parts or any(_has_empty_part(part) for part in condition.parts)


def _leaf(known: _Known, node: Node, leaf: Leaf) -> Problems:
    path = ("nodes", node.code, "when")
    fact = known.facts.get(leaf.field)
    if fact is None:
        yield problem(path, "The condition of “{node}” uses “{fact}”, which is not declared under “data”.",
                      node=node.code, fact=leaf.field)  # fmt: skip
        return
    if leaf.op not in OPS[fact.type]:
        yield problem(path, "“{fact}” is a {type} and cannot be compared by “{op}”; use: {ops}.",
                      fact=fact.code, type=fact.type, op=leaf.op, ops=", ".join(OPS[fact.type]))  # fmt: skip
    if not leaf.values or (len(leaf.values) > 1 and leaf.op not in SETS):
        yield problem(path, "The condition of “{node}” compares “{fact}” with no value, or too many.",
                      node=node.code, fact=fact.code)  # fmt: skip
    for value in leaf.values:
        if not fits(fact, value):
            allowed = f": {', '.join(fact.values)}" if fact.values else ""
            yield problem(path, "“{fact}” is a {type}{allowed}; it is never “{value}”.",
                          fact=fact.code, type=fact.type, allowed=allowed, value=value)  # fmt: skip


def _jurisdiction(known: _Known, node: Node) -> Problems:
    """`@fact` names a text in which a place code can stand, and which is certain once the node's turn comes."""
    if not node.jurisdiction.startswith("@"):
        return
    path, name = ("nodes", node.code, "jurisdiction"), node.jurisdiction[1:]
    fact, setter = known.facts.get(name), known.setter.get(name)
    if fact is None or fact.type is not FactType.TEXT:
        yield problem(path, "“{node}” looks for its owner near “{place}”, which is no text declared under “data”.",
                      node=node.code, place=node.jurisdiction)  # fmt: skip
    elif setter and node.code in known.ancestors and setter not in known.ancestors[node.code]:
        yield problem(path, "“{node}” looks for its owner near “{place}”, so it must come after “{setter}”.",
                      node=node.code, place=node.jurisdiction, setter=setter)  # fmt: skip


def _foreseen(known: _Known, node: Node, condition: Condition) -> Problems:
    """A condition reads only what is certain once the node's turn comes, so that the order of work never matters."""
    for name in dict.fromkeys(leaf.field for leaf in leaves(condition)):
        setter = known.setter.get(name)
        if setter and node.code in known.ancestors and setter not in known.ancestors[node.code]:
            yield problem(("nodes", node.code, "when"),
                          "The condition of “{node}” uses “{fact}”, so it must come after “{setter}”.",
                          node=node.code, fact=name, setter=setter)  # fmt: skip


_WHOLE: tuple[Callable[[_Known], Problems], ...] = (
    _bounds, _once, _stages, _facts, _one_setter, _no_cycle,
)  # fmt: skip
_EACH: tuple[Callable[[_Known, Node], Problems], ...] = (
    _named, _stage, _after, _returns, _sets, _deadline, _kind, _jurisdiction, _condition,
)  # fmt: skip
