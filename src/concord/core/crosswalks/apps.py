"""Register the room of crosswalks."""

from django.apps import AppConfig


class CrosswalksConfig(AppConfig):
    """Classifications of other bodies, and what each of their classes is in ours."""

    name = "concord.core.crosswalks"

    def ready(self) -> None:
        from concord.core.crosswalks.crossing import crossing_of
        from concord.core.exchange.crossing import crossings

        crossings.of = crossing_of
