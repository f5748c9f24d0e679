"""Shapes of the agenda: tasks, published scenarios, their runs with steps, and what a body is asked."""

from concord.core.agenda.models.asking import Demand, TimeRequest
from concord.core.agenda.models.scenarios import Deliverable, Run, ScenarioVersion, Step
from concord.core.agenda.models.tasks import Task

__all__ = ["Deliverable", "Demand", "Run", "ScenarioVersion", "Step", "Task", "TimeRequest"]
