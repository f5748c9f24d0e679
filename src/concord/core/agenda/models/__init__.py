"""Shapes of the agenda: tasks, published scenarios, their runs with steps, what a body is asked, calendar links."""

from concord.core.agenda.models.asking import Demand, TimeRequest
from concord.core.agenda.models.calendar import CalendarLink
from concord.core.agenda.models.scenarios import Deliverable, Run, ScenarioVersion, Step
from concord.core.agenda.models.tasks import Task

__all__ = ["CalendarLink", "Deliverable", "Demand", "Run", "ScenarioVersion", "Step", "Task", "TimeRequest"]
