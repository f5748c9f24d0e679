"""Register the second ring of grassroots governance."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Consultations and the pool of four forces."""

    name = "concord.apps.grassroots.consultation"
    label = "consultation"

    def ready(self) -> None:
        from concord.apps.grassroots.consultation import listeners  # noqa: F401
