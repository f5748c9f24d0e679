"""Register the room in which the classifier is watched and taught."""

from django.apps import AppConfig


class ClassesConfig(AppConfig):
    """Questions to people, accuracy, drift, and which model is in force."""

    name = "concord.apps.insight.classes"
    label = "classes"

    def ready(self) -> None:
        from concord.apps.insight.classes import listeners  # noqa: F401
        from concord.apps.insight.classes.forcing import shelf
        from concord.apps.insight.classes.judgements import decided_of
        from concord.core.crosswalks.tongues import deciders
        from concord.engines.text.model import in_force

        in_force.choose = shelf.chosen
        deciders.append(decided_of)
