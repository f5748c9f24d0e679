"""What is sent in and answered about runs, steps and demands."""

from datetime import date

from ninja import Field, Schema

from concord.core.agenda.models import Demand, Run, Step
from concord.core.api.shapes import Given, Id, PlaceCode, Text, YesNo

Why = Field(min_length=1, max_length=300)
Facts = dict[str, bool | str]


class RunStarted(Given):
    """Which scenario starts, and what is known."""

    scenario: Text = Field(min_length=1, max_length=60)
    facts: Facts = Field(default_factory=dict)


class StepReasonGiven(Given):
    """Why."""

    reason: Text = Why


class StepGiven(Given):
    """The facts that a step states, and its papers by the names of the scenario."""

    facts: Facts = Field(default_factory=dict)
    papers: dict[str, Id] = Field(default_factory=dict)


class FactsGiven(Given):
    """Facts for the scenario that a step calls."""

    facts: Facts = Field(default_factory=dict)


class BackGiven(StepReasonGiven):
    """The code of the earlier step, and why."""

    to: Text = Field(min_length=1, max_length=60)


class MoreTimeGiven(StepReasonGiven):
    """How many working days more, and why."""

    days: int


class PauseGiven(StepReasonGiven):
    """On which ground of law, and why."""

    ground: Text = Field(max_length=16)


class HandedToGiven(StepReasonGiven):
    """The key of the person or body to whom a step goes, and why."""

    to: Id


class ToPlaceGiven(StepReasonGiven):
    """The place to whose body a step goes, and why."""

    place: PlaceCode


class OpinionOnStepGiven(Given):
    """Which body is asked, and what."""

    body: Id
    words: Text = Field(min_length=1, max_length=1000)


class SupervisionOrderGiven(OpinionOnStepGiven):
    """Which body is ordered what, to answer within how many working days."""

    days: int


class AnswerToDemandGiven(Given):
    """The answer in words."""

    answer: Text = Field(min_length=1, max_length=2000)


class TimeDecisionGiven(Given):
    """Whether what was asked for is granted."""

    granted: YesNo


class RunShown(Schema):
    """A run: its scenario and how it stands."""

    id: int
    matter: int
    title: str
    state: str


class RunStepShown(Schema):
    """A step that has opened or was skipped."""

    id: int
    node: str
    round: int
    state: str
    title: str
    body: int | None
    person: int | None
    due_on: date | None
    stated: Facts


class RunWhole(RunShown):
    """A run with its steps."""

    steps: list[RunStepShown]


class DemandShown(Schema):
    """An opinion asked or an order, and its answer."""

    id: int
    kind: str
    matter: int
    body: int
    words: str
    answer: str


class TimeShown(Schema):
    """Time asked for a step, and the decision."""

    id: int
    step: int
    kind: str
    days: int
    reason: str
    answer: str


class ScenarioShown(Schema):
    """A scenario that can be started."""

    code: str
    version: int
    title: str


def run_of(run: Run) -> RunShown:
    """A run as the API tells it."""
    return RunShown(id=run.pk, matter=run.matter_id, title=run.version.title, state=run.state)


def step_of(step: Step) -> RunStepShown:
    """A step as the API tells it."""
    task = step.task
    return RunStepShown(
        id=step.pk,
        node=step.node,
        round=step.round,
        state=step.state,
        title=task.title if task else step.node,
        body=task.organisation_id if task else None,
        person=task.person_id if task else None,
        due_on=task.due_on if task else None,
        stated=step.stated,
    )


def demand_of(demand: Demand) -> DemandShown:
    """A demand as the API tells it."""
    return DemandShown(
        id=demand.pk,
        kind=demand.kind,
        matter=demand.matter_id,
        body=demand.body_id,
        words=demand.words,
        answer=demand.answer,
    )
