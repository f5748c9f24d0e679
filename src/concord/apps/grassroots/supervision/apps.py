"""Register the third ring of grassroots governance."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Supervision cases about late work, with orders, findings and objections."""

    name = "concord.apps.grassroots.supervision"
    label = "supervision"

    def ready(self) -> None:
        from concord.apps.grassroots.supervision import listeners  # noqa: F401
