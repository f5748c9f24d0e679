"""Where the parts of an exported process lie, so that other tools can show it."""

from lxml import etree

from concord.engines.flow.bpmn.marks import DIAGRAM, EDGES, SHAPES
from concord.engines.flow.bpmn.wiring import Element, Wiring
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Template

COLUMN, ROW, LANE_HEAD = 480, 110, 60
# From the left of a column: joins, choices, the task, merges, forks, ends.
ACROSS = {"start": 0, "join": 20, "choose": 80, "task": 150, "merge": 320, "fork": 380, "end": 380}
SIZES = {"task": (150, 80), "start": (36, 36), "end": (36, 36)}
GATEWAY = (40, 40)
Box = tuple[int, int, int, int]


def add_diagram(root: etree._Element, template: Template, wiring: Wiring) -> None:
    """Add the diagram to the definitions."""
    diagram = etree.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram")
    diagram.set("id", "diagram")
    plane = etree.SubElement(diagram, f"{{{DIAGRAM}}}BPMNPlane")
    plane.set("id", "plane")
    plane.set("bpmnElement", f"process_{template.code}")
    boxes = _boxes(template, wiring)
    for name, box in boxes.items():
        _shape(plane, name, box)
    for number, flow in enumerate(wiring.flows):
        _edge(plane, f"flow_{number}", boxes[flow.source], boxes[flow.target])


def _boxes(template: Template, wiring: Wiring) -> dict[str, Box]:
    """Lanes and elements by id, as left, top, width and height."""
    shape = graph(template)
    rows, tops = _rows(template)
    width = LANE_HEAD + COLUMN * (2 + max(shape.depth.values()))
    boxes = {f"lane_{number}": (0, top, width, bottom - top) for number, (top, bottom) in enumerate(tops)}
    for element in wiring.elements:
        column = 1 + shape.depth[element.node.code] if element.node else 0
        middle = rows[(element.node or template.nodes[0]).code]
        boxes[element.id] = _box(element, LANE_HEAD + column * COLUMN, middle)
    return boxes


def _rows(template: Template) -> tuple[dict[str, int], list[tuple[int, int]]]:
    """The middle of each node, and the top and bottom of each lane: nodes of one depth in a lane lie below another."""
    depth = graph(template).depth
    rows: dict[str, int] = {}
    lanes: list[tuple[int, int]] = []
    top = 0
    for body in dict.fromkeys(node.body for node in template.nodes):
        used: dict[int, int] = {}
        for node in (node for node in template.nodes if node.body == body):
            place = used.get(depth[node.code], 0)
            used[depth[node.code]] = place + 1
            rows[node.code] = top + place * ROW + ROW // 2
        lanes.append((top, top + max(used.values()) * ROW))
        top = lanes[-1][1]
    return rows, lanes


def _box(element: Element, left: int, middle: int) -> Box:
    part = element.id.split("_")[0] if element.node else "start"
    width, height = GATEWAY if element.tag.endswith("Gateway") else SIZES[part]
    across = 80 if element.id == "start_fork" else ACROSS[part]
    return left + across, middle - height // 2, width, height


def _shape(plane: etree._Element, name: str, box: Box) -> None:
    shape = etree.SubElement(plane, f"{{{DIAGRAM}}}BPMNShape")
    shape.set("id", f"shape_{name}")
    shape.set("bpmnElement", name)
    if name.startswith("lane_"):
        shape.set("isHorizontal", "true")
    bounds = etree.SubElement(shape, f"{{{SHAPES}}}Bounds")
    for key, value in zip(("x", "y", "width", "height"), box, strict=True):
        bounds.set(key, str(value))


def _edge(plane: etree._Element, name: str, source: Box, target: Box) -> None:
    edge = etree.SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge")
    edge.set("id", f"edge_{name}")
    edge.set("bpmnElement", name)
    out, into = (source[0] + source[2], source[1] + source[3] // 2), (target[0], target[1] + target[3] // 2)
    for x, y in (out, into):
        point = etree.SubElement(edge, f"{{{EDGES}}}waypoint")
        point.set("x", str(x))
        point.set("y", str(y))
