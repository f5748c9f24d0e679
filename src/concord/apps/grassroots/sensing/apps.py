"""Register the first ring of grassroots governance."""

from django.apps import AppConfig


class SensingConfig(AppConfig):
    """Instant sensing by grids; its tables keep the label they began with."""

    name = "concord.apps.grassroots.sensing"
    label = "grassroots"

    def ready(self) -> None:
        from concord.apps.grassroots.sensing import listeners  # noqa: F401
        from concord.apps.grassroots.sensing.receiving import SightingsFromSources
        from concord.apps.grassroots.sensing.tongue import problem_of
        from concord.core.crosswalks.tongues import tongues
        from concord.core.exchange.receiving import receivers

        receivers["sighting"] = SightingsFromSources()
        tongues["sighting"] = problem_of
