"""Register the room of contracts."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Public contracts."""

    name = "concord.apps.contracts"
    label = "contracts"

    def ready(self) -> None:
        from concord.apps.contracts import listeners  # noqa: F401
