"""A walk through a draft, as a page carries it along: the facts given and the moves made, judged anew each time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from concord.core.agenda.forms import FactsForm
from concord.core.studio.selectors.trying import Move
from concord.engines.flow.advance import State
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Node, Template

LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Walk:
    """What was given at the start, and each move since."""

    given: Mapping[str, object] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()

    @property
    def written(self) -> str:
        """As a page holds it."""
        moves = [[move.task, dict(move.stated), move.back_to] for move in self.moves]
        return json.dumps([dict(self.given), moves], ensure_ascii=False)

    def going(self, move: Move) -> "Walk":
        """One move further."""
        return replace(self, moves=(*self.moves, move))

    @property
    def back(self) -> "Walk | None":
        """One move back; None at the start."""
        return replace(self, moves=self.moves[:-1]) if self.moves else None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that waits in the walk: what it asks, and where it may send back to."""

    node: Node
    form: FactsForm
    returns: tuple[tuple[str, str], ...]


def walk_in(text: str) -> Walk | None:
    """The walk that a page carried; None where there is none, or what came is no walk."""
    try:
        told = json.loads(text) if text and len(text) <= LONGEST else None
        given, moves = told if isinstance(told, list) else ({}, None)
        if not isinstance(given, dict) or not isinstance(moves, list):
            return None
        return Walk(given, tuple(Move(str(task), dict(stated), str(back)) for task, stated, back in moves))
    except (ValueError, TypeError, RecursionError):
        return None


def open_tasks(template: Template, state: State) -> list[OpenTask]:
    """What waits now, each with its form."""
    shape = graph(template)
    return [_open_task(template, shape.nodes[code], state) for code in state.open]


def _open_task(template: Template, node: Node, state: State) -> OpenTask:
    shape = graph(template)
    form = FactsForm(auto_id=f"id_{node.code}_%s")
    form.ask((shape.facts[name] for name in node.sets), required=True)
    returns = tuple((code, shape.nodes[code].name) for code in node.returns if state.rows[code].standing == "done")
    return OpenTask(node, form, returns)
