"""A BPMN 2.0 file as a template: the structure, and a list of all that a template has no place for."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from concord.engines.flow.bpmn import marks
from concord.engines.flow.bpmn.lost import Loss, losses
from concord.engines.flow.bpmn.marks import bpmn
from concord.engines.flow.bpmn.parsing import definitions, local
from concord.engines.flow.bpmn.tracing import ACTIVITIES, order_of_work
from concord.engines.flow.reading import read
from concord.engines.flow.scalars import LONGEST
from concord.engines.flow.sentences import UnfitError, problem
from concord.engines.flow.template import MOST_NODES, Template
from concord.engines.flow.writing import safe_list, safe_text

NOT_IN_CODES = re.compile(r"[^A-Za-z0-9_\u4e00-\u9fff-]")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: the template, still to be checked, and what was not carried over."""

    template: Template
    lost: tuple[Loss, ...]


def from_bpmn(data: bytes) -> Imported:
    """The template that a BPMN file describes.

    The process with the most activities is taken. Lanes become owners, flows and gateways become `after`, loops
    become `returns`. Refuses what is no BPMN, and a file without any activity.
    """
    root = definitions(data)
    processes = sorted(root.iterfind(bpmn("process")), key=lambda process: -len(_activities(process)))
    if not processes or not _activities(processes[0]):
        raise UnfitError((problem((), "The file holds no process with a task in it."),))
    process = processes[0]
    _refuse_too_many(process)
    codes, lanes = _codes(process), _lanes(process)
    after, returns, torn = order_of_work(process)
    lines = [*_head(process), "nodes:"]
    for activity in _activities(process):
        name = activity.get("id", "")
        keys = _details(activity) or [
            *_foreign(activity, lanes),
            *_list("returns", [codes[one] for one in returns[name]]),
        ]
        keys += _list("after", [codes[one] for one in after[name]])
        lines += [
            f"  {codes[name]}:",
            f"    name: {_words(activity.get('name'), name)}",
            *(f"    {key}" for key in keys),
        ]
    template, _places = read("\n".join(lines) + "\n")
    return Imported(template, (*losses(root, process), *torn))


def _activities(process: etree._Element) -> list[etree._Element]:
    return [child for child in process if local(child) in ACTIVITIES and child.get("id")]


def _refuse_too_many(process: etree._Element) -> None:
    times = Counter(activity.get("id") for activity in _activities(process))
    if len(times) > MOST_NODES:
        raise UnfitError((problem((), "A scenario has 1 to {most} tasks.", most=MOST_NODES),))
    if twice := [name for name, count in times.items() if count > 1]:
        raise UnfitError((problem((), "“{id}” is the id of two tasks.", id=twice[0]),))


def _codes(process: etree._Element) -> dict[str, str]:
    """A code for each activity: its own where it is ours, else made from its id, each once."""
    codes: dict[str, str] = {}
    for activity in _activities(process):
        name = activity.get("id", "")
        code = name.removeprefix("task_") if _details(activity) else _code(name)
        others = (f"{code[:50]}_{number}" for number in range(2, MOST_NODES + 2))
        codes[name] = next(one for one in (code, *others) if one not in codes.values())
    return codes


def _code(name: str) -> str:
    code = NOT_IN_CODES.sub("_", name)[:60]
    return code if code[0].isalpha() or code[0] == "_" else f"_{code[:59]}"


def _words(text: str | None, otherwise: str) -> str:
    """Words of a file as a template writes them."""
    return safe_text(" ".join((text or "").split())[:LONGEST] or otherwise)


def _list(key: str, codes: list[str]) -> list[str]:
    return [f"{key}: {safe_list(codes)}"] if codes else []


def _head(process: etree._Element) -> list[str]:
    name = process.get("id") or "process"
    own = _details(process) or [f"code: {_code(name)}", "version: 1", "stages: [main]"]
    return [f"title: {_words(process.get('name'), name)}", *own]


def _foreign(activity: etree._Element, lanes: Mapping[str, str]) -> Iterator[str]:
    """The keys of a task that another tool wrote; whose lane is not known stays to be named."""
    yield "stage: main"
    yield f"owner: {_words(lanes.get(activity.get('id', '')), 'unassigned')}"
    called = (activity.get("calledElement") or "").rpartition(":")[2]
    if local(activity) == "callActivity" and called:
        yield f"kind: subprocess\n    template: {_code(called)}"
    if (activity.findtext(bpmn("documentation")) or "").strip():
        yield f"note: {_words(activity.findtext(bpmn('documentation')), '')}"


def _lanes(process: etree._Element) -> dict[str, str]:
    """The name of the innermost lane of each element."""
    return {
        (ref.text or "").strip(): lane.get("name") or lane.get("id") or ""
        for lane in process.iter(bpmn("lane"))
        for ref in lane.iterfind(bpmn("flowNodeRef"))
    }


def _details(element: etree._Element) -> list[str]:
    """Our own keys on an element, as lines of a template file; none where another tool wrote it."""
    return (element.findtext(f"{bpmn('extensionElements')}/{marks.DETAILS}") or "").splitlines()
