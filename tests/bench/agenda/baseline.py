"""The same 62 granules in SpiffWorkflow: our BPMN file with its conditions in Python, its state kept as it must be.

An engine of this kind keeps a run as one serialised state. Doing a step means to read that state, let the engine go
on, and write it again; that is what is measured, with one row of one table and one commit, and nothing besides: no
task that somebody can find, no right, no deadline, no act.
"""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from concord.engines.flow.bpmn.exporting import to_bpmn
from concord.engines.flow.bpmn.marks import bpmn
from concord.engines.flow.conditions import All, Condition, Leaf, Op
from concord.engines.flow.template import Template

TABLE = "CREATE TABLE IF NOT EXISTS bench_spiff (id int PRIMARY KEY, state text NOT NULL)"


@dataclass(slots=True)
class Peer:
    """What a whole run took: starting, each step, the bytes of its state after each."""

    starting: float = 0
    steps: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    @property
    def whole(self) -> float:
        """Seconds of the whole run."""
        return self.starting + sum(self.steps)


def in_python(condition: Condition) -> str:
    """A condition as that engine evaluates it; like ours, it does not hold on a fact that nobody has stated."""
    if isinstance(condition, Leaf):
        word = {Op.EQ: "in", Op.IN: "in", Op.NE: "not in", Op.NOT_IN: "not in"}[condition.op]
        return f"({condition.field!r} in facts and facts[{condition.field!r}] {word} {condition.values!r})"
    joined = " and " if isinstance(condition, All) else " or "
    return f"({joined.join(in_python(part) for part in condition.parts)})"


def as_bpmn(template: Template) -> bytes:
    """Our export of a template, executable: conditions in Python instead of words."""
    root = etree.parse(io.BytesIO(to_bpmn(template))).getroot()
    root.find(bpmn("process")).set("isExecutable", "true")
    whens = {f"choose_{node.code}": in_python(node.when) for node in template.nodes if node.when}
    for flow in root.iter(bpmn("sequenceFlow")):
        condition = flow.find(bpmn("conditionExpression"))
        if condition is not None:
            condition.text = whens[flow.get("sourceRef")]
    return etree.tostring(root)


class Engine:
    """SpiffWorkflow with one row for each run's state."""

    def __init__(self, template: Template, owner: str) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(as_bpmn(template))
        self.spec = parser.get_spec(f"process_{template.code}")
        self.sets = {f"task_{node.code}": node.sets for node in template.nodes}
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        self.line = psycopg.connect(owner, autocommit=True)
        self.line.execute(TABLE)

    def close(self) -> None:
        """Take its table away."""
        self.line.execute("DROP TABLE bench_spiff")
        self.line.close()

    def start(self, number: int, facts: dict[str, bool]) -> int:
        """Begin a run with the facts that no step states, and keep its state; its size."""
        workflow = BpmnWorkflow(self.spec)
        stated = {name for names in self.sets.values() for name in names}
        given = {name: value for name, value in facts.items() if name not in stated}
        workflow.get_tasks(state=TaskState.READY)[0].data["facts"] = given
        return self._keep(number, workflow)

    def do_one(self, number: int, facts: dict[str, bool]) -> int | None:
        """Do the first open step of a kept state and keep it again; its size, None when nothing is open."""
        row = self.line.execute("SELECT state FROM bench_spiff WHERE id = %s", [number]).fetchone()
        assert row is not None
        workflow = self.serializer.deserialize_json(row[0])
        waiting = workflow.get_tasks(state=TaskState.READY, manual=True)
        if not waiting:
            return None
        waiting[0].data["facts"] |= {name: facts[name] for name in self.sets[waiting[0].task_spec.name]}
        waiting[0].run()
        return self._keep(number, workflow)

    def _keep(self, number: int, workflow: BpmnWorkflow) -> int:
        workflow.do_engine_steps()
        state = self.serializer.serialize_json(workflow)
        self.line.execute(
            "INSERT INTO bench_spiff VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state",
            [number, state],
        )
        return len(state.encode())


def walk(engine: Engine, number: int, facts: dict[str, bool], clock: Callable[[], float] = time.perf_counter) -> Peer:
    """One run from its start to its end."""
    found = Peer()
    began = clock()
    found.sizes.append(engine.start(number, facts))
    found.starting = clock() - began
    while True:
        began = clock()
        size = engine.do_one(number, facts)
        if size is None:
            return found
        found.steps.append(clock() - began)
        found.sizes.append(size)
