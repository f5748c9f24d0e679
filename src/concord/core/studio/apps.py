"""Register the room of scenarios."""

from django.apps import AppConfig


class StudioConfig(AppConfig):
    """Published scenarios as anyone may read them."""

    name = "concord.core.studio"
    label = "studio"
