"""Register the room of linked records."""

from django.apps import AppConfig


class LinkingConfig(AppConfig):
    """Which matters tell of the same dispute."""

    name = "concord.core.linking"
    label = "linking"

    def ready(self) -> None:
        from concord.core.linking import listeners  # noqa: F401
