"""What screens show of the agenda."""

from concord.core.agenda.selectors.waiting import (
    Lights,
    TaskShown,
    is_due_soon,
    is_late,
    light_of,
    lights_by_person,
    lights_for,
    tasks_waiting_for,
    with_late_tasks,
)

__all__ = [
    "Lights",
    "TaskShown",
    "is_due_soon",
    "is_late",
    "light_of",
    "lights_by_person",
    "lights_for",
    "tasks_waiting_for",
    "with_late_tasks",
]
