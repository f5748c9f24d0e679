"""Register the app of disputes."""

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    """Dispute prevention and resolution."""

    name = "concord.apps.disputes"
    label = "disputes"

    def ready(self) -> None:
        from concord.apps.disputes import listeners  # noqa: F401
