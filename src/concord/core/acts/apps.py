"""Register the room of acts."""

from django.apps import AppConfig


class ActsConfig(AppConfig):
    """The append-only record."""

    name = "concord.core.acts"
    label = "acts"
