"""Which activity of a process waits for which, seen through the gateways and events between them."""

from collections.abc import Mapping

from lxml import etree

from concord.engines.flow.bpmn.lost import Loss
from concord.engines.flow.bpmn.marks import PART, bpmn
from concord.engines.flow.bpmn.parsing import local
from concord.engines.flow.sentences import say

ACTIVITIES = (
    "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask",
    "callActivity", "subProcess", "transaction", "adHocSubProcess",
)  # fmt: skip
Links = dict[str, list[str]]


def order_of_work(process: etree._Element) -> tuple[Links, Links, tuple[Loss, ...]]:
    """For each activity what it waits for and what it may send back to, and the loops that neither can say."""
    activities = [child.get("id", "") for child in process if local(child) in ACTIVITIES and child.get("id")]
    sources = _sources(process)
    before = {name: _waits_for(name, sources, set(activities)) for name in activities}
    loops = _loops(before)
    after = {name: [one for one in names if (one, name) not in loops] for name, names in before.items()}
    returns = {name: [to for sender, to in loops if sender == name != to] for name in activities}
    own = tuple(
        Loss(name, say("“{id}” repeats itself; a task is done once.", id=name))
        for name in activities
        if (name, name) in loops
    )
    return after, returns, own


def _sources(process: etree._Element) -> Links:
    """Where the flows into each element come from; ours that only pass by a task are left out."""
    sources: Links = {}
    for flow in process.iterfind(bpmn("sequenceFlow")):
        if flow.get(PART) != "skip":
            sources.setdefault(flow.get("targetRef", ""), []).append(flow.get("sourceRef", ""))
    for event in process.iterfind(bpmn("boundaryEvent")):
        sources.setdefault(event.get("id", ""), []).append(event.get("attachedToRef", ""))
    return sources


def _waits_for(name: str, sources: Links, activities: set[str]) -> list[str]:
    """The nearest activities before one, in the order of the flows."""
    found: dict[str, None] = {}
    waiting, seen = list(reversed(sources.get(name, []))), set()
    while waiting:
        one = waiting.pop()
        if one in activities:
            found[one] = None
        elif one not in seen:
            seen.add(one)
            waiting += reversed(sources.get(one, []))
    return list(found)


def _loops(before: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """The links, as (from, to), that lead back to something on the way to where they come from."""
    following: Links = {name: [] for name in before}
    for name, names in before.items():
        for one in names:
            following[one].append(name)
    starts = [name for name, names in before.items() if not names]
    loops: list[tuple[str, str]] = []
    settled: set[str] = set()
    for start in (*starts, *before):
        _walk(start, following, settled, loops)
    return loops


def _walk(start: str, following: Links, settled: set[str], loops: list[tuple[str, str]]) -> None:
    """Go deep from one activity; a link to one that is still being walked is a loop."""
    if start in settled:
        return
    path, ahead = [start], [iter(following[start])]
    while path:
        one = next(ahead[-1], None)
        if one is None:
            settled.add(path.pop())
            ahead.pop()
        elif one in path:
            loops.append((path[-1], one))
        elif one not in settled:
            path.append(one)
            ahead.append(iter(following[one]))
