"""Register the room of figures."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Entries, sums, indicators and the governance index."""

    name = "concord.apps.insight.figures"
    label = "figures"

    def ready(self) -> None:
        from concord.apps.insight.figures import listeners  # noqa: F401
