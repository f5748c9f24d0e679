"""A scenario as a BPMN 2.0 file that other tools open, run by run the same bytes, and that `importing` reads back."""

from lxml import etree

from concord.engines.flow.bpmn import marks
from concord.engines.flow.bpmn.diagram import add_diagram
from concord.engines.flow.bpmn.marks import bpmn
from concord.engines.flow.bpmn.wiring import Element, Flow, Wiring, wired
from concord.engines.flow.template import Node, Template
from concord.engines.flow.writing import head_lines, node_lines

NAMES = {
    "bpmn": marks.MODEL, "bpmndi": marks.DIAGRAM, "dc": marks.SHAPES, "di": marks.EDGES,
    "xsi": marks.SCHEMA, "concord": marks.OURS,
}  # fmt: skip


def to_bpmn(template: Template) -> bytes:
    """The template as BPMN 2.0: a process with lanes, tasks, gateways, conditions as text, and a diagram."""
    wiring = wired(template)
    root = etree.Element(bpmn("definitions"), nsmap=NAMES)
    root.set("id", "definitions")
    root.set("targetNamespace", marks.OURS)
    process = etree.SubElement(root, bpmn("process"))
    process.set("id", f"process_{template.code}")
    process.set("name", template.title)
    process.set("isExecutable", "false")
    _details(process, head_lines(template, without=("title",)))
    _lanes(process, template, wiring)
    for element in wiring.elements:
        _element(process, element, wiring)
    for number, flow in enumerate(wiring.flows):
        _flow(process, flow, number)
    add_diagram(root, template, wiring)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _details(parent: etree._Element, lines: list[str]) -> None:
    extension = etree.SubElement(parent, bpmn("extensionElements"))
    etree.SubElement(extension, marks.DETAILS).text = "\n".join(lines)


def _lanes(process: etree._Element, template: Template, wiring: Wiring) -> None:
    lanes = etree.SubElement(process, bpmn("laneSet"))
    lanes.set("id", "lanes")
    for number, body in enumerate(dict.fromkeys(node.body for node in template.nodes)):
        lane = etree.SubElement(lanes, bpmn("lane"))
        lane.set("id", f"lane_{number}")
        lane.set("name", template.body_called(body))
        for element in wiring.elements:
            if body == (element.node or template.nodes[0]).body:
                etree.SubElement(lane, bpmn("flowNodeRef")).text = element.id


def _element(process: etree._Element, element: Element, wiring: Wiring) -> None:
    made = etree.SubElement(process, bpmn(element.tag))
    made.set("id", element.id)
    if element.node and element.id == f"task_{element.node.code}":
        _task(made, element.node)
    for number, flow in enumerate(wiring.flows):
        if flow.target == element.id:
            etree.SubElement(made, bpmn("incoming")).text = f"flow_{number}"
    for number, flow in enumerate(wiring.flows):
        if flow.source == element.id:
            etree.SubElement(made, bpmn("outgoing")).text = f"flow_{number}"
            if flow.part == "skip":
                made.set("default", f"flow_{number}")


def _task(made: etree._Element, node: Node) -> None:
    made.set("name", node.name)
    if node.template:
        made.set("calledElement", f"process_{node.template}")
    if node.note:
        etree.SubElement(made, bpmn("documentation")).text = node.note
    _details(made, node_lines(node, without=("name", "after")))


def _flow(process: etree._Element, flow: Flow, number: int) -> None:
    made = etree.SubElement(process, bpmn("sequenceFlow"))
    for key, value in (("id", f"flow_{number}"), ("sourceRef", flow.source), ("targetRef", flow.target)):
        made.set(key, value)
    if flow.part:
        made.set(marks.PART, flow.part)
    if flow.condition:
        made.set("name", flow.condition)
        condition = etree.SubElement(made, bpmn("conditionExpression"))
        condition.set(f"{{{marks.SCHEMA}}}type", "bpmn:tFormalExpression")
        condition.text = flow.condition
