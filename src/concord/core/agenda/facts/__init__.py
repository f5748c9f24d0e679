"""The acts of the agenda; all are known once this is imported."""

from concord.core.agenda.facts import demands, desk, steps
from concord.core.agenda.facts.whole import TaskDueSoon, TaskLate

__all__ = ["TaskDueSoon", "TaskLate", "demands", "desk", "steps"]
