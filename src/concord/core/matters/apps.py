"""Register the room of matters."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """Matters, parties, involvement, links."""

    name = "concord.core.matters"
    label = "matters"
