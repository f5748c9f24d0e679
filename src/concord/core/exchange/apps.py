"""Register data exchange."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Outside systems: what they send, and what is taken out."""

    name = "concord.core.exchange"
    label = "exchange"

    def ready(self) -> None:
        from concord.core.exchange import listeners  # noqa: F401
