"""Deeds of the agenda."""

from concord.core.agenda.services.tasks import a_task, finish_tasks, open_task

__all__ = ["a_task", "finish_tasks", "open_task"]
