"""Register the room of the agenda."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Tasks, deadlines, lights."""

    name = "concord.core.agenda"
    label = "agenda"
