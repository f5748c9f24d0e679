"""BPMN 2.0: ours come back as they were; of others the structure is taken, and all that is lost is listed by its id."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from concord.engines.flow.bpmn.exporting import to_bpmn
from concord.engines.flow.bpmn.importing import from_bpmn
from concord.engines.flow.bpmn.marks import DIAGRAM, MODEL
from concord.engines.flow.checking import check
from concord.engines.flow.reading import load
from concord.engines.flow.sentences import UnfitError
from concord.engines.flow.template import Kind
from concord.engines.flow.tests.cases import CALM, DITCH, dressed, templates

DITCH = load(DITCH)
B = f"{{{MODEL}}}"
GATEWAYS = {f"{B}parallelGateway", f"{B}exclusiveGateway"}
FLOW_NODES = GATEWAYS | {f"{B}{tag}" for tag in ("startEvent", "endEvent", "userTask", "callActivity")}


@settings(max_examples=300, **CALM)
@given(st.one_of(templates(), dressed()))
def test_what_goes_out_comes_back_the_same(template):
    imported = from_bpmn(to_bpmn(template))
    assert (imported.template, imported.lost) == (template, ())


@settings(max_examples=150, **CALM)
@given(templates())
def test_every_export_is_well_formed_bpmn(template):
    root = etree.fromstring(to_bpmn(template))
    (process,) = root.findall(f"{B}process")
    nodes = {element.get("id"): element for element in process if element.tag in FLOW_NODES}
    flows = {flow.get("id"): flow for flow in process.findall(f"{B}sequenceFlow")}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for name, element in nodes.items():
        into = [ref.text for ref in element.findall(f"{B}incoming")]
        out = [ref.text for ref in element.findall(f"{B}outgoing")]
        assert into == [flow for flow, one in flows.items() if one.get("targetRef") == name]
        assert out == [flow for flow, one in flows.items() if one.get("sourceRef") == name]
        assert bool(into) is (element.tag != f"{B}startEvent")
        assert bool(out) is (element.tag != f"{B}endEvent")
        assert element.tag in GATEWAYS or max(len(into), len(out)) <= 1
    in_lanes = [ref.text for ref in process.iter(f"{B}flowNodeRef")]
    assert sorted(in_lanes) == sorted(nodes)
    shown = {shape.get("bpmnElement") for shape in root.iter(f"{{{DIAGRAM}}}BPMNShape", f"{{{DIAGRAM}}}BPMNEdge")}
    assert nodes.keys() | flows.keys() <= shown
    order = [element.tag for element in process]
    assert order[:2] == [f"{B}extensionElements", f"{B}laneSet"]


def test_a_condition_becomes_a_choice_with_a_way_around():
    process = etree.fromstring(to_bpmn(DITCH)).find(f"{B}process")
    choice = next(element for element in process if element.get("id") == "choose_build")
    flows = {flow.get("id"): flow for flow in process.findall(f"{B}sequenceFlow")}
    conditions = [flow.findtext(f"{B}conditionExpression") for flow in flows.values()]
    assert "方案 = 埋管 & cost ≤ 50000" in conditions
    assert flows[choice.get("default")].get("targetRef") == "merge_build"


def test_a_name_changed_in_another_tool_and_a_task_added_there_come_back():
    data = to_bpmn(DITCH).replace('name="回访"'.encode(), 'name="上门回访"'.encode())
    root = etree.fromstring(data)
    process = root.find(f"{B}process")
    added = etree.SubElement(process, f"{B}userTask", id="Activity_1", name="电话回访")
    etree.SubElement(process, f"{B}sequenceFlow", id="Flow_1", sourceRef="task_visit", targetRef=added.get("id"))
    imported = from_bpmn(etree.tostring(root))
    by_code = {node.code: node for node in imported.template.nodes}
    assert by_code["visit"].name == "上门回访"
    assert (by_code["Activity_1"].after, by_code["Activity_1"].owner) == (("visit",), "unassigned")
    assert [str(problem.sentence) for problem in check(imported.template)] == [
        "“Activity_1” has the stage “main”; the stages are: look, decide, act."
    ]


FOREIGN = f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="{MODEL}" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D" targetNamespace="x">
 <bpmn:collaboration id="Collab"><bpmn:participant id="Pool" processRef="P"/></bpmn:collaboration>
 <bpmn:process id="P 1" name="装修 投诉">
  <bpmn:documentation>seen elsewhere</bpmn:documentation>
  <bpmn:extensionElements><camunda:properties/></bpmn:extensionElements>
  <bpmn:laneSet><bpmn:lane id="L1" name="物业"><bpmn:flowNodeRef>1-a</bpmn:flowNodeRef></bpmn:lane>
   <bpmn:lane id="L2"><bpmn:flowNodeRef> b </bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
  <bpmn:startEvent id="s"><bpmn:timerEventDefinition id="T"/></bpmn:startEvent>
  <bpmn:userTask id="1-a" name="受理" camunda:assignee="kermit">
   <bpmn:documentation>先看
     现场</bpmn:documentation></bpmn:userTask>
  <bpmn:exclusiveGateway id="x"/>
  <bpmn:serviceTask id="b"><bpmn:extensionElements><camunda:field/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:callActivity id="c" calledElement="q:other process"/>
  <bpmn:inclusiveGateway id="join"/>
  <bpmn:subProcess id="d" name="会商"><bpmn:userTask id="inner"/>
  <bpmn:multiInstanceLoopCharacteristics/></bpmn:subProcess>
  <bpmn:boundaryEvent id="late" attachedToRef="d"/>
  <bpmn:task id="e"/>
  <bpmn:task/>
  <bpmn:dataObject id="data"/>
  <bpmn:intermediateCatchEvent id="wait"/>
  <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="1-a"/>
  <bpmn:sequenceFlow id="f2" sourceRef="1-a" targetRef="x"/>
  <bpmn:sequenceFlow id="f3" sourceRef="x" targetRef="b"><bpmn:conditionExpression>${{ok}}</bpmn:conditionExpression>
  </bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="f4" sourceRef="x" targetRef="wait"/>
  <bpmn:sequenceFlow id="f5" sourceRef="wait" targetRef="c"/>
  <bpmn:sequenceFlow id="f6" sourceRef="b" targetRef="join"/>
  <bpmn:sequenceFlow id="f7" sourceRef="c" targetRef="join"/>
  <bpmn:sequenceFlow id="f8" sourceRef="join" targetRef="d"/>
  <bpmn:sequenceFlow id="f9" sourceRef="d" targetRef="1-a"/>
  <bpmn:sequenceFlow id="f10" sourceRef="late" targetRef="e"/>
  <bpmn:sequenceFlow id="f11" sourceRef="e" targetRef="e"/>
 </bpmn:process>
 <bpmn:process id="empty"/>
</bpmn:definitions>
"""


