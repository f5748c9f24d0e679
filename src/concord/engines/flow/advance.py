"""What opens next. The rows are the only truth; these functions say what becomes of them and change nothing.

A node opens when all that it waits for is settled and its condition holds. It is skipped when the condition fails,
or when everything it waits for was skipped. Conditions read only facts given at the start or stated by ancestors,
so that the order in which independent work is done never matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from concord.engines.flow.conditions import Facts, holds
from concord.engines.flow.graph import Graph, graph
from concord.engines.flow.sentences import NotAllowedError, say
from concord.engines.flow.template import Node, Template
from concord.engines.flow.values import Value, typed


class Standing(StrEnum):
    """Where a live row stands."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """A node's live row, and which round of it this is, from 1."""

    standing: Standing
    round: int = 1


@dataclass(frozen=True, slots=True)
class State:
    """A running scenario: one live row at most for each node, what has been stated, and rounds already closed.

    `past` counts the superseded rows of each node that a return has closed.
    """

    rows: Mapping[str, Row] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    past: Mapping[str, int] = field(default_factory=dict)

    @property
    def open(self) -> tuple[str, ...]:
        """What someone must do now."""
        return tuple(code for code, row in self.rows.items() if row.standing is Standing.OPEN)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step leads to: the new state, and which rows it opens, skips and supersedes, in order."""

    state: State
    opened: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()


def begin(template: Template, given: Mapping[str, object]) -> Step:
    """Start a scenario on the facts given; those left out stay unstated.

    Refuses a fact that is not declared, or that a node of the scenario states itself.
    """
    shape = graph(template)
    for name in given:
        if name not in shape.facts:
            raise NotAllowedError(say("“{fact}” is not a fact of this scenario.", fact=name))
        if name in shape.setter:
            node = shape.nodes[shape.setter[name]]
            raise NotAllowedError(say("“{fact}” is stated by “{node}”, not at the start.",
                                      fact=shape.facts[name].called, node=node.name))  # fmt: skip
    return advance(template, State(facts=_typed(shape, given)))


def advance(template: Template, state: State) -> Step:
    """Open and skip whatever is ready, in one pass; a state that has nothing ready comes back as it was."""
    shape, rows = graph(template), dict(state.rows)
    fresh: dict[str, Standing] = {}
    for code in shape.order:
        if code in rows or any(not _settled(rows, name) for name in shape.nodes[code].after):
            continue
        fresh[code] = turn(shape.nodes[code], rows, state.facts)
        rows[code] = Row(fresh[code], state.past.get(code, 0) + 1)
    opened = tuple(code for code, standing in fresh.items() if standing is Standing.OPEN)
    skipped = tuple(code for code, standing in fresh.items() if standing is Standing.SKIPPED)
    return Step(State(rows, state.facts, state.past), opened, skipped)


def complete(template: Template, state: State, code: str, stated: Mapping[str, object]) -> Step:
    """Settle an open node with exactly the facts that it states, and open what follows.

    Refuses a node that is not open, a fact too many or too few, and a value that does not fit its type.
    """
    shape = graph(template)
    node = _open_node(shape, state, code)
    if strange := sorted(set(stated) - set(node.sets)):
        raise NotAllowedError(say("“{node}” does not state “{fact}”.", node=node.name, fact=strange[0]))
    if missing := [name for name in node.sets if name not in stated]:
        labels = "”, “".join(shape.facts[name].called for name in missing)
        raise NotAllowedError(say("“{node}” must state “{facts}”.", node=node.name, facts=labels))
    rows = {**state.rows, code: Row(Standing.DONE, state.rows[code].round)}
    return advance(template, State(rows, {**state.facts, **_typed(shape, stated)}, state.past))


def send_back(template: Template, state: State, code: str, to: str) -> Step:
    """Send work back from an open node to an earlier one, which opens in a new round.

    Everything downstream of `to` is superseded, and what was stated there is forgotten. Refuses a node that is not
    among the sender's `returns`, that was skipped, and a round beyond the scenario's most.
    """
    shape = graph(template)
    node = _open_node(shape, state, code)
    if to not in node.returns:
        raise NotAllowedError(say("“{node}” may not send back to “{to}”.", node=node.name, to=to))
    if state.rows[to].standing is Standing.SKIPPED:
        raise NotAllowedError(say("“{to}” was skipped; nothing can be sent back to it.", to=shape.nodes[to].name))
    closed = tuple(name for name in (to, *shape.downstream(to)) if name in state.rows)
    for name in closed:
        if state.rows[name].round >= template.max_rounds:
            raise NotAllowedError(say("“{node}” has been through all {rounds} rounds; decide it, or end the matter.",
                                      node=shape.nodes[name].name, rounds=template.max_rounds))  # fmt: skip
    after = advance(template, _without(shape, state, closed))
    return Step(after.state, after.opened, after.skipped, closed)


def is_over(state: State) -> bool:
    """Whether nothing is left to do: a scenario runs if and only if something is open."""
    return not state.open


def turn(node: Node, rows: Mapping[str, Row], facts: Facts) -> Standing:
    """Whether a node whose turn has come opens or is skipped."""
    passed_over = bool(node.after) and all(rows[name].standing is Standing.SKIPPED for name in node.after)
    if passed_over or (node.when is not None and not holds(node.when, facts)):
        return Standing.SKIPPED
    return Standing.OPEN


def _settled(rows: Mapping[str, Row], code: str) -> bool:
    return code in rows and rows[code].standing is not Standing.OPEN


def _open_node(shape: Graph, state: State, code: str) -> Node:
    if code not in shape.nodes:
        raise NotAllowedError(say("“{node}” is not a task of this scenario.", node=code))
    if code not in state.open:
        raise NotAllowedError(say("“{node}” is not open.", node=shape.nodes[code].name))
    return shape.nodes[code]


def _without(shape: Graph, state: State, closed: tuple[str, ...]) -> State:
    """The state before `closed` ever opened, except that their rounds are remembered."""
    rows = {code: row for code, row in state.rows.items() if code not in closed}
    facts = {name: value for name, value in state.facts.items() if shape.setter.get(name) not in closed}
    return State(rows, facts, {**state.past, **{code: state.rows[code].round for code in closed}})


def _typed(shape: Graph, stated: Mapping[str, object]) -> dict[str, Value]:
    return {name: typed(shape.facts[name], raw) for name, raw in stated.items()}
