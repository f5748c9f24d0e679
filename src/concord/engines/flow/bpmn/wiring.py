"""The events, gateways and flows that a scenario needs in BPMN.

A task that waits for several gets a parallel join before it; one that several wait for, a parallel fork after it.
A condition becomes an exclusive choice before the task, whose default flow passes it by to a merge behind.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from concord.engines.flow.conditions import in_words
from concord.engines.flow.graph import Graph, graph
from concord.engines.flow.template import Kind, Node, Template
from concord.engines.flow.values import Fact

START, START_FORK = "start", "start_fork"


@dataclass(frozen=True, slots=True)
class Element:
    """An event, gateway or activity: its BPMN tag, its id, and the node it belongs to."""

    tag: str
    id: str
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `part` marks those that enter or pass by a conditional task."""

    source: str
    target: str
    condition: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Wiring:
    """All elements and flows of a process, in the order they are written."""

    elements: tuple[Element, ...]
    flows: tuple[Flow, ...]


def wired(template: Template) -> Wiring:
    """What a sound template becomes."""
    shape = graph(template)
    starts = [node for node in template.nodes if not node.after]
    elements = [Element("startEvent", START)]
    flows = []
    source = START
    if len(starts) > 1:
        elements.append(Element("parallelGateway", START_FORK))
        flows.append(Flow(START, START_FORK))
        source = START_FORK
    flows += [Flow(source, entry(node)) for node in starts]
    for node in template.nodes:
        elements += _elements(shape, node)
        flows += _flows(shape, node, template.facts)
    return Wiring(tuple(elements), tuple(flows))


def entry(node: Node) -> str:
    """The id of what flows to a node lead to."""
    if len(node.after) > 1:
        return f"join_{node.code}"
    return f"choose_{node.code}" if node.when else f"task_{node.code}"


def leave(shape: Graph, node: Node) -> str:
    """The id of what flows from a node come from."""
    if len(shape.following[node.code]) > 1:
        return f"fork_{node.code}"
    return f"merge_{node.code}" if node.when else f"task_{node.code}"


def _elements(shape: Graph, node: Node) -> Iterator[Element]:
    following = len(shape.following[node.code])
    if len(node.after) > 1:
        yield Element("parallelGateway", f"join_{node.code}", node)
    if node.when:
        yield Element("exclusiveGateway", f"choose_{node.code}", node)
    yield Element("callActivity" if node.kind is Kind.SUBPROCESS else "userTask", f"task_{node.code}", node)
    if node.when:
        yield Element("exclusiveGateway", f"merge_{node.code}", node)
    if following > 1:
        yield Element("parallelGateway", f"fork_{node.code}", node)
    if not following:
        yield Element("endEvent", f"end_{node.code}", node)


def _flows(shape: Graph, node: Node, facts: dict[str, Fact]) -> Iterator[Flow]:
    code = node.code
    for name in node.after:
        yield Flow(leave(shape, shape.nodes[name]), entry(node))
    if len(node.after) > 1:
        yield Flow(f"join_{code}", f"choose_{code}" if node.when else f"task_{code}")
    if node.when:
        yield Flow(f"choose_{code}", f"task_{code}", in_words(node.when, facts), "when")
        yield Flow(f"choose_{code}", f"merge_{code}", part="skip")
        yield Flow(f"task_{code}", f"merge_{code}")
    following = len(shape.following[code])
    if following > 1:
        yield Flow(f"merge_{code}" if node.when else f"task_{code}", f"fork_{code}")
    if not following:
        yield Flow(leave(shape, node), f"end_{code}")