def test_the_structure_of_another_tools_file_is_carried_over():
    template = from_bpmn(FOREIGN.encode()).template
    shape = {node.code: (node.name, node.owner, node.after, node.returns) for node in template.nodes}
    assert shape == {
        "_1-a": ("受理", "物业", (), ()),
        "b": ("b", "L2", ("_1-a",), ()),
        "c": ("c", "unassigned", ("_1-a",), ()),
        "d": ("会商", "unassigned", ("b", "c"), ("_1-a",)),
        "e": ("e", "unassigned", ("d",), ()),
    }
    called = template.nodes[2]
    assert (called.kind, called.template) == (Kind.SUBPROCESS, "other_process")
    assert (template.code, template.title, template.nodes[0].note) == ("P_1", "装修 投诉", "先看 现场")
    assert check(template) == ()


def test_all_that_is_lost_is_listed_by_its_id():
    lost = [(loss.element, str(loss.sentence)) for loss in from_bpmn(FOREIGN.encode()).lost]
    assert lost == [
        ("Collab", "“Collab” (collaboration) beside the process is not carried over."),
        ("empty", "“empty” (process) beside the process is not carried over."),
        ("P 1", "“P 1” has an extension “properties”, which is not carried over."),
        ("T", "“s” has a “timerEventDefinition”, which is not carried over."),
        ("1-a", "“1-a” has a “assignee”, which is not carried over."),
        ("x", "“x” chooses one of its ways; until the tasks behind it have conditions, all of them open."),
        ("b", "“b” is done by a machine; it is read as a task for people."),
        ("b", "“b” has an extension “field”, which is not carried over."),
        ("join", "“join” joins some of several ways; it is read as waiting for all."),
        ("d", "“d” has steps inside; it is read as one task."),
        ("inner", "“d” has a “userTask”, which is not carried over."),
        ("d", "“d” has a “multiInstanceLoopCharacteristics”, which is not carried over."),
        ("late", "“late” interrupts a task; it is read as a way that begins when the task is done."),
        ("", "A “task” without an id is not carried over."),
        ("data", "“data” (dataObject) is not carried over."),
        ("wait", "“wait” waits for an event; the flow passes it by."),
        ("f3", "The condition “${ok}” of “f3” is not carried over."),
        ("e", "“e” repeats itself; a task is done once."),
    ]


