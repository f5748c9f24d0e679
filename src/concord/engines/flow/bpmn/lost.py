"""What of a BPMN file a template has no place for, by the id of each element."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from concord.engines.flow.bpmn.marks import DETAILS, MODEL, OURS, PART, bpmn
from concord.engines.flow.bpmn.parsing import local
from concord.engines.flow.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Loss:
    """An element that was not carried over, or not whole, and what became of it."""

    element: str
    sentence: Sentence


PLAIN = {
    "userTask",
    "task",
    "manualTask",
    "callActivity",
    "startEvent",
    "endEvent",
    "parallelGateway",
    "exclusiveGateway",
}
CARRIED = {"laneSet", "sequenceFlow", "extensionElements", "documentation", "incoming", "outgoing"}
READ_AS = {
    "inclusiveGateway": "“{id}” joins some of several ways; it is read as waiting for all.",
    "complexGateway": "“{id}” joins by a rule of its own; it is read as waiting for all.",
    "eventBasedGateway": "“{id}” waits for events; it is read as a plain fork.",
    "serviceTask": "“{id}” is done by a machine; it is read as a task for people.",
    "scriptTask": "“{id}” runs a script; it is read as a task for people, without the script.",
    "businessRuleTask": "“{id}” runs a rule; it is read as a task for people.",
    "sendTask": "“{id}” sends a message; it is read as a task for people.",
    "receiveTask": "“{id}” waits for a message; it is read as a task for people.",
    "subProcess": "“{id}” has steps inside; it is read as one task.",
    "transaction": "“{id}” has steps inside; it is read as one task.",
    "adHocSubProcess": "“{id}” has steps inside; it is read as one task.",
    "intermediateCatchEvent": "“{id}” waits for an event; the flow passes it by.",
    "intermediateThrowEvent": "“{id}” raises an event; the flow passes it by.",
    "boundaryEvent": "“{id}” interrupts a task; it is read as a way that begins when the task is done.",
}


def losses(root: etree._Element, process: etree._Element) -> Iterator[Loss]:
    """All that is lost when this process of a file becomes a template, in the order of the file."""
    for child in root:
        if child is not process and child.tag.startswith(f"{{{MODEL}}}") and local(child) != "extensionElements":
            yield _lost(child, "“{id}” ({tag}) beside the process is not carried over.")
    ways = Counter(flow.get("sourceRef") for flow in process.iterfind(bpmn("sequenceFlow")) if not flow.get(PART))
    for child in process:
        yield from _of_process(child, ways[child.get("id")])


def _of_process(child: etree._Element, ways: int) -> Iterator[Loss]:
    kind = local(child)
    if kind == "sequenceFlow":
        yield from _of_flow(child)
    elif kind == "extensionElements":
        yield from _of_extension(child.getparent(), child)
    elif kind in PLAIN | READ_AS.keys():
        yield from _of_element(child, ways)
    elif kind not in CARRIED:
        yield _lost(child, "“{id}” ({tag}) is not carried over.")


def _of_element(child: etree._Element, ways: int) -> Iterator[Loss]:
    if local(child) in READ_AS:
        yield _lost(child, READ_AS[local(child)])
    if local(child) == "exclusiveGateway" and ways > 1:
        yield _lost(
            child, "“{id}” chooses one of its ways; until the tasks behind it have conditions, all of them open."
        )
    if not _id(child):
        yield _lost(child, "A “{tag}” without an id is not carried over.")
    for name in map(str, child.attrib):
        if name.startswith("{") and not name.startswith(f"{{{OURS}}}"):
            yield Loss(_id(child), say("“{id}” has a “{name}”, which is not carried over.",
                                       id=_id(child), name=etree.QName(name).localname))  # fmt: skip
    for part in child:
        yield from _of_part(child, part)


def _of_flow(flow: etree._Element) -> Iterator[Loss]:
    condition = flow.find(bpmn("conditionExpression"))
    if condition is not None and not flow.get(PART):
        words = " ".join((condition.text or "").split())[:200]
        yield Loss(_id(flow), say("The condition “{words}” of “{id}” is not carried over.", words=words, id=_id(flow)))


def _of_part(owner: etree._Element, part: etree._Element) -> Iterator[Loss]:
    if local(part) == "extensionElements":
        yield from _of_extension(owner, part)
    elif local(part) not in CARRIED:
        yield Loss(_id(part) or _id(owner), say("“{id}” has a “{tag}”, which is not carried over.",
                                                id=_id(owner), tag=local(part)))  # fmt: skip


def _of_extension(owner: etree._Element | None, extension: etree._Element) -> Iterator[Loss]:
    name = "" if owner is None else _id(owner)
    for part in extension:
        if part.tag != DETAILS:
            yield Loss(
                name, say("“{id}” has an extension “{tag}”, which is not carried over.", id=name, tag=local(part))
            )


def _lost(element: etree._Element, form: str) -> Loss:
    return Loss(_id(element), say(form, id=_id(element), tag=local(element)))


def _id(element: etree._Element) -> str:
    return element.get("id") or ""
