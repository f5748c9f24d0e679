"""Register the app of grassroots governance."""

from django.apps import AppConfig


class GrassrootsConfig(AppConfig):
    """Instant sensing by grids."""

    name = "concord.apps.grassroots"
    label = "grassroots"
