"""A running scenario moved to another version: what becomes of its rows, or why it cannot be moved.

To try it is to do it without keeping the answer: nothing here changes anything.
"""

from collections.abc import Mapping

from concord.engines.flow.advance import Row, Standing, State, Step, advance
from concord.engines.flow.graph import Graph, graph
from concord.engines.flow.sentences import NotAllowedError, say
from concord.engines.flow.template import Template
from concord.engines.flow.values import fits


def move(new: Template, state: State) -> Step:
    """The state under another version of its scenario, with what opens and is skipped at once.

    Settled rows of tasks that are gone become history, as do facts no longer declared. A task that was skipped before
    something that it now waits for is decided again. Refuses where an open task is gone, where work begun would stand
    before an unsettled step or behind work that does not apply, where a task is done without a fact it must now state,
    where a fact is of another type, and where more rounds were gone through than the new version allows.
    """
    shape = graph(new)
    for code in state.open:
        if code not in shape.nodes:
            raise NotAllowedError(say("“{node}” is open, and the new version has no such task.", node=code))
    rows = _kept(shape, state.rows)
    for code, row in rows.items():
        if row.standing is not Standing.SKIPPED:
            _check_begun(shape, rows, code)
        if row.standing is Standing.DONE:
            _check_stated(shape, state, code)
        if row.round > new.max_rounds:
            raise NotAllowedError(say("“{node}” has been through more rounds than the new version allows.",
                                      node=shape.nodes[code].name))  # fmt: skip
    for name, value in state.facts.items():
        if name in shape.facts and not fits(shape.facts[name], value):
            raise NotAllowedError(say("“{fact}” is of another type in the new version.", fact=shape.facts[name].called))
    facts = {name: value for name, value in state.facts.items() if _still_known(shape, rows, name)}
    past = {code: min(closed, new.max_rounds - 1) for code, closed in state.past.items() if code in shape.nodes}
    return advance(new, State(rows, facts, past))


def _kept(shape: Graph, rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows that stay, in the new order; a skipped one only behind settled ones."""
    kept: dict[str, Row] = {}
    for code in shape.order:
        settled = all(name in kept and kept[name].standing is not Standing.OPEN for name in shape.nodes[code].after)
        if code in rows and (settled or rows[code].standing is not Standing.SKIPPED):
            kept[code] = rows[code]
    return kept


def _check_begun(shape: Graph, rows: Mapping[str, Row], code: str) -> None:
    node = shape.nodes[code]
    standings = {rows[name].standing if name in rows else Standing.OPEN for name in node.after}
    if Standing.OPEN in standings:
        raise NotAllowedError(say("“{node}” has begun, and would wait for work that is not settled.", node=node.name))
    if standings == {Standing.SKIPPED}:
        raise NotAllowedError(
            say("“{node}” has begun, and would stand behind work that does not apply.", node=node.name)
        )


def _check_stated(shape: Graph, state: State, code: str) -> None:
    for name in shape.nodes[code].sets:
        if name not in state.facts:
            raise NotAllowedError(say("“{node}” is done, and did not state “{fact}”.",
                                      node=shape.nodes[code].name, fact=shape.facts[name].called))  # fmt: skip


def _still_known(shape: Graph, rows: Mapping[str, Row], name: str) -> bool:
    """Whether a fact is declared, and its task, if it has one, has stated it."""
    setter = shape.setter.get(name)
    return name in shape.facts and (setter is None or (setter in rows and rows[setter].standing is Standing.DONE))
