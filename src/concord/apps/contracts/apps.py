"""Register the room of contracts."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Public contracts."""

    name = "concord.apps.contracts"
    label = "contracts"

    def ready(self) -> None:
        from concord.apps.contracts import listeners, receiving  # noqa: F401
        from concord.core.exchange.receiving import receivers

        receivers["contract_payment"] = receiving.PAYMENTS
        receivers["contract_award"] = receiving.AWARDS
        receivers["contract_asset"] = receiving.ASSETS
