"""Deeds of the agenda."""

from concord.core.agenda.services.tasks import finish_tasks, open_task

__all__ = ["finish_tasks", "open_task"]
