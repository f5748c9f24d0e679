"""The order in a template: what comes before what, how deep, and who states which fact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from concord.engines.flow.template import Node, Template
from concord.engines.flow.values import Fact


@dataclass(frozen=True, slots=True)
class Graph:
    """A sound template seen as a graph; `order` puts each node behind all that it waits for."""

    order: tuple[str, ...]
    nodes: Mapping[str, Node]
    following: Mapping[str, tuple[str, ...]]
    ancestors: Mapping[str, frozenset[str]]
    depth: Mapping[str, int]
    facts: Mapping[str, Fact]
    setter: Mapping[str, str]

    def downstream(self, code: str) -> tuple[str, ...]:
        """Everything that waits, directly or not, for a node, in order."""
        return tuple(other for other in self.order if code in self.ancestors[other])


def in_order(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Codes with each behind all that it waits for, else as written; what lies on or behind a cycle is left out."""
    after = {node.code: node.after for node in nodes}
    waiting = {code: after.keys() & set(names) for code, names in after.items()}
    order: list[str] = []
    while ready := [code for code, awaited in waiting.items() if not awaited]:
        order += ready
        waiting = {code: awaited.difference(ready) for code, awaited in waiting.items() if awaited}
    return tuple(order)


def ancestors(nodes: Mapping[str, Node], order: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each node of an order, all that must be settled before it opens."""
    found: dict[str, frozenset[str]] = {}
    for code in order:
        before = [name for name in nodes[code].after if name in found]
        found[code] = frozenset(before).union(*(found[name] for name in before))
    return found


@lru_cache(maxsize=256)
def graph(template: Template) -> Graph:
    """The order of a template that the checker has let through."""
    nodes = {node.code: node for node in template.nodes}
    order = in_order(template.nodes)
    following: dict[str, list[str]] = {code: [] for code in nodes}
    depth: dict[str, int] = {}
    for code in order:
        depth[code] = 1 + max((depth[name] for name in nodes[code].after), default=-1)
        for name in nodes[code].after:
            following[name].append(code)
    return Graph(
        order,
        nodes,
        {code: tuple(names) for code, names in following.items()},
        ancestors(nodes, order),
        depth,
        template.facts,
        {fact: node.code for node in template.nodes for fact in node.sets},
    )
