"""Register the room of early warnings."""

from django.apps import AppConfig


class WarningsConfig(AppConfig):
    """Reports under watch, and the warnings that came of them."""

    name = "concord.apps.insight.warnings"
    label = "warnings"

    def ready(self) -> None:
        from concord.apps.insight.warnings import jobs, listeners  # noqa: F401
