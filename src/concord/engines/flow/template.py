"""The shape of a scenario: what a template says, as data. Nothing here decides anything."""

from dataclasses import dataclass
from enum import StrEnum

from concord.engines.flow.conditions import Condition
from concord.engines.flow.values import Fact

MOST_NODES = 500
MOST_ROUNDS = 20
LONGEST_DEADLINE = 3_650


class Kind(StrEnum):
    """What sort of work a node is."""

    TASK = "task"
    SUBPROCESS = "subprocess"
    CONSULT = "consult"
    REQUEST = "request"
    SUPERVISE = "supervise"


class Unit(StrEnum):
    """What a limit of law is counted in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that the law sets, in its own unit (days are calendar days), and what it is for."""

    n: int
    unit: Unit
    what: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """Working days from the opening of a task: yellow from day `yellow`, red after day `days`.

    `days` is a recommended target. Where `statutory` limits are given, the law decides and the earlier of the two
    is what a person may rely on.
    """

    days: int
    yellow: int | None = None
    statutory: tuple[Limit, ...] = ()

    @property
    def first_warning(self) -> int:
        """The working day on which yellow shows."""
        return self.days if self.yellow is None else self.yellow


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who is told at yellow and at red: `owner`, `owner.superior`, or the code of a duty."""

    yellow: tuple[str, ...] = ()
    red: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One granule of work: who does what by when, what it waits for, and when it applies at all.

    `after` joins all; `sets` are the facts it states when done; `returns` the ancestors it may send back to;
    `jurisdiction` the place a request goes to; `basis` the law behind it; `marks` free labels for reports.
    """

    code: str
    stage: str
    name: str
    owner: str
    english: str = ""
    kind: Kind = Kind.TASK
    template: str = ""
    after: tuple[str, ...] = ()
    when: Condition | None = None
    jurisdiction: str = ""
    consult: tuple[str, ...] = ()
    deliverable: tuple[str, ...] = ()
    deadline: Deadline | None = None
    sets: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    escalation: Escalation | None = None
    basis: tuple[str, ...] = ()
    note: str = ""
    marks: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The body that the owner's duty belongs to: `court` of `court.enforcement`."""
        return self.owner.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the way, with what people call it."""

    code: str
    label: str = ""

    @property
    def called(self) -> str:
        """The name shown to people."""
        return self.label or self.code


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a scenario. Published versions never change: what runs, is drawn and is printed is this.

    `bodies` says what people call the bodies whose duties own the nodes; `sources` where the design comes from.
    """

    code: str
    version: int
    title: str
    stages: tuple[Stage, ...]
    nodes: tuple[Node, ...]
    english: str = ""
    trigger: str = ""
    status: str = ""
    sources: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    max_rounds: int = 3
    bodies: tuple[tuple[str, str], ...] = ()
    data: tuple[Fact, ...] = ()
    escalation: Escalation = Escalation()

    def __hash__(self) -> int:
        return hash((self.code, self.version, len(self.nodes)))

    @property
    def facts(self) -> dict[str, Fact]:
        """Each declared fact by its code."""
        return {fact.code: fact for fact in self.data}

    def body_called(self, body: str) -> str:
        """What people call a body."""
        return dict(self.bodies).get(body, body)

    def escalation_of(self, node: Node) -> Escalation:
        """Who is told when a node is late."""
        return node.escalation or self.escalation