def small(inside):
    return f'<definitions xmlns="{MODEL}"><process>{inside}</process></definitions>'.encode()


def test_two_ids_that_would_become_one_code_stay_apart():
    codes = [node.code for node in from_bpmn(small('<task id="a.b"/><task id="a b"/><task id="a:b"/>')).template.nodes]
    assert codes == ["a_b", "a_b_2", "a_b_3"]


def test_a_loop_of_gateways_alone_and_a_loop_without_a_start_end():
    loop = '<task id="a"/><exclusiveGateway id="g"/><exclusiveGateway id="h"/>'
    loop += "".join(f'<sequenceFlow sourceRef="{one}" targetRef="{two}"/>' for one, two in ("gh", "hg", "ha"))
    assert from_bpmn(small(loop)).template.nodes[0].after == ()
    ring = '<task id="a"/><task id="b"/>'
    ring += "".join(f'<sequenceFlow sourceRef="{one}" targetRef="{two}"/>' for one, two in ("ab", "ba"))
    nodes = from_bpmn(small(ring)).template.nodes
    assert [(node.after, node.returns) for node in nodes] == [((), ()), (("a",), ("a",))]


BILLION = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED = {
    "no XML": (b"code: a", "This is not XML"),
    "entities": (f"{BILLION}<definitions xmlns='{MODEL}'>&b;</definitions>".encode(), "<!DOCTYPE"),
    "outside": (f"<!DOCTYPE d SYSTEM 'file:///etc/hostname'><definitions xmlns='{MODEL}'/>".encode(), "<!DOCTYPE"),
    "no BPMN": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is not BPMN 2.0"),
    "no task": (small("<startEvent id='s'/>"), "no process with a task"),
    "no process": (f'<definitions xmlns="{MODEL}"/>'.encode(), "no process with a task"),
    "too large": (b" " * 5_000_001, "larger than 5000000 bytes"),
    "too many": (small("".join(f'<task id="t{number}"/>' for number in range(501))), "1 to 500 tasks"),
    "too deep": (small("<task id='t'>" + "<a>" * 300 + "</a>" * 300 + "</task>"), "This is not XML"),
    "twice": (small("<task id='t'/><task id='t'/>"), "“t” is the id of two tasks."),
}


@pytest.mark.parametrize("file", REFUSED)
def test_what_is_no_bpmn_or_means_harm_is_refused(file):
    data, said = REFUSED[file]
    begun = time.process_time()
    with pytest.raises(UnfitError) as refused:
        from_bpmn(data)
    assert said in str(refused.value)
    assert time.process_time() - begun < 5
