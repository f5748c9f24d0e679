"""A scenario that somebody is still drawing, as far as it can be drawn."""

from collections.abc import Mapping
from dataclasses import replace

from concord.engines.flow.conditions import Condition, leaves
from concord.engines.flow.graph import in_order
from concord.engines.flow.template import Node, Template
from concord.engines.flow.values import Fact

NAMELESS = "—"


def drawable(template: Template) -> Template:
    """The template without what cannot be drawn: waits for nothing, circles, and conditions on nothing declared.

    A sound template comes back as it is.
    """
    known = {node.code for node in template.nodes}
    nodes = [_tidy(node, known, template.facts) for node in template.nodes]
    settled = set(in_order(nodes))
    for place, node in enumerate(nodes):  # in a circle, a task waits for those listed before it only
        if node.code not in settled:
            before = settled | {one.code for one in nodes[:place]}
            nodes[place] = replace(node, after=tuple(code for code in node.after if code in before))
    return replace(template, nodes=tuple(nodes))


def _tidy(node: Node, known: set[str], facts: Mapping[str, Fact]) -> Node:
    return replace(
        node,
        name=node.name or NAMELESS,
        owner=node.owner or NAMELESS,
        after=tuple(code for code in node.after if code in known and code != node.code),
        returns=tuple(code for code in node.returns if code in known),
        when=node.when if node.when and _can_be_told(node.when, facts) else None,
    )


def _can_be_told(condition: Condition, facts: Mapping[str, Fact]) -> bool:
    return all(leaf.field in facts and leaf.values for leaf in leaves(condition))
