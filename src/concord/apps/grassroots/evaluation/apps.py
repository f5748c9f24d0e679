"""Register the fifth ring of grassroots governance."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Evaluation and objection."""

    name = "concord.apps.grassroots.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """Listen to what ends."""
        from concord.apps.grassroots.evaluation import jobs, listeners  # noqa: F401
