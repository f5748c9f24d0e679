"""A run as people look at it: its steps by stage, each with its state, its owner and its light."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from concord.core.agenda.access import runs_with_capability
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import Run, Step, Task
from concord.core.agenda.selectors.waiting import Lights, counting, light_of
from concord.core.people.models import Organisation, Person
from concord.engines.flow.template import Node, Stage, Template


@dataclass(frozen=True, slots=True)
class StepShown:
    """A node of a run: its live step where it has one (`None`: still to come), its older rounds, and its light."""

    node: Node
    step: Step | None
    earlier: tuple[Step, ...]
    light: str

    @property
    def state(self) -> str:
        """How it stands: 'ahead' while it has not opened."""
        return self.step.state if self.step else "ahead"


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage with its steps, in the order of the scenario."""

    stage: Stage
    steps: tuple[StepShown, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with all its steps by stage."""

    run: Run
    template: Template
    stages: tuple[StageShown, ...]


def runs_in_matter(person: Person, matter_pk: int) -> QuerySet[Run]:
    """The runs of one matter that `person` may see, the newest first."""
    runs = runs_with_capability(person, "see_run").filter(matter=matter_pk)
    return runs.select_related("version").defer("version__source").order_by("-pk")


def run_page(person: Person, pk: int, today: date) -> RunPage:
    """One run with its steps by stage; in three statements, however long it is."""
    runs = runs_with_capability(person, "see_run").select_related("version", "matter").defer("version__source")
    run = runs.get(pk=pk)
    template = template_of(run.version)
    rows: dict[str, list[Step]] = {}
    steps = Step.objects.filter(run=run).select_related("task__organisation", "task__person").order_by("round")
    for step in steps:
        rows.setdefault(step.node, []).append(step)
    shown = {node.code: _shown(node, rows.get(node.code, []), today) for node in template.nodes}
    stages = (
        StageShown(stage, tuple(shown[node.code] for node in template.nodes if node.stage == stage.code))
        for stage in template.stages
    )
    return RunPage(run, template, tuple(stages))


def workload(body: Organisation, today: date) -> dict[int | None, Lights]:
    """How much waits for each person in an organisation's name, and untaken (`None`). One statement.

    For someone who sees the organisation's matters; the caller has fetched it through access.
    """
    rows = Task.objects.filter(organisation=body, done_at=None).values("person").order_by("person")
    counts = counting("pk", today)
    counted = rows.annotate(waiting=counts.waiting, yellow=counts.yellow, red=counts.red)
    return {row["person"]: Lights(row["waiting"], row["yellow"], row["red"]) for row in counted}


def _shown(node: Node, rows: list[Step], today: date) -> StepShown:
    live = next((step for step in rows if step.state in Step.LIVE), None)
    earlier = tuple(step for step in rows if step is not live)
    is_open = live is not None and live.state == Step.State.OPEN
    return StepShown(node, live, earlier, light_of(live.work, today) if live and is_open else "none")
