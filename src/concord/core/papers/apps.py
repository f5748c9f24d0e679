"""Register the room of papers."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Documents and signatures."""

    name = "concord.core.papers"
    label = "papers"
